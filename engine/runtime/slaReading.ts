// A service level clock as people look at it: its state now, its ledger, and why it is due then, by the calendars that
// counted it, which are kept for ever.
import type { Json, SlaEntry } from '../core/index.ts';
import type { SlaMetric } from '../core/slaFacts.ts';
import {
  type Calendar,
  type ClockState,
  explainDue,
  foldClock,
  type LedgerLine,
  ledger,
} from '../time/index.ts';
import { isAnswer } from './calendarAnswer.ts';
import type { Engine } from './engine.ts';
import { zoneOf } from './zones.ts';

export interface ClockRow {
  key: number;
  instanceKey: number;
  metric: SlaMetric;
}

export interface ReadClock {
  state: ClockState;
  lines: LedgerLine[];
  /** One paragraph. */
  explain(locale: 'es' | 'en'): string;
}

interface Told {
  entry: SlaEntry;
  actor: string;
}

/** `nameOf`: how those who did something are called there; undefined leaves them out. Undefined: nothing is on record. */
export async function readClock(
  engine: Pick<Engine, 'history' | 'calendars'>,
  clock: ClockRow,
  now: number,
  nameOf: (actor: string) => string | undefined,
): Promise<ReadClock | undefined> {
  const [read] = await readClocks(engine, [clock], now, nameOf);
  return read;
}

/** From one reading of each history, in the order asked for; what cannot be counted is left out. `forPublic`: without
 * what only the staff was told. */
export async function readClocks(
  engine: Pick<Engine, 'history' | 'calendars'>,
  clocks: readonly ClockRow[],
  now: number,
  nameOf: (actor: string) => string | undefined,
  forPublic = false,
): Promise<(ReadClock & ClockRow)[]> {
  const found: (ReadClock & ClockRow)[] = [];
  for (const instanceKey of new Set(clocks.map((clock) => clock.instanceKey))) {
    const told = await entriesOf(engine, instanceKey, forPublic);
    for (const clock of clocks) {
      if (clock.instanceKey !== instanceKey) continue;
      const read = await readOne(engine, told.get(clock.key) ?? [], clock, now, nameOf);
      if (read) found.push({ ...clock, ...read });
    }
  }
  const place = (key: number) => clocks.findIndex((clock) => clock.key === key);
  return found.sort((a, b) => place(a.key) - place(b.key));
}

async function entriesOf(
  { history }: Pick<Engine, 'history'>,
  instanceKey: number,
  forPublic: boolean,
): Promise<Map<number, Told[]>> {
  const told = new Map<number, Told[]>();
  for (const { actor, events } of await history(instanceKey))
    for (const event of events)
      if (event.type === 'clockStarted' || event.type === 'clockEntered')
        told.set(event.key, [
          ...(told.get(event.key) ?? []),
          { entry: forPublic ? publicOf(event.entry) : event.entry, actor },
        ]);
  return told;
}

/** What the staff wrote for itself, as it paused a clock by hand, is not for everybody. */
function publicOf(entry: SlaEntry): SlaEntry {
  const byHand = (entry.kind === 'paused' || entry.kind === 'resumed') && entry.element === undefined;
  return byHand ? { ...entry, reason: '' } : entry;
}

async function readOne(
  { calendars }: Pick<Engine, 'calendars'>,
  told: readonly Told[],
  { metric }: ClockRow,
  now: number,
  nameOf: (actor: string) => string | undefined,
): Promise<ReadClock | undefined> {
  const entries = told.map(({ entry }) => entry);
  const calendarOf = await versionsFor(calendars, entries, now);
  const state = foldClock(entries, now, calendarOf, zoneOf);
  if ('code' in state) return undefined;
  const actors = told.map(({ actor, entry }) => (byItself(entry) ? undefined : nameOf(actor)));
  const lines = ledger(entries, actors, calendarOf, zoneOf);
  return { state, lines, explain: (locale) => explainDue(state, lines, locale, { metric }) };
}

/** What the drawing did follows from what somebody did to the case; the clock's own ledger names who acted on it. */
function byItself(entry: SlaEntry): boolean {
  return entry.kind === 'warned' || entry.kind === 'breached';
}

async function versionsFor(calendars: Engine['calendars'], entries: readonly SlaEntry[], now: number) {
  const ids = new Set(entries.flatMap((entry) => ('target' in entry ? [entry.target.calendar] : [])));
  const versions = new Set([undefined, ...entries.map(({ calendarVersion }) => calendarVersion)]);
  const known = new Map<string, { calendar: Calendar; version: number }>();
  for (const id of ids)
    for (const version of versions) {
      const answer: Json = await calendars.answer(id, now, version);
      if (!isAnswer(answer)) continue;
      known.set(`${version ?? ''}@${id}`, { calendar: answer.calendar, version: answer.version });
    }
  return (id: string, version?: number) => known.get(`${version ?? ''}@${id}`);
}
