// Service level clocks as pages show them: how much is left in the calendar's own time, how far they are, and why they are
// due then, with everything that happened to each.
import {
  authorize,
  type ClockRow,
  type ClockState,
  type Condition,
  type Engine,
  isInvolvedIn,
  type LedgerLine,
  type Row,
  readClocks,
} from '../engine.ts';
import { durationWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { actorWords, namesOf } from './names.ts';
import { newRequest } from './requestId.ts';
import { numberOf, textOf } from './rows.ts';

export interface ClockView {
  key: number;
  paused: boolean;
  mayExtend: boolean;
  /** Where it is moved; absent where it may not be. */
  move?: string;
  request?: string;
  name: string;
  /** Class of `.state`. */
  state: string;
  words: string;
  dueAt: number | undefined;
  /** Undefined where it is over. */
  percent: number | undefined;
  percentWords: string;
  why: string;
  ledger: { at: number; what: string; who: string; why: string; dueAt: number | undefined; by: string }[];
}

const most = 50;
const MINUTE = 60_000;

export function clockRows(visit: Visit, ...where: Condition[]): Promise<Row[]> {
  const sort = [{ column: 'key' }];
  return visit.engine.store.search('sla_clocks', { where, sort, limit: most }).then(({ rows }) => rows);
}

/** Terms are moved by who leads those that work in the case. */
export async function mayMove(visit: Visit, caseKey: number): Promise<boolean> {
  const { engine, principal } = visit;
  if (!authorize(principal, 'clock:change')) return false;
  const involved = await isInvolvedIn(engine.store, principal, caseKey);
  return authorize(principal, 'clock:change', { kind: 'case', involved });
}

/** Those of a case that run, with where they are moved. */
export async function movable(visit: Visit, caseKey: number, rows: readonly Row[], clocks: ClockView[]) {
  const live = new Set(rows.filter(isLive).map((row) => numberOf(row.key)));
  if (live.size === 0 || !(await mayMove(visit, caseKey))) return clocks;
  return clocks.map((clock) =>
    live.has(clock.key)
      ? { ...clock, move: `${visit.base}/casos/${caseKey}/plazos/${clock.key}`, request: newRequest() }
      : clock,
  );
}

export function isLive({ state }: Row): boolean {
  return state === 'RUNNING' || state === 'PAUSED';
}

export function liveFirst(rows: readonly Row[]): Row[] {
  return [...rows.filter(isLive), ...rows.filter((row) => !isLive(row))];
}

/** `history`: what was read of it already. The public sees no name, and no reason that only the staff was given. */
export async function clockViews(
  visit: Visit,
  rows: readonly Row[],
  history: Engine['history'] = (key) => visit.engine.history(key),
  isPublic = false,
): Promise<ClockView[]> {
  if (rows.length === 0) return [];
  const { engine } = visit;
  const actors = new Set<string>();
  const from = {
    calendars: engine.calendars,
    async history(key: number) {
      const batches = await history(key);
      for (const { actor } of batches) actors.add(actor);
      return batches;
    },
  };
  const clocks = rows.map(rowOf);
  const now = engine.now();
  const first = await readClocks(from, clocks, now, () => undefined, isPublic);
  const names = isPublic ? new Map<string, string>() : await namesOf(engine.store, actors);
  const read = isPublic
    ? first
    : await readClocks(from, clocks, now, (actor) => actorWords(visit, actor, names), false);
  return read.map(({ key, state, lines, explain }) => {
    const row = rows.find((each) => numberOf(each.key) === key) as Row;
    return {
      key,
      paused: row.state === 'PAUSED',
      mayExtend: numberOf(row.extended) === 0,
      name: textOf(row.name),
      ...standing(visit, state, row, now),
      why: explain(visit.lang),
      ledger: isPublic ? [] : lines.map((line) => lineView(visit, line)),
    };
  });
}

function rowOf(row: Row): ClockRow {
  const metric = textOf(row.metric) as ClockRow['metric'];
  return { key: numberOf(row.key), instanceKey: numberOf(row.instance_key), metric };
}

function standing(
  visit: Visit,
  { state, dueAt, progress, left, remainingMs }: ClockState,
  row: Row,
  now: number,
) {
  const risk = row.risk_at === null ? Number.POSITIVE_INFINITY : numberOf(row.risk_at);
  const isOver = state === 'met' || state === 'missed' || state === 'cancelled';
  const percent = isOver ? undefined : Math.max(0, Math.min(100, Math.floor(progress * 100)));
  const stateClass = { paused: 'paused', met: 'completed', missed: 'overdue', breached: 'overdue' } as const;
  const running = risk <= now ? 'atRisk' : 'onTime';
  return {
    state:
      state === 'running' ? running : state === 'cancelled' ? 'terminated' : stateClass[state as 'paused'],
    words: wordsOf(visit, state, left, remainingMs),
    dueAt: dueAt ?? (row.due_at === null || state === 'paused' ? undefined : numberOf(row.due_at)),
    percent,
    percentWords: percent === undefined ? '' : visit.t('clock.used', { percent: String(percent) }),
  };
}

function wordsOf(
  visit: Visit,
  state: ClockState['state'],
  left: ClockState['left'],
  remainingMs: number,
): string {
  if (state === 'running') return span(visit, 'left', left, remainingMs);
  if (state === 'breached') return span(visit, 'late', left, remainingMs);
  if (state === 'paused') return span(visit, 'paused', left, remainingMs);
  return visit.t(`clock.${state}`);
}

/** Days where days are counted; else what the calendar counts, to the minute. */
function span(
  visit: Visit,
  how: 'left' | 'late' | 'paused',
  { unit, count }: ClockState['left'],
  remainingMs: number,
): string {
  const days = Math.abs(Math.trunc(count));
  const isDays = unit === 'days' || unit === 'calendar-days';
  if (isDays && days === 0) return visit.t(`clock.${how}.today`);
  if (unit === 'days') return visit.t(`clock.${how}.businessDays`, { count: days });
  if (unit === 'calendar-days') return visit.t(`clock.${how}.days`, { count: days });
  const ms = Math.abs(remainingMs);
  const time = durationWords(visit.lang, Math.max(MINUTE, ms - (ms % MINUTE)));
  return visit.t(unit === 'hours' ? `clock.${how}.time` : `clock.${how}.openingTime`, { time });
}

function lineView(visit: Visit, line: LedgerLine): ClockView['ledger'][number] {
  const { at, kind, who = '', why = '', to, dueAfter, calendar } = line;
  const facts = { to: to ?? '' };
  return {
    at,
    what: visit.t(`clock.entry.${kind}`, facts),
    who,
    why,
    dueAt: dueAfter,
    by: calendar ? visit.t('clock.by', { name: calendar.name, version: String(calendar.version) }) : '',
  };
}
