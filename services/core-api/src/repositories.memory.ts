import { MemoryAccountRepository } from './accounts/account-repository.memory.ts';
import { type ChangeSource, MemoryChangeRepository } from './changes/change-repository.memory.ts';
import { MemoryStreakRepository } from './habits/streak-repository.memory.ts';
import type { Repositories } from './repositories.ts';
import { MemoryRollupRepository } from './rollups/rollup-repository.memory.ts';
import { rowSpecs } from './row-specs.ts';
import { MemoryRowRepository } from './rows/row-repository.memory.ts';
import type { RowSpec } from './rows/row-spec.ts';

/** The stores in memory, for tests of what stands above; no transactions, one caller at a time. */
export function memoryRepositories(): Repositories {
  const sources: ChangeSource[] = [];
  const store = <F extends object>(spec: RowSpec<F>): MemoryRowRepository<F> => {
    const rows = new MemoryRowRepository(spec);
    sources.push({ spec, all: (userId: string) => rows.all(userId) });
    return rows;
  };
  const tasks = store(rowSpecs.tasks);
  const projects = store(rowSpecs.projects);
  return {
    accounts: new MemoryAccountRepository(),
    settings: store(rowSpecs.settings),
    goals: store(rowSpecs.goals),
    projects,
    tasks,
    timeEntries: store(rowSpecs.timeEntries),
    habits: store(rowSpecs.habits),
    habitChecks: store(rowSpecs.habitChecks),
    rollups: new MemoryRollupRepository(tasks, projects),
    streaks: new MemoryStreakRepository(),
    changes: new MemoryChangeRepository(sources),
  };
}
