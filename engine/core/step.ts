// One step's working memory: the draft, the events so far, the tokens to move; and the evaluation of expressions in it.
import { apply } from './apply.ts';
import { type ClockNote, noteForClocks } from './clockNotes.ts';
import type { CommandContext } from './commands.ts';
import type { Stirred } from './conditions.ts';
import type { Event, Retry } from './events.ts';
import type { Executable, Node } from './executable.ts';
import type { WaitingJoin } from './joins.ts';
import type { Json } from './json.ts';
import type { KeyQueue } from './keyQueue.ts';
import { KEYS_PER_INSTANCE, MOST_KEYS } from './limits.ts';
import { countOf } from './multiInstanceCounts.ts';
import { type Lookup, lookupKey, type Ports, type VariableScope } from './ports.ts';
import type { ElementInstance, InstanceState } from './state.ts';
import { lookUp } from './table.ts';
import type { Tally } from './tally.ts';
import type { TokenQueue } from './tokenQueue.ts';

/** A step yields after this many events and goes on with a `continue` command. */
export const EVENTS_PER_STEP = 1_000;

export interface Step {
  exe: Executable;
  draft: InstanceState;
  events: Event[];
  /** Events after which the step yields. */
  budget: number;
  ports: Ports;
  context: CommandContext;
  queue: TokenQueue;
  /** Scopes in which something changed since their joins were last asked. */
  touched: KeyQueue;
  /** Scopes in which something changed since they were last seen not to end. */
  ending: KeyQueue;
  /** By scope: joins with tokens, where they were asked in this step. */
  waiting: Map<number, WaitingJoin[]> | undefined;
  /** Multi-instance bodies that have more iterations to start. */
  spawning: number[];
  activations: Tally;
  /** A multi-instance activity throws an event as one of its iterations completes. */
  implicitThrow: { thrower: number; body: number } | undefined;
  /** What waiting conditions are to be asked about before the next token moves. */
  stirred: Stirred | undefined;
  /** What concerns service level clocks, and is done before the next token moves. */
  clockNotes: ClockNote[] | undefined;
  /** Timers due at once that led here, one after another. */
  timersInARow: number;
}

/** Something changed in that scope: its joins may be ready, and it may have come to its end. */
export function touch(step: Step, scope: number): void {
  step.touched.add(scope);
  step.ending.add(scope);
}

/** Leaves the step at once; `execute` turns it into its answer. Nothing of the draft survives. */
export class Stop {
  readonly outcome: { need: Lookup[] } | { rejection: { code: string; values: { [name: string]: Json } } };
  constructor(outcome: Stop['outcome']) {
    this.outcome = outcome;
  }
}

export function reject(code: string, values: { [name: string]: Json } = {}): never {
  throw new Stop({ rejection: { code, values } });
}

export function emit(step: Step, event: Event): void {
  if (step.exe.clocks !== undefined) noteForClocks(step, event);
  step.events.push(event);
  apply(step.draft, event);
}

export function nextKey(step: Step): number {
  const { key, counter } = step.draft;
  if (counter + 1 >= KEYS_PER_INSTANCE) reject('INSTANCE_TOO_LONG', { limit: MOST_KEYS });
  return key + counter + 1;
}

/** The live element instance of that key. Asking for one that is gone is a bug. */
export function instanceOf(step: Step, key: number): ElementInstance {
  const found = lookUp(step.draft.elements, key);
  if (!found) throw new Error(`Expected a live element instance ${key}, but the state holds none`);
  return found;
}

export function isLive(step: Step, key: number): boolean {
  return lookUp(step.draft.elements, key) !== undefined;
}

/** The node that an element instance executes. */
export function nodeOf(step: Step, instance: ElementInstance): Node {
  const node = instance.scope === 0 ? step.exe.root : step.exe.nodes.get(instance.element);
  if (!node) throw new Error(`Expected element ${instance.element} in the model, but the model has none`);
  return node;
}

/** Variables as seen from an element instance: its own, then those of each scope around it. */
export function variablesAt(step: Step, key: number): VariableScope {
  return {
    get(name) {
      for (let at = lookUp(step.draft.elements, key); at; at = lookUp(step.draft.elements, at.scope)) {
        if (at.variables !== undefined && Object.hasOwn(at.variables, name)) return at.variables[name];
        const count = at.loop && countIn(step, at, name);
        if (count !== undefined) return count;
      }
      return undefined;
    },
  };
}

function countIn(step: Step, body: ElementInstance, name: string): number | undefined {
  const settings = step.exe.nodes.get(body.element)?.model?.multiInstance;
  return settings && countOf(body, name, settings.sequential);
}

/** Every variable visible from an element instance, nearest scope first. */
export function allVariablesAt(step: Step, key: number): { [name: string]: Json } {
  const seen: { [name: string]: Json } = {};
  for (let at = lookUp(step.draft.elements, key); at; at = lookUp(step.draft.elements, at.scope)) {
    for (const name in at.variables) if (!Object.hasOwn(seen, name)) seen[name] = at.variables[name] as Json;
  }
  return seen;
}

export type Evaluated =
  | { ok: true; value: Json }
  | { ok: false; code: string; values: { [name: string]: Json } };

/** Evaluates FEEL text (without `=`). A need stops the step. */
export function evaluateFeel(step: Step, feel: string, owner: number, variables?: VariableScope): Evaluated {
  const answer = step.ports.evaluate(feel, {
    variables: variables ?? variablesAt(step, owner),
    now: step.context.at,
    owner,
    inputs: step.context.inputs,
  });
  if (answer.kind === 'need') throw new Stop({ need: [answer.lookup] });
  if (answer.kind === 'error') return { ok: false, code: answer.code, values: answer.values };
  return { ok: true, value: answer.value };
}

/** A value given in the drawing: `=...` is FEEL, anything else is the text itself. */
export function evaluate(step: Step, text: string, owner: number, variables?: VariableScope): Evaluated {
  if (text.charCodeAt(0) !== 61) return { ok: true, value: text };
  return evaluateFeel(step, feelOf(text), owner, variables);
}

/** The text behind `=`: the same object each time, which whoever keeps compiled expressions finds at once. */
export function feelOf(text: string): string {
  const known = feels.get(text);
  if (known !== undefined) return known;
  if (feels.size >= MOST_FEELS) feels.clear();
  const feel = text.slice(1);
  feels.set(text, feel);
  return feel;
}

const feels = new Map<string, string>();
const MOST_FEELS = 10_000;

/** The journaled answer to a lookup; without one the step stops and asks. */
export function answerTo(step: Step, lookup: Lookup): Json {
  const key = lookupKey(lookup);
  if (!Object.hasOwn(step.context.inputs, key)) throw new Stop({ need: [lookup] });
  return step.context.inputs[key] as Json;
}

/** Raises an incident on an element instance. `retry` says what resolving it does again. */
export function raise(
  step: Step,
  owner: number,
  retry: Retry,
  problem: { code: string; values: { [name: string]: Json } },
  job?: number,
): void {
  const { element } = instanceOf(step, owner);
  emit(step, {
    type: 'incidentRaised',
    key: nextKey(step),
    owner,
    element,
    code: problem.code,
    values: problem.values,
    // What an iteration throws as it completes is thrown again, but its work is not done again.
    retry: step.implicitThrow?.thrower === owner ? 'leave' : retry,
    ...(job !== undefined && { job }),
  });
}
