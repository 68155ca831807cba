// Resources of a process in memory, on a clock that stands still until it is moved: where a process test plays.
import {
  type Command,
  type DecisionRecord,
  type Json,
  type Lookup,
  lookupKey,
  type Ports,
  type ProcessModel,
  type Variables,
  values,
} from '../core/index.ts';
import {
  createMemoryRuntime,
  type Done,
  type MemoryRuntime,
  type Waiting,
} from '../runtime/memoryRuntime.ts';
import { createStartTimers, startByConditions } from './starts.ts';
import type { ToldEvent } from './told.ts';

export interface RehearsalOptions {
  models: ProcessModel[];
  ports: Ports;
  resolve?(lookup: Lookup, at: number): Json | undefined;
  /** Start of the clock, epoch milliseconds. */
  now: number;
  /** Job types that nobody completes by himself, although they are the product's own connectors. */
  asked?: ReadonlySet<string>;
  /** Position from 1 of a rule in its decision's table. */
  ruleNumber?(decisionId: string, rule: string): number | undefined;
}

/** What a mocked worker does with every job of its type. */
export interface MockedWorker {
  variables: Variables;
  /** A BPMN error instead of completion. */
  error?: { code: string; message?: string };
}

export interface Rehearsal {
  readonly models: ProcessModel[];
  readonly runtime: MemoryRuntime;
  /** Everything that happened, in order. */
  readonly told: ToldEvent[];
  readonly decisions: DecisionRecord[];
  readonly workers: Map<string, MockedWorker>;
  readonly mockedDecisions: Map<string, Variables>;
  /** Until when the id of a published message may not come again, epoch milliseconds. */
  readonly messageIds: Map<string, number>;
  /** Looks again at what mocked workers and connectors have to do. Gives the element that never rests. */
  settle(): string | undefined;
  /** Moves the clock there; timers fire on the way, each at its time. Gives the element that never rests. */
  passTo(at: number): string | undefined;
  submit(instanceKey: number, command: Command): Done;
  /** The instant of the next timer, of a running instance or of a start event; undefined: none is left. */
  nextDue(): number | undefined;
  /** Begins what a conditional start event waits for, where its condition holds. */
  evaluateStarts(variables: Variables): void;
  /** Position from 1 of a rule that matched; 0 where it is not known. */
  ruleNumber(decisionId: string, rule: string): number;
  decide(decisionId: string, variables: Variables): { ok: true; record: DecisionRecord } | Refusal;
}

export interface Refusal {
  ok: false;
  code: string;
  values: { [name: string]: Json };
}

const BY_ITSELF: MockedWorker = { variables: {} };
const NEVER = Number.POSITIVE_INFINITY;
const MOST_EVENTS = 1_000_000;
const MOST_STEPS = 10_000;
/** Calendars, catalogs and numbers that one decision may ask for. */
const MOST_LOOKUPS = 50;

export function createRehearsal(options: RehearsalOptions): Rehearsal {
  const told: ToldEvent[] = [];
  const decisions: DecisionRecord[] = [];
  const workers = new Map<string, MockedWorker>();
  const mockedDecisions = new Map<string, Variables>();
  const ports: Ports = { ...options.ports, decide: (id, context) => decideOr(id, context) };
  const runtime = createMemoryRuntime({
    models: options.models,
    ports,
    now: options.now,
    mostEvents: MOST_EVENTS,
    resolve: (lookup, at) => options.resolve?.(lookup, at) ?? builtIn(lookup),
    onEvent: (event, instanceKey, at) => void told.push({ instanceKey, at, event }),
  });

  const starts = createStartTimers(options.models, ports, runtime);
  const rehearsal: Rehearsal = {
    models: options.models,
    runtime,
    told,
    decisions,
    workers,
    mockedDecisions,
    messageIds: new Map(),
    settle() {
      for (let steps = 0; steps < MOST_STEPS && runtime.stopped() === undefined; steps++) {
        const next = nextJob();
        if (!next) return undefined;
        if (!runtime.submit(next.instanceKey, next.command).ok) return undefined;
      }
      return lastElement();
    },
    passTo(at) {
      for (let steps = 0; steps < MOST_STEPS; steps++) {
        const due = nextTimer();
        const next = rehearsal.nextDue();
        if (next === undefined || next > at) {
          runtime.now = Math.max(runtime.now, at);
          return undefined;
        }
        runtime.now = Math.max(runtime.now, next);
        // What waits goes before what begins, as the server does it.
        if (due?.dueAt === next)
          runtime.submit(due.instanceKey, { type: 'triggerTimer', subscription: due.subscription });
        else starts.fire();
        const restless = rehearsal.settle();
        if (restless !== undefined) return restless;
      }
      return lastElement();
    },
    nextDue() {
      const next = Math.min(nextTimer()?.dueAt ?? NEVER, starts.next() ?? NEVER);
      return next === NEVER ? undefined : next;
    },
    evaluateStarts: (variables) => startByConditions(options.models, ports, runtime, variables),
    submit: (instanceKey, command) => runtime.submit(instanceKey, command),
    ruleNumber: (decisionId, rule) =>
      options.ruleNumber?.(decisionId, rule) ?? (/^\d+$/.test(rule) ? Number(rule) : 0),
    decide(decisionId, variables) {
      const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
      const inputs: { [key: string]: Json } = {};
      for (let asked = 0; asked <= MOST_LOOKUPS; asked++) {
        const outcome = ports.decide(decisionId, { variables: { get }, now: runtime.now, owner: 0, inputs });
        if (outcome.kind === 'value') return { ok: true, record: outcome.record };
        if (outcome.kind === 'error') return { ok: false, code: outcome.code, values: outcome.values };
        const { lookup } = outcome;
        inputs[lookupKey(lookup)] = options.resolve?.(lookup, runtime.now) ?? null;
      }
      return { ok: false, code: 'DECISION_NOT_FOUND', values: { decision: decisionId } };
    },
  };
  return rehearsal;

  function decideOr(id: string, context: Parameters<Ports['decide']>[1]): ReturnType<Ports['decide']> {
    const mocked = mockedDecisions.get(id);
    const outcome = mocked
      ? {
          kind: 'value' as const,
          record: { decisionId: id, decisionName: id, inputs: [], matched: [], result: mocked },
        }
      : options.ports.decide(id, context);
    if (outcome.kind === 'value') decisions.push(...(outcome.record.required ?? []), outcome.record);
    return outcome;
  }

  function nextTimer(): Waiting | undefined {
    const timers = runtime.waiting().filter(({ kind }) => kind === 'timer');
    return timers.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription)[0];
  }

  function nextJob(): { instanceKey: number; command: Command } | undefined {
    for (const instanceKey of runtime.instances())
      for (const { key: job, jobType, retries } of values(runtime.state(instanceKey).jobs)) {
        const byItself = jobType.startsWith('cauce:') && !options.asked?.has(jobType);
        const worker = workers.get(jobType) ?? (byItself ? BY_ITSELF : undefined);
        if (!worker || retries === 0) continue;
        const { variables, error } = worker;
        return {
          instanceKey,
          command: error
            ? { type: 'throwJobError', job, ...error, variables }
            : { type: 'completeJob', job, variables },
        };
      }
    return undefined;
  }

  function lastElement(): string {
    for (const { event } of told.toReversed()) if (event.type === 'elementActivated') return event.element;
    return '';
  }
}

/** Connectors of the product have no effect here: nothing is sent and nothing is exported. */
function builtIn(lookup: Lookup): Json | undefined {
  return lookup.kind === 'connector' ? lookup.type !== 'cauce:almera' : undefined;
}
