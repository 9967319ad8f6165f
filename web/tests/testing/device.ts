import type { Page } from 'playwright-core';
import type { WebPage } from './web-page.ts';

/** One thing a device does; numbers choose among the rows that it knows. */
export interface Step {
  readonly kind:
    | 'add-task'
    | 'edit-task'
    | 'done'
    | 'move'
    | 'delete-task'
    | 'restore-task'
    | 'add-project'
    | 'rename-project'
    | 'delete-project'
    | 'check'
    | 'start'
    | 'stop';
  readonly a: number;
  readonly b: number;
}

/** The app's own engine in a signed-in tab, driven without its pages. */
export class Device {
  readonly tab: WebPage;
  readonly #page: Page;

  constructor(tab: WebPage) {
    this.tab = tab;
    this.#page = tab.page;
  }

  /** Opens the user's rows a second time, as another tab would, and keeps the engine's parts at hand. */
  async open(): Promise<void> {
    await this.#page.evaluate(`(async () => {
      const main = await import(document.querySelector('script[type=module]').src);
      const app = new main.App();
      await app.enter(main.session.user);
      window.device = { main, app, deleted: [] };
    })()`);
  }

  setOffline(isOffline: boolean): Promise<void> {
    return this.tab.context.setOffline(isOffline);
  }

  /** Does a step; one that finds no row to do it with is left out. */
  async do(step: Step): Promise<void> {
    await this.#page.evaluate(`(${stepCode})(${JSON.stringify(step)})`);
  }

  /** Sends and takes all, settling what collides by the own value and dropping what is refused. */
  async settle(): Promise<number> {
    return this.#page.evaluate(`(async () => {
      const { app } = window.device;
      await app.sync.run();
      for (const command of app.store.commands) {
        if (command.state === 'conflict') await app.outbox.resolve(command, Object.keys(command.body ?? { row: 1 }));
        if (command.state === 'refused') await app.outbox.discard(command);
      }
      await app.sync.run();
      return app.store.commands.length;
    })()`);
  }

  /** Every live row in memory, by type and id. */
  rows(): Promise<Record<string, unknown>> {
    return this.#page.evaluate(`(() => {
      const { main, app } = window.device;
      return Object.fromEntries(main.rowTypes.flatMap((type) =>
        app.store.list(type).map((row) => [type + '/' + row.id, row])));
    })()`);
  }
}

/** Runs in the page. */
const stepCode = `async ({ kind, a, b }) => {
  const { main, app, deleted } = window.device;
  const { store } = app;
  const at = main.clock.iso();
  const pick = (list, number) => list.length === 0 ? null : list[number % list.length];
  const tasks = main.byRank(store.list('tasks'));
  const task = pick(tasks, a);
  const project = pick(store.list('projects'), b);
  const habit = pick(store.list('habits'), a);
  const running = main.runningEntry(store);
  const drafts = {
    'add-task': () => [main.addTask(store, { title: 'Task ' + a, projectId: b % 2 ? project?.id ?? null : null }, at)],
    'edit-task': () => task && main.edit('tasks', task, b % 3 === 0
      ? { projectId: project?.id ?? null }
      : { title: 'Edited ' + b, ...(b % 2 ? { projectId: project?.id ?? null } : {}) }),
    'done': () => task && [main.setDone(task, task.doneAt === null, at)],
    'move': () => {
      const after = pick(tasks.filter(({ id }) => id !== task?.id), b);
      return task && [main.moveTask(store, task, b % 5 === 0 ? null : after?.id ?? null)];
    },
    'delete-task': () => {
      if (!task) return null;
      deleted.push(task);
      return [main.remove(store, 'tasks', task, at)];
    },
    'restore-task': () => {
      const back = deleted.pop();
      return back && [main.restore('tasks', back, [])];
    },
    'add-project': () => [main.addProject({ name: 'Project ' + a, goalId: null }, at)],
    'rename-project': () => project && main.edit('projects', project, { name: 'Renamed ' + a }),
    'delete-project': () => project && [main.remove(store, 'projects', project, at)],
    'check': () => habit && [main.checkHabit(habit, '2026-01-0' + (1 + b % 9), a % 3 !== 0, at)],
    'start': () => [main.startTimer(running, task, at)],
    'stop': () => running && main.stopTimer(running, at),
  }[kind]();
  if (drafts) await app.write(...drafts);
}`;
