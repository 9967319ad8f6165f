import { html, render } from '../../app/html.js';
import { Dragging } from './dragging.js';
import { windowOf } from './window-of.js';

/** Shorter lists are drawn whole, so that the browser's own search finds everything in them. */
const wholeUpTo = 200;
const overscanPx = 800;
const estimatedPx = 60;

/**
 * A list that its user can sort, by dragging a row's `.grip` or with the arrow keys on it, and that may be very long:
 * only rows near the screen are there. Data in: `items` and `draw`. Event out: `sortable-move`, bubbles, detail
 * `{ id, afterId, beforeId }` with the new neighbours, null at the ends.
 * @template {{ id: string }} T
 */
export class SortableList extends HTMLElement {
  /** @type {(item: T) => import('../../app/html.js').Markup} draws an `<li data-key="id">` */
  draw = () => html``;
  #list = document.createElement('ul');
  /** @type {readonly T[]} */
  #items = [];
  /** Heights as seen, px. @type {Map<string, number>} */
  #heights = new Map();
  #range = { start: 0, end: 0, before: 0, after: 0 };
  #frame = 0;
  #dragging = new Dragging(this.#list, (id, place) => this.#move(id, place));

  /** @param {readonly T[]} items */
  set items(items) {
    this.#items = items;
    this.#draw();
  }

  connectedCallback() {
    this.#list.className = 'rows';
    this.append(this.#list);
    this.addEventListener('keydown', this);
    this.addEventListener('pointerdown', this);
    for (const type of ['scroll', 'resize']) window.addEventListener(type, this, { passive: true });
  }

  disconnectedCallback() {
    for (const type of ['scroll', 'resize']) window.removeEventListener(type, this);
    cancelAnimationFrame(this.#frame);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) return this.#key(event);
    if (event instanceof PointerEvent) return this.#dragging.begin(event);
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#scrolled());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const grip = event.target instanceof Element ? event.target.closest('.grip') : null;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const id = grip?.closest('li')?.dataset['key'];
    if (!id || step === 0) return;
    event.preventDefault();
    this.#move(id, this.#items.findIndex((item) => item.id === id) + step);
  }

  /** @param {string} id @param {number} place among the drawn rows when dragged, among all by keys */
  #move(id, place) {
    const others = this.#items.filter((item) => item.id !== id);
    const moved = this.#items.filter((item) => item.id === id);
    if (place < 0 || place > others.length) return;
    this.items = others.toSpliced(place, 0, ...moved); // the next key may come before the answer
    const detail = { id, afterId: others[place - 1]?.id ?? null, beforeId: others[place]?.id ?? null };
    this.dispatchEvent(new CustomEvent('sortable-move', { bubbles: true, detail }));
  }

  #scrolled() {
    const { start, end } = this.#rangeNow();
    if (start !== this.#range.start || end !== this.#range.end) this.#draw();
  }

  #draw() {
    if (this.#dragging.isActive) return;
    this.#range = this.#rangeNow();
    const { start, end, before, after } = this.#range;
    this.#dragging.offset = start;
    this.#list.style.paddingBlock = `${before}px ${after}px`;
    render(this.#list, html`${this.#items.slice(start, end).map((item) => this.draw(item))}`);
    if (this.#items.length <= wholeUpTo) return;
    for (const row of this.#list.children) {
      if (row instanceof HTMLElement) this.#heights.set(row.dataset['key'] ?? '', row.offsetHeight);
    }
  }

  #rangeNow() {
    const { length } = this.#items;
    if (length <= wholeUpTo) return { start: 0, end: length, before: 0, after: 0 };
    const heights = this.#items.map(({ id }) => this.#heights.get(id) ?? estimatedPx);
    const top = -this.#list.getBoundingClientRect().top;
    return windowOf(heights, top - overscanPx, top + innerHeight + overscanPx);
  }
}

customElements.define('sortable-list', SortableList);
