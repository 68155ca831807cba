// What a replay shows after its first N steps: a pure fold over the steps, the same on the server and in the browser.
import type { Json } from '../../engine/core/json.ts';
import type { ReplayStep, StepKind } from './step.ts';

export interface Badge {
  /** How many times the element was reached. */
  visits: number;
  actor: string;
  at: number;
  /** Number of the last step about it. */
  step: number;
  /** Time spent in it, all finished visits together. */
  duration: number;
  /** The latest repetitions of it: how many are done, of how many where that is known. */
  repeated?: { done: number; of?: number };
}

export interface FrameValue {
  name: string;
  scope: number;
  value: Json;
  /** Set by the step that the frame ends with. */
  changed: boolean;
  before?: Json;
}

export interface Waiting {
  flow: string;
  scope: number | undefined;
  tokens: number;
}

export interface Frame {
  /** Elements that hold a token now, with how many. */
  active: Map<string, number>;
  /** Sequence flows that hold a token: on their way, or waiting for the others of a join. */
  waiting: Map<string, Waiting>;
  visited: Set<string>;
  terminated: Set<string>;
  /** Elements that wait for somebody to resolve an incident. */
  stuck: Set<string>;
  /** What was completed and then undone. */
  undone: Set<string>;
  flows: Map<string, number>;
  badges: Map<string, Badge>;
  values: FrameValue[];
}

/** A frame that goes on: values by scope and name, with what the last step changed told only when it is shown. */
export interface Going extends Omit<Frame, 'values'> {
  values: Map<string, FrameValue>;
}

export const beginning = (): Going => ({
  active: new Map(),
  waiting: new Map(),
  visited: new Set(),
  terminated: new Set(),
  stuck: new Set(),
  undone: new Set(),
  flows: new Map(),
  badges: new Map(),
  values: new Map(),
});

/** One step further; `before` is the step that it follows. */
export function advance(going: Going, step: ReplayStep, before: ReplayStep | undefined): void {
  forgetLocals(going.values, before);
  moveToken(going, step);
  mark(going, step);
  for (const change of step.changes) setValue(going.values, change);
}

/** As it is shown: `last` is the step that it ends with. */
export function shownFrame(going: Going, last: ReplayStep | undefined): Frame {
  const changed = new Set(last?.changes.map(idOf));
  const values = [...going.values].map(([id, value]) =>
    changed.has(id) ? { ...value, changed: true } : value,
  );
  return { ...going, values: values.sort((left, right) => (left.name < right.name ? -1 : 1)) };
}

export function frameAt(steps: readonly ReplayStep[], count: number): Frame {
  const going = beginning();
  for (const step of steps.slice(0, count)) advance(going, step, steps[step.number - 2]);
  return shownFrame(going, steps[count - 1]);
}

const begins: ReadonlySet<StepKind> = new Set(['arrived', 'restored']);
const ends: ReadonlySet<StepKind> = new Set(['completed', 'terminated', 'compensated']);

function moveToken(frame: Going, step: ReplayStep): void {
  const { element, kind } = step;
  if (kind === 'arrived' || kind === 'passed') {
    frame.visited.add(element);
    frame.terminated.delete(element);
    frame.undone.delete(element);
  }
  if (begins.has(kind)) frame.active.set(element, (frame.active.get(element) ?? 0) + 1);
  if (ends.has(kind)) {
    const left = (frame.active.get(element) ?? 1) - 1;
    if (left > 0) frame.active.set(element, left);
    else frame.active.delete(element);
  }
  if (kind === 'terminated') frame.terminated.add(element);
  if (kind === 'compensated') frame.undone.add(element);
  if (step.undoes !== undefined && (kind === 'completed' || kind === 'passed')) frame.undone.add(step.undoes);
  if (kind === 'caseTerminated') frame.active.clear();
  for (const flow of step.taken) frame.flows.set(flow, (frame.flows.get(flow) ?? 0) + 1);
  moveOnFlows(frame.waiting, step);
}

/** What ended takes the tokens inside it along. */
function moveOnFlows(waiting: Frame['waiting'], step: ReplayStep): void {
  const { kind, scope, elementKey, taken, consumed = [] } = step;
  if (kind === 'caseCompleted' || kind === 'caseTerminated') return waiting.clear();
  const add = (flow: string, sign: 1 | -1) => {
    const id = `${scope} ${flow}`;
    const tokens = (waiting.get(id)?.tokens ?? 0) + sign;
    if (tokens > 0) waiting.set(id, { flow, scope, tokens });
    else waiting.delete(id);
  };
  for (const flow of consumed) add(flow, -1);
  if (ends.has(kind) || kind === 'passed')
    for (const [id, each] of waiting) if (each.scope === elementKey) waiting.delete(id);
  for (const flow of taken) add(flow, 1);
}

function mark(frame: Going, step: ReplayStep): void {
  const { element, kind, actor, at, iteration } = step;
  if (kind === 'incident') frame.stuck.add(element);
  if (kind === 'incidentResolved' || ends.has(kind)) frame.stuck.delete(element);
  if (kind === 'caseCompleted' || kind === 'caseTerminated' || kind === 'caseReopened') return;
  const known = frame.badges.get(element);
  // Repetitions are counted for themselves: the activity was reached once.
  const arrived = (kind === 'arrived' || kind === 'passed') && iteration === undefined;
  const repeated = repeatedAfter(known?.repeated, step, arrived);
  frame.badges.set(element, {
    visits: (known?.visits ?? 0) + (arrived ? 1 : 0),
    actor,
    at,
    step: step.number,
    duration: (known?.duration ?? 0) + (iteration === undefined ? (step.duration ?? 0) : 0),
    ...(repeated && { repeated }),
  });
}

function repeatedAfter(
  before: Badge['repeated'],
  { kind, iteration, repeats }: ReplayStep,
  arrived: boolean,
): Badge['repeated'] {
  if (arrived) return repeats === undefined ? undefined : { done: 0, of: repeats };
  if (!iteration) return before;
  const done = (before?.done ?? 0) + (kind === 'completed' || kind === 'passed' ? 1 : 0);
  return { done, ...(iteration.of !== undefined && { of: iteration.of }) };
}

const idOf = ({ scope, name }: { scope: number; name: string }): string => `${scope} ${name}`;

function setValue(values: Map<string, FrameValue>, change: ReplayStep['changes'][number]): void {
  const { name, scope, after, before } = change;
  const value: FrameValue = { name, scope, value: after, changed: false };
  if (before !== undefined) value.before = before;
  values.set(idOf(change), value);
}

/** Values of an element's own scope are gone once it has ended. */
function forgetLocals(values: Map<string, FrameValue>, ended: ReplayStep | undefined): void {
  if (!ended || !(ended.kind === 'passed' || ends.has(ended.kind))) return;
  for (const [id, value] of values) if (value.scope === ended.elementKey) values.delete(id);
}
