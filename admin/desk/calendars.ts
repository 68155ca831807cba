// The calendar that a process counts its terms by, so that pages say "4 business days left" as its people do.
import { type Calendar, checkCalendar, type ProcessModel, type Store } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { numberOf } from './rows.ts';

/** Definitions never change, and neither do the calendars deployed with them. */
const cache = new WeakMap<Store, Map<number, Promise<Calendar | undefined>>>();

/** How often the drawing names each text in quotes, e.g. the calendar in `due(filed_at, 5, "legal-days", "co-legal")`. */
function mentions(model: ProcessModel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ''] of JSON.stringify(model).matchAll(/\\"([\w-]+)\\"/g)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

async function readCalendar({ engine }: Visit, definitionKey: number): Promise<Calendar | undefined> {
  const [model, definition] = await Promise.all([
    engine.model(definitionKey),
    engine.store.find('process_definitions', { key: definitionKey }),
  ]);
  if (!model || !definition) return undefined;
  const rows: { name: string; content: Buffer }[] = await engine.store
    .reader('cauce_resources')
    .where('deployment_key', numberOf(definition.deployment_key))
    .where('name', 'like', 'calendars/%.json')
    .select('name', 'content');
  const named = mentions(model);
  const counted = rows
    .map((row) => ({ row, count: named.get(row.name.slice('calendars/'.length, -'.json'.length)) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const chosen = counted[0]?.row;
  const read = chosen && checkCalendar(JSON.parse(chosen.content.toString('utf8')));
  return read?.ok ? read.calendar : undefined;
}

/** The calendar that the process names most; undefined where it names none. */
export function calendarOf(visit: Visit, definitionKey: number): Promise<Calendar | undefined> {
  const { store } = visit.engine;
  const known = cache.get(store) ?? new Map<number, Promise<Calendar | undefined>>();
  cache.set(store, known);
  const calendar = known.get(definitionKey) ?? readCalendar(visit, definitionKey);
  known.set(definitionKey, calendar);
  return calendar;
}
