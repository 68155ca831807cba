// What stands above every report: its period and filters in words; and what "now" and "today" mean in it.
import { type Asking, todayOf } from './asking.ts';
import type { Scope } from './live.ts';
import { FILTERS } from './question.ts';
import type { Report } from './report.ts';
import { periodWords } from './words.ts';

export function filterWords(
  { t, valueWords }: Asking,
  name: (typeof FILTERS)[number],
  value: string,
): string {
  if (name === 'flow' && ['incident', 'pqrs', 'relationship'].includes(value)) return t(`flow.${value}`);
  if (name === 'variant' && ['as-is', 'to-be'].includes(value)) return t(`variant.${value}`);
  return valueWords(name, value);
}

export function factsOf(asking: Asking): Report['facts'] {
  const { t, lang, question } = asking;
  const filters = FILTERS.flatMap((name) => {
    const value = question.filter[name];
    return value === undefined
      ? []
      : [{ label: t(`dimension.${name}`), text: filterWords(asking, name, value) }];
  });
  return [{ label: t('report.period'), text: periodWords(lang, question.period) }, ...filters];
}

/** The day ends at the next midnight of the zone, found without knowing its rules. */
function endOfDay(now: number, timeZone: string): number {
  const today = todayOf(now, timeZone);
  let [inside, outside] = [now, now + 26 * 3_600_000];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (todayOf(middle, timeZone) === today) inside = middle;
    else outside = middle;
  }
  return inside;
}

export function scopeOf({ engine, question, now, timeZone }: Asking): Scope {
  return { engine, filter: question.filter, now, dayEnd: endOfDay(now, timeZone) };
}
