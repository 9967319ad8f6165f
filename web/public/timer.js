import { api } from './api.js';
import { announce, element, once } from './page.js';

/** The running time entry, shown second by second. */
export class Timer {
  #elapsed = element('timer-elapsed', HTMLElement);
  #task = element('timer-task', HTMLElement);
  #toggle = element('timer-toggle', HTMLButtonElement);
  #titleOf;
  #failed;
  /** @type {import('./api.js').TimeEntry | null} */
  #running = null;
  #ticking = 0;

  /**
   * @param {(taskId: string) => Promise<string>} titleOf title of a task
   * @param {(error: unknown) => void} failed
   */
  constructor(titleOf, failed) {
    this.#titleOf = titleOf;
    this.#failed = failed;
    this.#toggle.addEventListener('click', () => {
      void once(this.#toggle, () => (this.#running ? this.#stop() : this.start(null)), failed);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#tick();
    });
  }

  /** Shows what the server says is running. */
  async load() {
    await this.#show(await api.runningTimer());
  }

  /** Starts; what runs ends. @param {string | null} taskId */
  async start(taskId) {
    await this.#show(await api.startTimer(taskId));
    announce('Timer started');
  }

  /** Forgets the user's entry; it goes on running at the server. */
  clear() {
    void this.#show(null);
  }

  async #stop() {
    try {
      await api.stopTimer();
      announce(`Timer stopped after ${this.#elapsed.textContent}`);
      await this.#show(null);
    } catch (error) {
      await this.load().catch(this.#failed); // stopped elsewhere, perhaps
      throw error;
    }
  }

  /** @param {import('./api.js').TimeEntry | null} entry */
  async #show(entry) {
    this.#running = entry;
    this.#toggle.textContent = entry ? 'Stop' : 'Start';
    clearInterval(this.#ticking);
    if (entry) this.#ticking = setInterval(() => this.#tick(), 1_000);
    this.#tick();
    this.#task.textContent = entry ? 'Running' : 'Not running';
    if (!entry?.taskId) return;
    const title = await this.#titleOf(entry.taskId);
    if (this.#running === entry) this.#task.textContent = title;
  }

  #tick() {
    const since = this.#running ? Date.now() - Date.parse(this.#running.startedAt) : 0;
    const seconds = Math.max(0, Math.floor(since / 1_000)); // two clocks may disagree a little
    const [minute, second] = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
      `${part}`.padStart(2, '0'),
    );
    this.#elapsed.textContent = `${Math.floor(seconds / 3_600)}:${minute}:${second}`;
  }
}
