// What a replay shows after its first N steps: a pure fold over the steps, the same on the server and in the browser.
import type { Json } from '../../engine/core/json.ts';
import type { ReplayStep } from './step.ts';

export interface Badge {
  /** How many times the element was reached. */
  visits: number;
  actor: string;
  at: number;
  /** Time spent in it, all finished visits together. */
  duration: number;
}

export interface FrameValue {
  name: string;
  scope: number;
  value: Json;
  /** Set by the step that the frame ends with. */
  changed: boolean;
  before?: Json;
}

export interface Frame {
  /** Elements that hold a token now, with how many. */
  active: Map<string, number>;
  visited: Set<string>;
  terminated: Set<string>;
  /** Elements that wait for somebody to resolve an incident. */
  stuck: Set<string>;
  flows: Map<string, number>;
  badges: Map<string, Badge>;
  values: FrameValue[];
}

export function frameAt(steps: ReplayStep[], count: number): Frame {
  const frame: Frame = {
    active: new Map(),
    visited: new Set(),
    terminated: new Set(),
    stuck: new Set(),
    flows: new Map(),
    badges: new Map(),
    values: [],
  };
  const values = new Map<string, FrameValue>();
  for (const step of steps.slice(0, count)) {
    forgetLocals(values, steps[step.number - 2]);
    moveToken(frame, step);
    mark(frame, step);
    for (const change of step.changes) setValue(values, change, step.number === count);
  }
  frame.values = [...values.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  return frame;
}

function moveToken(frame: Frame, step: ReplayStep): void {
  const { element, kind } = step;
  if (kind === 'arrived' || kind === 'passed') frame.visited.add(element);
  if (kind === 'arrived') frame.active.set(element, (frame.active.get(element) ?? 0) + 1);
  if (kind === 'completed' || kind === 'terminated') {
    const left = (frame.active.get(element) ?? 1) - 1;
    if (left > 0) frame.active.set(element, left);
    else frame.active.delete(element);
  }
  if (kind === 'terminated') frame.terminated.add(element);
  if (kind === 'arrived' || kind === 'passed') frame.terminated.delete(element);
  if (kind === 'caseTerminated') frame.active.clear();
  for (const flow of step.taken) frame.flows.set(flow, (frame.flows.get(flow) ?? 0) + 1);
}

function mark(frame: Frame, step: ReplayStep): void {
  const { element, kind, actor, at } = step;
  if (kind === 'incident') frame.stuck.add(element);
  if (kind === 'incidentResolved' || kind === 'terminated' || kind === 'completed')
    frame.stuck.delete(element);
  if (kind === 'caseCompleted' || kind === 'caseTerminated') return;
  const known = frame.badges.get(element);
  const arrived = kind === 'arrived' || kind === 'passed';
  frame.badges.set(element, {
    visits: (known?.visits ?? 0) + (arrived ? 1 : 0),
    actor,
    at,
    duration: (known?.duration ?? 0) + (step.duration ?? 0),
  });
}

function setValue(
  values: Map<string, FrameValue>,
  change: ReplayStep['changes'][number],
  changed: boolean,
): void {
  const { name, scope, after, before } = change;
  const value: FrameValue = { name, scope, value: after, changed };
  if (before !== undefined) value.before = before;
  values.set(`${scope} ${name}`, value);
}

/** Values of an element's own scope are gone once it has ended. */
function forgetLocals(values: Map<string, FrameValue>, ended: ReplayStep | undefined): void {
  if (!ended || (ended.kind !== 'completed' && ended.kind !== 'terminated' && ended.kind !== 'passed'))
    return;
  for (const [id, value] of values) if (value.scope === ended.elementKey) values.delete(id);
}
