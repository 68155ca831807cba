// The calendar that a process counts its terms by, so that pages say "4 business days left" as its people do.
import { type Calendar, isAnswer, type ProcessModel } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { createUnchanging } from './unchanging.ts';

/** Definitions never change: what they name, the most often first. */
const unchanging = createUnchanging<string[]>();

/** How often the drawing names each text in quotes, e.g. the calendar in `due(filed_at, 5, "legal-days", "co-legal")`. */
function mentions(model: ProcessModel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ''] of JSON.stringify(model).matchAll(/\\"([\w-]+)\\"/g)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

async function namedBy({ engine }: Visit, definitionKey: number): Promise<string[]> {
  const model = await engine.model(definitionKey);
  const counted = model ? [...mentions(model)] : [];
  return counted.sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** The calendar that the process names most, as it is in force now; undefined where it names none. */
export async function calendarOf(visit: Visit, definitionKey: number): Promise<Calendar | undefined> {
  const { store } = visit.engine;
  for (const name of await unchanging(store, definitionKey, () => namedBy(visit, definitionKey))) {
    const calendar = await inForce(visit, name);
    if (calendar) return calendar;
  }
  return undefined;
}

/** Read once for a page, however many rows it has. */
const ofPage = new WeakMap<Visit['request'], Map<string, Promise<Calendar | undefined>>>();

function inForce({ engine, request }: Visit, id: string): Promise<Calendar | undefined> {
  const known = ofPage.get(request) ?? new Map<string, Promise<Calendar | undefined>>();
  ofPage.set(request, known);
  const found =
    known.get(id) ??
    engine.calendars
      .answer(id, engine.now())
      .then((answer) => (isAnswer(answer) ? answer.calendar : undefined));
  known.set(id, found);
  return found;
}
