// Service level clocks as the drawing drives them: begun with their owner, paused while it waits for others, stopped, called
// off, begun anew. What concerns them is remembered while an element does its work and done before the next token moves.
import { endClock, enterClock, liveClock, slaOf, stopClock, tellTasks } from './clockEntries.ts';
import type { ClockNote } from './clockNotes.ts';
import { holdsClocks, nameOf, waitsIn } from './clockPlaces.ts';
import { extend, restart, review } from './clockReviews.ts';
import { type Clock, pausedBy } from './clockState.ts';
import { mayRead } from './clockwork.ts';
import type { SlaModel } from './slaModel.ts';
import { instanceOf, nodeOf, type Step } from './step.ts';
import { keys, lookUp } from './table.ts';

type Passing = Extract<ClockNote, { around: readonly number[] }>;

export function settleClocks(step: Step): void {
  for (let notes = step.clockNotes; notes; notes = step.clockNotes) {
    step.clockNotes = undefined;
    for (const [scope, names] of writtenIn(notes)) written(step, scope, names);
    for (const note of notes) if (note.what === 'begun') callOff(step, note);
    for (const note of notes) take(step, note);
  }
}

/** The instance ends: what runs is kept or missed; called off where it was withdrawn. */
export function endClocks(step: Step, how: 'completed' | 'terminated'): void {
  settleClocks(step);
  for (const key of step.draft.clocks ? keys(step.draft.clocks) : [])
    if (how === 'completed') stopClock(step, key);
    else endClock(step, key, { kind: 'cancelled' });
}

/** What was written counts first: who stops a clock by the same act stops it as it is then. */
function writtenIn(notes: readonly ClockNote[]): Map<number, Set<string>> {
  const scopes = new Map<number, Set<string>>();
  for (const note of notes) {
    if (note.what !== 'written') continue;
    const names = scopes.get(note.scope) ?? new Set();
    for (const name of note.names) names.add(name);
    scopes.set(note.scope, names);
  }
  return scopes;
}

function written(step: Step, scope: number, names: ReadonlySet<string>): void {
  const pending = [scope];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const me = lookUp(step.draft.elements, key);
    if (!me) continue;
    // Read before it is reviewed: a breach may end what it holds.
    if (step.exe.clocks?.inside && me.children) pending.push(...keys(me.children).reverse());
    reviewEach(step, key, (sla) => [...names].some((name) => mayRead(sla, name)));
  }
}

function reviewEach(step: Step, key: number, passes: (sla: SlaModel) => boolean): void {
  const me = lookUp(step.draft.elements, key);
  if (!me || !holdsClocks(step, me)) return;
  for (const sla of nodeOf(step, me).slas ?? [])
    if (passes(sla) && lookUp(step.draft.elements, key)) review(step, sla, key);
}

function take(step: Step, note: ClockNote): void {
  if (note.what === 'written') return;
  if (note.what === 'offered') return tellTasks(step, note.key);
  if (note.what === 'promised') {
    const { clocks: begun = {} } = lookUp(step.draft.elements, note.key) ?? {};
    return reviewEach(step, note.key, ({ id }) => !Object.hasOwn(begun, id));
  }
  if (note.what === 'begun' || note.what === 'asked') reviewEach(step, note.key, () => true);
  if (note.what === 'asked') return;
  for (const key of note.own ?? [])
    if (note.what === 'completed') stopClock(step, key);
    else endClock(step, key, { kind: 'cancelled' });
  for (const owner of note.around) {
    for (const clock of clocksOf(step, owner)) concern(step, clock, note);
    if (note.what === 'completed') afterwards(step, owner, note.element);
  }
}

function clocksOf(step: Step, owner: number): Clock[] {
  const { clocks } = lookUp(step.draft.elements, owner) ?? {};
  return clocks ? Object.values(clocks).flatMap((key) => liveClock(step, key) ?? []) : [];
}

/** Before anything else: what is called off is not resumed first. */
function callOff(step: Step, { element, around }: Passing): void {
  for (const owner of around)
    for (const clock of clocksOf(step, owner))
      if (slaOf(step, clock)?.cancelWhen.includes(element))
        endClock(step, clock.key, { kind: 'cancelled', reason: nameOf(step, element) });
}

/** One clock, and an element inside its owner that begins or ends. */
function concern(step: Step, clock: Clock, { what, element, key: instance }: Passing): void {
  const { key } = clock;
  const sla = slaOf(step, clock);
  if (!sla) return;
  if (what === 'begun') {
    const reason = nameOf(step, element);
    if (sla.cancelWhen.includes(element)) endClock(step, key, { kind: 'cancelled', reason });
    else if (
      sla.pauseWhen.includes(element) &&
      lookUp(step.draft.elements, instance) &&
      !pausedBy(clock).has(element)
    )
      enterClock(step, key, { kind: 'paused', reason, element });
    return;
  }
  const goesOn = pausedBy(clock).has(element) && waitsIn(step, clock.owner, [element]) === undefined;
  if (goesOn) enterClock(step, key, { kind: 'resumed', element });
  if (what === 'completed' && sla.stopWhen.includes(element)) stopClock(step, key);
}

/** What an element that has completed begins anew, or extends. */
function afterwards(step: Step, owner: number, element: string): void {
  if (!lookUp(step.draft.elements, owner)) return;
  for (const sla of nodeOf(step, instanceOf(step, owner)).slas ?? []) {
    if (sla.extendWhen.includes(element)) extend(step, sla, owner, element);
    if (sla.restartWhen.includes(element)) restart(step, sla, owner);
  }
}
