import { text } from './config-text.ts';

/**
 * A schedule as the operators read it, with one time a minute and a second at most: never more often than hourly.
 * @param fields six: seconds come first
 */
export const cron = (fields: 5 | 6) => {
  const example =
    fields === 6 ? 'six fields, seconds first, such as "0 0 3 * * *"' : 'five fields such as "0 */6 * * *"';
  return text(`must be a cron expression of ${example}, which comes up, once an hour at most`, (value) =>
    isAtMostHourly(value.split(' '), fields),
  );
};

interface Field {
  readonly first: number;
  readonly last: number;
  /** What may stand for a number, from `first` on. */
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const all: readonly Field[] = [
  { first: 0, last: 59 },
  { first: 0, last: 59 },
  { first: 0, last: 23 },
  { first: 1, last: 31 },
  { first: 1, last: 12, names: months },
  { first: 0, last: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

function isAtMostHourly(texts: readonly string[], fields: 5 | 6): boolean {
  if (texts.length !== fields) return false;
  const times = all.slice(-fields).map((field, index) => timesOf(texts[index] ?? '', field));
  const [days = [], inMonths = [], weekdays = []] = times.slice(-3);
  const isWithinHour = times.slice(0, -4).every(({ length }) => length === 1);
  // A day of the week alone is enough; of a month alone the day has to be one that it has.
  const comesUp =
    weekdays.length < 7 || inMonths.some((month) => Math.min(...days) <= (daysOfMonths[month - 1] ?? 0));
  return isWithinHour && comesUp && times.every(({ length }) => length > 0);
}

/** The times that a field names; none where it cannot be read. */
function timesOf(value: string, field: Field): readonly number[] {
  const parts = value.split(',').map((part) => partOf(part, field));
  return parts.some(({ length }) => length === 0) ? [] : [...new Set(parts.flat())];
}

/** `*`, `3`, `1-5`, each with or without `/2`. */
function partOf(part: string, field: Field): readonly number[] {
  const [, from = '', to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/([1-9]\d?))?$/.exec(part) ?? [];
  const isAny = from === '*' || from === '?';
  if (isAny && to !== undefined) return [];
  const first = isAny ? field.first : numberOf(from, field);
  const last = to === undefined ? (isAny || step !== undefined ? field.last : first) : numberOf(to, field);
  if (!(first >= field.first && last <= field.last && first <= last)) return [];
  const every = Number(step ?? 1);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every);
}

function numberOf(word: string, { first, names = [] }: Field): number {
  const named = names.indexOf(word.toLowerCase());
  if (named >= 0) return first + named;
  return /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
}
