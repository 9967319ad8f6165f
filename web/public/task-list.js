import { api, ApiError } from './api.js';
import { announce, element, onSubmit, once } from './page.js';

/** @typedef {import('./api.js').Task} Task */

/** The open tasks, and those that were done while looking. */
export class TaskList {
  #list = element('tasks', HTMLUListElement);
  #empty = element('no-tasks', HTMLElement);
  #row = element('task-row', HTMLTemplateElement);
  #track;
  #failed;
  /** @type {Map<string, string>} */
  #titles = new Map();

  /**
   * @param {(taskId: string) => Promise<unknown>} track starts the timer for a task
   * @param {(error: unknown) => void} failed
   */
  constructor(track, failed) {
    this.#track = track;
    this.#failed = failed;
    onSubmit('add-task', (fields, form) => this.#add(fields['title'] ?? '', form), failed);
  }

  /** Shows what the server has. */
  async load() {
    const tasks = await api.openTasks();
    this.#list.replaceChildren(...tasks.map((task) => this.#rowOf(task)));
    this.#sayWhenEmpty();
  }

  clear() {
    this.#list.replaceChildren();
    this.#titles.clear();
  }

  /** @param {string} id @returns {Promise<string>} title, also of a task that is not in the list */
  async titleOf(id) {
    return this.#titles.get(id) ?? (await api.task(id)).title;
  }

  /** @param {string} title @param {HTMLFormElement} form */
  async #add(title, form) {
    const task = await api.addTask(title);
    this.#list.append(this.#rowOf(task));
    this.#sayWhenEmpty();
    form.reset();
    announce(`Added ${task.title}`);
  }

  /** @param {Task} first */
  #rowOf(first) {
    let task = first;
    this.#titles.set(task.id, task.title);
    const row = /** @type {DocumentFragment} */ (this.#row.content.cloneNode(true));
    const [box, title, track] = [
      row.querySelector('input'),
      row.querySelector('span'),
      row.querySelector('button'),
    ];
    if (!box || !title || !track) throw new Error('The template "task-row" lacks a part.');
    title.textContent = task.title;
    track.setAttribute('aria-label', `Track time for ${task.title}`);
    track.addEventListener('click', () => void once(track, () => this.#track(task.id), this.#failed));
    box.addEventListener('change', () => {
      const settle = async () => (task = await this.#settle(task, box.checked));
      void once(box, settle, this.#failed).then(() => (box.checked = task.doneAt !== null));
    });
    return row;
  }

  /**
   * @param {Task} task as last seen
   * @param {boolean} done
   * @returns {Promise<Task>} as it is now
   */
  async #settle(task, done) {
    try {
      const settled = await api.setDone(task, done);
      announce(`${task.title}: ${done ? 'done' : 'open again'}`);
      return settled;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      announce('This task was changed elsewhere: here it is as it is now');
      return api.task(task.id);
    }
  }

  #sayWhenEmpty() {
    this.#empty.hidden = this.#list.childElementCount > 0;
  }
}
