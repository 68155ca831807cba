// Writes what happens to a service level clock: counted first, then on record, then its next warning or breach is awaited.
import { type Clock, dueOf, isPaused } from './clockState.ts';
import { throwEscalation } from './errors.ts';
import type { Json } from './json.ts';
import type { SlaCount, SlaEntry, SlaEntryFacts, SlaNext } from './slaFacts.ts';
import type { SlaModel } from './slaModel.ts';
import { emit, instanceOf, isLive, nextKey, nodeOf, type Step, Stop } from './step.ts';
import { lookUp } from './table.ts';

export type Refused = { code: string; values: { [name: string]: Json } };

/** What an entry is made of before it is counted. `at` absent: now. */
export type NewEntry = SlaEntryFacts & { at?: number; calendarVersion?: number };

export function liveClock(step: Step, key: number): Clock | undefined {
  return step.draft.clocks && lookUp(step.draft.clocks, key);
}

/** What the drawing says of a clock now; undefined where another version says nothing of it. */
export function slaOf(step: Step, clock: Clock): SlaModel | undefined {
  const owner = lookUp(step.draft.elements, clock.owner);
  return owner && nodeOf(step, owner).slas?.find(({ id }) => id === clock.sla);
}

/** A clock begins. Undefined: it does; else why it cannot. */
export function begin(step: Step, sla: SlaModel, owner: number, entry: NewEntry): Refused | undefined {
  const counted = counting(step, [], entry);
  if ('code' in counted) return counted;
  const { element } = instanceOf(step, owner);
  const key = nextKey(step);
  emit(step, {
    type: 'clockStarted',
    key,
    owner,
    element,
    sla: sla.id,
    name: sla.name,
    metric: sla.metric,
    ...(sla.restartOnReturn && { restartOnReturn: true }),
    entry: counted.entry,
  });
  awaitNext(step, key, counted.count);
  return undefined;
}

/** Undefined: it is on record; else why it cannot be. */
export function enterClock(step: Step, key: number, entry: NewEntry): Refused | undefined {
  const clock = liveClock(step, key);
  if (!clock) return undefined;
  const counted = counting(step, clock.entries, entry);
  if ('code' in counted) return counted;
  const stays = isPaused(clock) && isPaused({ entries: [...clock.entries, counted.entry] });
  emit(step, { type: 'clockEntered', key, entry: counted.entry, ...(stays && { paused: true }) });
  awaitNext(step, key, counted.count);
  if (entry.kind === 'breached') escalate(step, clock);
  return undefined;
}

/** Nothing counts after this; `again`: what it promises may be promised once more. */
export function endClock(step: Step, key: number, entry: SlaEntryFacts, again?: true): void {
  const clock = liveClock(step, key);
  if (!clock) return;
  forget(step, clock);
  const { at } = step.context;
  emit(step, { type: 'clockEntered', key, entry: { ...entry, at }, ...(again && { again }) });
}

/** The work is done: in time, or not. A pause ends with it, since only what is due can be late. */
export function stopClock(step: Step, key: number): void {
  const paused = liveClock(step, key);
  if (paused && isPaused(paused)) enterClock(step, key, { kind: 'resumed' });
  const clock = liveClock(step, key);
  if (!clock) return;
  const due = dueOf(clock);
  // Whole seconds, as everywhere: at the due instant is in time.
  const late = due !== undefined && Math.floor(step.context.at / 1000) > Math.floor(due / 1000);
  endClock(step, key, { kind: late ? 'missed' : 'met' });
}

type Counted = { entry: SlaEntry; count: SlaCount };

function counting(step: Step, before: readonly SlaEntry[], given: NewEntry): Counted | Refused {
  const { at: now, inputs } = step.context;
  const at = given.at ?? now;
  const asked: SlaEntry = { ...given, at, ...(at !== now && { recordedAt: now }) };
  const answer = step.ports.sla?.({ entries: [...before, asked], now }, inputs);
  if (!answer) return { entry: asked, count: {} };
  if (answer.kind === 'need') throw new Stop({ need: [answer.lookup] });
  if (answer.kind === 'error') return { code: answer.code, values: answer.values };
  const { dueAt, calendarVersion } = answer.count;
  const entry = {
    ...asked,
    ...(dueAt !== undefined && { dueAt }),
    ...(calendarVersion !== undefined && { calendarVersion }),
  };
  return { entry, count: answer.count };
}

/** The next warning or breach is a timer of the owner; what was past as a target began is entered at once. */
function awaitNext(step: Step, key: number, { next }: SlaCount): void {
  const clock = liveClock(step, key);
  if (!clock) return;
  forget(step, clock);
  tellTasks(step, clock.owner);
  if (!next) return;
  const { then } = next;
  if (then.kind === 'breached' && then.onAttach) {
    enterClock(step, key, then);
    return;
  }
  const { owner, element } = clock;
  const riskAt = riskOf(clock, next.at, then, step.context.at);
  const facts = { key, then, ...(riskAt !== undefined && { riskAt }) };
  const timer = { owner, element, kind: 'timer' as const, dueAt: next.at, clock: facts };
  emit(step, { type: 'subscriptionOpened', key: nextKey(step), ...timer });
}

/** The first warning is when it turns at risk; where that is past as a target begins, it is so at once. */
function riskOf({ entries }: Clock, at: number, then: SlaNext, now: number): number | undefined {
  const [first] = entries[0]?.kind === 'started' ? entries[0].warnAt : [];
  if (!first) return undefined;
  if (then.kind === 'warned' && JSON.stringify(then.warning) === JSON.stringify(first)) return at;
  const last = entries.at(-1)?.kind;
  return last === 'started' || last === 'retargeted' ? now : undefined;
}

function forget(step: Step, clock: Clock): void {
  for (const key of lookUp(step.draft.elements, clock.owner)?.subscriptions ?? [])
    if (lookUp(step.draft.subscriptions, key)?.clock?.key === clock.key)
      emit(step, { type: 'subscriptionClosed', key });
}

function escalate(step: Step, clock: Clock): void {
  const code = slaOf(step, clock)?.escalation;
  if (code !== undefined && isLive(step, clock.owner)) throwEscalation(step, clock.owner, code);
}

/** A task whose drawing names no date is due when its first clock is. */
export function tellTasks(step: Step, owner: number): void {
  const me = lookUp(step.draft.elements, owner);
  if (!me || me.userTasks.length === 0 || !me.clocks) return;
  const node = nodeOf(step, me);
  if (node.model?.config.dueDate !== undefined) return;
  const dues = Object.values(me.clocks).flatMap((key) => {
    const clock = liveClock(step, key);
    return (clock && dueOf(clock)) ?? [];
  });
  if (dues.length === 0) return;
  const dueAt = Math.min(...dues);
  for (const key of me.userTasks) {
    const task = lookUp(step.draft.userTasks, key);
    // Offers beside its work (events that somebody says have happened) are of other elements.
    if (task && task.element === node.id && task.dueAt !== dueAt)
      emit(step, { type: 'userTaskUpdated', key, changes: { dueAt } });
  }
}

/** The time of a warning or of the breach has come. */
export function fireClock(step: Step, { key, then }: { key: number; then: SlaNext }): void {
  enterClock(step, key, then);
}
