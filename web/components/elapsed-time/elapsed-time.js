import { clock } from '../../app/clock.js';
import { clockText } from '../../app/format.js';

/** Time since an instant, second by second. Data in: attribute `since`, ISO 8601. Not read out: it would never end. */
export class ElapsedTime extends HTMLElement {
  static observedAttributes = ['since'];
  #timer = 0;

  connectedCallback() {
    this.setAttribute('role', 'timer');
    this.#tick();
    this.#timer = window.setInterval(() => this.#tick(), 1_000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#tick();
  }

  #tick() {
    this.textContent = clockText(clock.now() - Date.parse(this.getAttribute('since') ?? ''));
  }
}

customElements.define('elapsed-time', ElapsedTime);
