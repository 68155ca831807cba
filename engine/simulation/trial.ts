// One instance tried in memory on a virtual clock: given answers and messages, timers fire whenever nothing else can move.
import {
  forEach,
  type Json,
  type Lookup,
  type Ports,
  type ProcessModel,
  type Variables,
} from '../core/index.ts';
import { createMemoryRuntime, type MemoryRuntime, type Waiting } from '../runtime/memoryRuntime.ts';
import { answerJobs, answerTasks } from './answers.ts';
import { createTrace, type TraceEntry } from './trace.ts';

export interface TrialRequest {
  models: ProcessModel[];
  ports: Ports;
  /** Default: the first process. */
  processId?: string;
  /** Processes that run beside it, started before. */
  alsoStart?: string[];
  startElement?: string;
  variables?: Variables;
  /** By element id: what completing it gives; a list where it is completed several times; `{"$error": "CODE"}`. */
  answers?: { [element: string]: Json };
  /** Published in order, each as soon as somebody waits for it. */
  messages?: { name: string; correlationKey: string; variables?: Variables }[];
  /** Completes what has no answer, with no variables and a question's first option. */
  auto?: boolean;
  /** Start of the virtual clock, epoch milliseconds. */
  now: number;
  /** No timer fires after this instant. */
  until?: number;
  /** Events after which the trial stops with an incident. */
  mostEvents?: number;
  /** False leaves timers waiting. */
  timers?: boolean;
  resolve?(lookup: Lookup, at: number): Json | undefined;
  /** Told after each answer and firing, so that a long trial can say how far it is. */
  moved?(steps: number, at: number): void;
}

export interface TrialResult {
  state: 'completed' | 'waiting' | 'terminated' | 'incident';
  variables: Variables;
  trace: TraceEntry[];
  waiting: {
    element: string;
    kind: 'userTask' | 'job' | 'timer' | 'message' | 'signal' | 'condition' | 'join';
  }[];
  incidents: { element: string; code: string; values: { [name: string]: Json } }[];
  /** Virtual instant at the end, epoch milliseconds. */
  at: number;
}

export type TrialOutcome =
  | ({ ok: true } & TrialResult)
  | { ok: false; code: string; values: { [name: string]: Json } };

/** Firings that move the clock; the core stops timers that are due at once. */
const MOST_FIRINGS = 1_000;
/** Instances that start or answer each other without end must not hold whoever tries a drawing. */
const MOST_EVENTS = 1_000_000;
/** One answer serves every completion, so a loop of answered tasks has no end of its own. */
const MOST_ANSWERS = 10_000;
const TEN_YEARS_MS = 10 * 366 * 86_400_000;

export function runTrial(request: TrialRequest): TrialOutcome {
  const trace = createTrace(request.models);
  const runtime = createMemoryRuntime({
    models: request.models,
    ports: request.ports,
    now: request.now,
    mostEvents: request.mostEvents ?? MOST_EVENTS,
    resolve: (lookup, at) => request.resolve?.(lookup, at) ?? builtIn(lookup),
    onEvent: (event, instanceKey, at) => trace.record(event, instanceKey, at),
  });
  const processId = request.processId ?? request.models[0]?.id ?? '';
  for (const other of request.alsoStart ?? []) {
    const beside = runtime.start(other, {});
    if (!beside.ok) return beside;
  }
  const { startElement } = request;
  const started = runtime.start(
    processId,
    request.variables ?? {},
    startElement === undefined ? {} : { startElement },
  );
  if (!started.ok) return started;
  const problem = moveOn(runtime, request);
  if (problem) return { ok: false, ...problem };
  return { ok: true, ...resultOf(runtime, started.instanceKey, trace) };
}

/** Connectors of the product have no effect here: nothing is sent and nothing is exported. */
function builtIn(lookup: Lookup): Json | undefined {
  return lookup.kind === 'connector' ? lookup.type !== 'cauce:almera' : undefined;
}

function moveOn(
  runtime: MemoryRuntime,
  request: TrialRequest,
): { code: string; values: { [name: string]: Json } } | undefined {
  const end = Math.min(request.until ?? Number.POSITIVE_INFINITY, request.now + TEN_YEARS_MS);
  const messages = [...(request.messages ?? [])];
  const taken = new Map<string, number>();
  let firings = 0;
  let answers = 0;
  while (runtime.stopped() === undefined) {
    request.moved?.(answers + firings, runtime.now);
    const answered =
      answers++ < MOST_ANSWERS
        ? (answerTasks(runtime, request, taken) ?? answerJobs(runtime, request, taken))
        : undefined;
    if (answered) {
      if (answered.ok) continue;
      return { code: answered.code, values: answered.values };
    }
    const message = messages[0];
    if (message && runtime.publish(message.name, message.correlationKey, message.variables ?? {})) {
      messages.shift();
      continue;
    }
    const timer = request.timers === false || firings >= MOST_FIRINGS ? undefined : nextTimer(runtime);
    if (!timer || (timer.dueAt ?? 0) > end) return undefined;
    if ((timer.dueAt ?? 0) > runtime.now) firings += 1;
    runtime.now = Math.max(runtime.now, timer.dueAt ?? 0);
    runtime.submit(timer.instanceKey, { type: 'triggerTimer', subscription: timer.subscription });
  }
  return undefined;
}

function nextTimer(runtime: MemoryRuntime): Waiting | undefined {
  const timers = runtime.waiting().filter(({ kind }) => kind === 'timer');
  return timers.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription)[0];
}

function resultOf(runtime: MemoryRuntime, key: number, trace: ReturnType<typeof createTrace>): TrialResult {
  const { status } = runtime.state(key);
  const incidents = trace.incidents();
  if (runtime.stopped() !== undefined)
    incidents.push({
      element: trace.entries.at(-1)?.element ?? '',
      code: 'TRIAL_WITHOUT_END',
      values: {},
    });
  const waiting = waitingOf(runtime, trace);
  // Also an incident of another instance that this one set off: somebody has to look.
  const over = status === 'completed' || status === 'terminated' ? status : 'waiting';
  const state = incidents.length > 0 ? 'incident' : over;
  return {
    state,
    variables: trace.variables(key),
    trace: trace.entries,
    waiting,
    incidents,
    at: runtime.now,
  };
}

function waitingOf(runtime: MemoryRuntime, trace: ReturnType<typeof createTrace>): TrialResult['waiting'] {
  const waiting: TrialResult['waiting'] = [];
  for (const key of runtime.instances()) {
    const state = runtime.state(key);
    forEach(state.userTasks, ({ element }) => waiting.push({ element, kind: 'userTask' }));
    forEach(state.jobs, ({ element }) => waiting.push({ element, kind: 'job' }));
    forEach(state.subscriptions, ({ element, kind }) => waiting.push({ element, kind }));
    forEach(state.elements, ({ tokens }) => {
      for (const element of new Set(tokens.map((flow) => trace.targetOf(flow))))
        waiting.push({ element, kind: 'join' });
    });
  }
  return waiting;
}
