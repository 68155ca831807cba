// One instance tried in memory on a virtual clock: given answers and messages, timers fire whenever nothing else can move.
import {
  type Event,
  forEach,
  type Json,
  type Lookup,
  type Ports,
  type ProcessModel,
  startSubscriptions,
  startsWhenCalled,
  type Variables,
} from '../core/index.ts';
import { createMemoryRuntime, type Done, type MemoryRuntime } from '../runtime/memoryRuntime.ts';
import { withStandIns } from './answeredCalls.ts';
import { type Forcing, forced } from './forcing.ts';
import { type Beginning, type Moving, moveOn } from './moves.ts';
import { createTrace, type TraceEntry } from './trace.ts';

export interface TrialRequest extends Omit<Moving, 'answerOf' | 'beginnings'>, Forcing {
  models: ProcessModel[];
  ports: Ports;
  /** Default: the first process. */
  processId?: string;
  /** Processes that run beside it, started before. */
  alsoStart?: string[];
  startElement?: string;
  variables?: Variables;
  /** Events after which the trial stops with an incident. */
  mostEvents?: number;
  resolve?(lookup: Lookup, at: number): Json | undefined;
  /** Told of every event, in order. */
  onEvent?(event: Event, instanceKey: number, at: number): void;
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

/** Instances that start or answer each other without end must not hold whoever tries a drawing. */
const MOST_EVENTS = 1_000_000;

export function runTrial(request: TrialRequest): TrialOutcome {
  const trace = createTrace(request.models);
  const { models, ports, answerOf } = forced(
    withStandIns(request.models, request.answers ?? {}),
    request.ports,
    request,
  );
  const runtime = createMemoryRuntime({
    models,
    ports,
    now: request.now,
    mostEvents: request.mostEvents ?? MOST_EVENTS,
    resolve: (lookup, at) => request.resolve?.(lookup, at) ?? builtIn(lookup),
    onEvent(event, instanceKey, at) {
      trace.record(event, instanceKey, at);
      request.onEvent?.(event, instanceKey, at);
    },
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
  const key = started.instanceKey;
  const partners = partnersOf(request.models, processId, request.alsoStart);
  const begin = (partner: ProcessModel, at = {}) =>
    runtime.start(partner.id, {}, { ...at, rootKey: runtime.state(key).rootKey });
  for (const partner of partners) if (startsWhenCalled(partner)) begin(partner);
  const beginnings = partners.flatMap((partner) => timedBeginnings(partner, request, begin));
  const problem = moveOn(runtime, { ...request, models, answerOf, beginnings });
  if (problem) return { ok: false, ...problem };
  return { ok: true, ...resultOf(runtime, started.instanceKey, trace) };
}

/** Pools of the file that message flows connect with this process. */
function partnersOf(models: ProcessModel[], processId: string, started: string[] = []): ProcessModel[] {
  const found = [processId];
  for (const id of found) {
    const partners = models.find((model) => model.id === id)?.partners ?? [];
    found.push(...partners.filter((partner) => !found.includes(partner)));
  }
  return models.filter(({ id }) => found.includes(id) && id !== processId && !started.includes(id));
}

/** A pool that only times begin runs beside from the first of them on; the tried process itself begins once, at once. */
function timedBeginnings(
  partner: ProcessModel,
  { ports, now }: TrialRequest,
  begin: (partner: ProcessModel, at: { startElement: string; startDefinition?: number }) => Done,
): Beginning[] {
  const starts = startSubscriptions(partner, now, ports).filter(({ asks }) => !asks);
  if (startsWhenCalled(partner) || starts.some(({ kind }) => kind !== 'timer')) return [];
  const [first] = starts.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  if (!first) return [];
  const { element: startElement, definition: startDefinition, dueAt = now } = first;
  const at = { startElement, ...(startDefinition !== undefined && { startDefinition }) };
  return [{ dueAt, begin: () => begin(partner, at) }];
}

/** Connectors of the product have no effect here: nothing is sent and nothing is exported. */
function builtIn(lookup: Lookup): Json | undefined {
  return lookup.kind === 'connector' ? lookup.type !== 'cauce:almera' : undefined;
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
    // What a service level clock waits for is no part of the drawing's flow.
    forEach(state.subscriptions, ({ element, kind, clock }) => clock || waiting.push({ element, kind }));
    forEach(state.elements, ({ tokens }) => {
      for (const element of new Set(tokens.map((flow) => trace.targetOf(flow))))
        waiting.push({ element, kind: 'join' });
    });
  }
  return waiting;
}
