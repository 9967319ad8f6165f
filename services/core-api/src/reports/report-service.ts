import { weekOf } from '@goalixa/domain/week.ts';
import type { z } from 'zod';
import type { RollupRepository } from '../rollups/rollup-repository.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { dayReportSchema, weekReportSchema } from './report-operations.ts';

/** Where the time went. The running entry is in no report; clients add it from its start. */
export class ReportService {
  readonly #rollups: RollupRepository;
  readonly #settings: SettingsService;

  constructor(rollups: RollupRepository, settings: SettingsService) {
    this.#rollups = rollups;
    this.#settings = settings;
  }

  /** @param day `YYYY-MM-DD`; today in the user's zone when absent */
  async day(userId: string, day: string | undefined): Promise<z.output<typeof dayReportSchema>> {
    const shown = day ?? (await this.#settings.today(userId)).day;
    const projects = await this.#rollups.secondsByProject(userId, shown, shown);
    return { day: shown, totalSeconds: sumOf(projects), projects };
  }

  /** @param day any day of the week, `YYYY-MM-DD`; today in the user's zone when absent */
  async week(userId: string, day: string | undefined): Promise<z.output<typeof weekReportSchema>> {
    const week = weekOf(day ?? (await this.#settings.today(userId)).day);
    const [from = '', to = ''] = [week.at(0), week.at(-1)];
    const projects = await this.#rollups.secondsByProject(userId, from, to);
    const tracked = new Map(
      (await this.#rollups.secondsByDay(userId, from, to)).map(({ day: date, seconds }) => [date, seconds]),
    );
    const days = week.map((date) => ({ day: date, seconds: tracked.get(date) ?? 0 }));
    return { from, to, totalSeconds: sumOf(projects), projects, days };
  }
}

function sumOf(rows: readonly { readonly seconds: number }[]): number {
  return rows.reduce((sum, { seconds }) => sum + seconds, 0);
}
