// What the clocks of a petition must have told, computed by the walker from what people did and when; the engine's own
// entries are not looked at.
import { dueBy, isBusinessDay, type Pause } from '../../engine/time/independent/walker.ts';
import type { Happened } from './petition.ts';
import { type Plan, terms } from './plan.ts';

/** Kind, wall second, and the wall second at which it is due then. */
export type Entry = [kind: string, at: number, due: number | undefined];

export interface ExpectedClock {
  name: string;
  entries: Entry[];
  /** Wall second of a warning that fires at that moment. */
  warning(percent: number, at: number): number | undefined;
}

interface Act {
  kind: 'paused' | 'resumed' | 'extended' | 'met' | 'cancelled';
  at: number;
  untilDay?: number;
}

interface Promise {
  name: string;
  /** Wall minutes: counts from, and known since. */
  start: number;
  known: number;
  /** Business days, or the day that somebody set. */
  term?: number;
  day?: number;
  acts: Act[];
}

const DAY = 1_440;
const DAY_S = 86_400;

export function expectedClocks(plan: Plan, happened: Happened): ExpectedClock[] {
  return promisesOf(plan, happened).map(clockOf);
}

/** The day to which a petition may be extended now; undefined where it may not be. */
export function extensionDay(plan: Plan, happened: Happened, now: number): number | undefined {
  const term = terms[plan.requestType];
  const isOver = happened.extended !== undefined || happened.informed !== undefined;
  if (!plan.wantsExtension || term === undefined || plan.superintendenceDay !== undefined || isOver)
    return undefined;
  const start = happened.reopened ?? plan.filed;
  const pauses = happened.reopened === undefined ? pausesOf(happened) : [];
  if (legal(start, term, pauses) < now * 60) return undefined;
  const longer = legal(start, term + 1 + (plan.filed % term), pauses);
  return Math.floor(longer / DAY_S);
}

function promisesOf(plan: Plan, happened: Happened): Promise[] {
  const { classified, requested, transferred } = happened;
  const promises: Promise[] = [];
  const operation = (name: string, term: number, known: number, end: number | undefined) => {
    const acts: Act[] = end === undefined ? [] : [{ kind: 'met', at: end }];
    promises.push({ name, start: plan.filed, known, term, acts });
  };
  operation('Clasificar o trasladar', 5, plan.filed, classified);
  if (classified === undefined) return promises;
  if (!plan.isCompetent) {
    operation('Trasladar', 5, classified, transferred);
    return promises;
  }
  const target = targetOf(plan);
  if (target) {
    promises.push({
      name: 'Primera respuesta a la persona',
      start: plan.filed,
      known: classified,
      ...target,
      acts: [answer(happened)],
    });
    promises.push({
      name: 'Respuesta de fondo',
      start: plan.filed,
      known: classified,
      ...target,
      acts: firstCycle(happened),
    });
  }
  if (!plan.isComplete) operation('Requerir al peticionario', 10, classified, requested);
  if (target && happened.reopened !== undefined) {
    const { reopened } = happened;
    promises.push({
      name: 'Respuesta de fondo',
      start: reopened,
      known: reopened,
      ...target,
      acts: secondCycle(happened, reopened),
    });
  }
  return promises;
}

function targetOf({ superintendenceDay, requestType }: Plan): { term: number } | { day: number } | undefined {
  if (superintendenceDay !== undefined) return { day: superintendenceDay };
  const term = terms[requestType];
  return term === undefined ? undefined : { term };
}

/** Whatever reaches the person first; a petition that needs no answer is over with its last step. */
function answer({ requested, informed, answered, ended }: Happened): Act {
  return { kind: 'met', at: Math.min(requested ?? ended, informed ?? ended, answered[0] ?? ended) };
}

function firstCycle(happened: Happened): Act[] {
  const { requested, completed, withdrawn, extended, answered, ended, reopened } = happened;
  const acts: Act[] = [];
  if (requested !== undefined) acts.push({ kind: 'paused', at: requested });
  if (withdrawn !== undefined) return [...acts, { kind: 'cancelled', at: withdrawn }];
  if (completed !== undefined) acts.push({ kind: 'resumed', at: completed });
  if (extended && (reopened === undefined || extended.at < reopened))
    acts.push({ kind: 'extended', at: extended.at, untilDay: extended.untilDay });
  return [...acts, { kind: 'met', at: answered[0] ?? ended }];
}

function secondCycle({ extended, answered, ended }: Happened, reopened: number): Act[] {
  const acts: Act[] = [];
  if (extended && extended.at >= reopened)
    acts.push({ kind: 'extended', at: extended.at, untilDay: extended.untilDay });
  return [...acts, { kind: 'met', at: answered[1] ?? ended }];
}

function pausesOf({ requested, completed }: Happened): Pause[] {
  return requested === undefined || completed === undefined ? [] : [{ from: requested, to: completed }];
}

function clockOf({ name, start, known, term, day, acts }: Promise): ExpectedClock {
  const entries: Entry[] = [];
  const pauses: Pause[] = [];
  const counted: { from: number; days: number[] }[] = [];
  let due: number | undefined = day === undefined ? legal(start, term!, pauses) : endOf(day);
  let isBreached = false;
  const breach = (at: number) => {
    if (isBreached || due === undefined || due + 1 > at) return;
    isBreached = true;
    entries.push(['breached', Math.max(due + 1, known * 60), due]);
  };
  const recount = (at: number) => {
    if (due !== undefined && day === undefined)
      counted.push({ from: at, days: daysUntil(start, due, pauses) });
  };
  entries.push(['started', start * 60, due]);
  recount(known);
  breach(known * 60);
  for (const { kind, at, untilDay } of acts) {
    breach(at * 60);
    if (kind === 'paused') {
      const isSettled = due !== undefined && Math.floor(at / DAY) >= Math.floor(due / DAY_S);
      pauses.push({ from: at, to: Number.MAX_SAFE_INTEGER });
      if (day === undefined && !isSettled) due = undefined;
    } else if (kind === 'resumed') {
      pauses[0] = { from: pauses[0]!.from, to: at };
      if (day === undefined) due = legal(start, term!, pauses);
    } else if (kind === 'extended') due = endOf(untilDay!);
    const isLate = due !== undefined && at * 60 > due;
    const isEnd = kind === 'met' || kind === 'cancelled';
    entries.push([kind === 'met' && isLate ? 'missed' : kind, at * 60, isEnd ? undefined : due]);
    recount(at);
  }
  return { name, entries, warning: (percent, at) => warningOf(counted, percent, at) };
}

function warningOf(
  counted: { from: number; days: number[] }[],
  percent: number,
  at: number,
): number | undefined {
  const since = counted.findLast(({ from }) => from * 60 <= at);
  if (!since) return undefined;
  const { from, days } = since;
  const used = Math.round((days.length * DAY_S - 1) * 10 * percent) / 1_000;
  const index = Math.floor(used / DAY_S);
  // The day on which it was paused counts whole: what came to pass on it meanwhile is told at the resumption.
  return Math.max(days[index]! * DAY_S + Math.ceil(used - index * DAY_S), from * 60);
}

function daysUntil(start: number, due: number, pauses: Pause[]): number[] {
  const days: number[] = [];
  for (let day = Math.floor(start / DAY) + 1; day <= Math.floor(due / DAY_S); day += 1) {
    const isPaused = pauses.some(
      ({ from, to }) => Math.floor(from / DAY) < day && day <= Math.floor(to / DAY),
    );
    if (isBusinessDay(day, 'weekdays') && !isPaused) days.push(day);
  }
  return days;
}

function legal(start: number, amount: number, pauses: Pause[]): number {
  return dueBy({ week: 'weekdays', mode: 'legal-days', start, amount, pauses, afterHours: 'same-day' });
}

function endOf(day: number): number {
  return (day + 1) * DAY_S - 1;
}
