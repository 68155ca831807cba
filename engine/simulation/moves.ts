// What moves a trial on: answers first, then messages and signals, then the timer that is due next; or a given order.
import { type Json, values } from '../core/index.ts';
import type { Done, MemoryRuntime, Waiting } from '../runtime/memoryRuntime.ts';
import { type Answering, answerJobs, answerTasks } from './answers.ts';

export interface Moving extends Answering {
  /** Published in order, each as soon as somebody waits for it. */
  messages?: Published[];
  /** Elements in the order in which they complete or fire, before anything else moves. */
  order?: string[];
  /** Start of the virtual clock, epoch milliseconds. */
  now: number;
  /** No timer fires after this instant. */
  until?: number;
  /** False leaves timers waiting. */
  timers?: boolean;
  /** What times begin besides. */
  beginnings?: Beginning[];
  /** Told after each answer and firing, so that a long trial can say how far it is. */
  moved?(steps: number, at: number): void;
}

export interface Beginning {
  dueAt: number;
  begin(): Done;
}

export type Published =
  | { name: string; correlationKey: string; variables?: { [name: string]: Json } }
  | { signal: string; variables?: { [name: string]: Json } };

/** Firings that move the clock; the core stops timers that are due at once. */
const MOST_FIRINGS = 1_000;
/** One answer serves every completion, so a loop of answered tasks has no end of its own. */
const MOST_ANSWERS = 10_000;
const TEN_YEARS_MS = 10 * 366 * 86_400_000;

interface Moves {
  runtime: MemoryRuntime;
  request: Moving;
  end: number;
  order: string[];
  messages: Published[];
  /** By their time. */
  beginnings: Beginning[];
  /** Answers used, by element. */
  taken: Map<string, number>;
  answers: number;
  firings: number;
}

/** Moves until nothing does. Gives what was refused, which ends the trial. */
export function moveOn(
  runtime: MemoryRuntime,
  request: Moving,
): { code: string; values: { [name: string]: Json } } | undefined {
  const moves: Moves = {
    runtime,
    request,
    end: Math.min(request.until ?? Number.POSITIVE_INFINITY, request.now + TEN_YEARS_MS),
    order: [...(request.order ?? [])],
    messages: [...(request.messages ?? [])],
    beginnings: (request.beginnings ?? []).toSorted((a, b) => a.dueAt - b.dueAt),
    taken: new Map(),
    answers: 0,
    firings: 0,
  };
  while (runtime.stopped() === undefined) {
    request.moved?.(moves.answers + moves.firings, runtime.now);
    const moved =
      ordered(moves) ?? answered(moves) ?? published(moves) ?? fired(moves) ?? answered(moves, true);
    if (moved === undefined) return undefined;
    if (!moved.ok) return { code: moved.code, values: moved.values };
  }
  return undefined;
}

/** The next of the order. Where it cannot move, nothing does any more. */
function ordered({ runtime, request, order, taken }: Moves): Done | undefined {
  const element = order[0];
  if (element === undefined) return undefined;
  order.shift();
  const only = { ...request, only: element };
  const done = answerTasks(runtime, only, taken) ?? answerJobs(runtime, only, taken);
  if (done) return done;
  for (const instanceKey of runtime.instances()) {
    const state = runtime.state(instanceKey);
    const found = values(state.subscriptions).find((each) => each.element === element && !each.clock);
    if (!found) continue;
    const { key: subscription, kind, dueAt = 0 } = found;
    if (kind === 'timer') {
      runtime.now = Math.max(runtime.now, dueAt);
      return runtime.submit(instanceKey, { type: 'triggerTimer', subscription });
    }
    return runtime.submit(
      instanceKey,
      kind === 'message'
        ? { type: 'correlateMessage', subscription, messageKey: 0, variables: {} }
        : { type: 'broadcastSignal', subscription, variables: {} },
    );
  }
  order.length = 0;
  return undefined;
}

/** `late`: what another pool could have said and did not. */
function answered(moves: Moves, late = false): Done | undefined {
  if (moves.answers++ >= MOST_ANSWERS) return undefined;
  const { runtime, request, taken } = moves;
  const asked = late ? { ...request, late } : request;
  return answerTasks(runtime, asked, taken) ?? answerJobs(runtime, asked, taken);
}

function published({ runtime, messages }: Moves): Done | undefined {
  const next = messages[0];
  if (!next) return undefined;
  const variables = next.variables ?? {};
  const heard =
    'signal' in next
      ? runtime.broadcast(next.signal, variables)
      : runtime.publish(next.name, next.correlationKey, variables);
  if (!heard) return undefined;
  messages.shift();
  return { ok: true, instanceKey: 0 };
}

function fired(moves: Moves): Done | undefined {
  const { runtime, request, end, beginnings } = moves;
  if (request.timers === false || moves.firings >= MOST_FIRINGS) return undefined;
  const timer = nextTimer(runtime);
  const beginning = beginnings[0];
  const begins = beginning !== undefined && beginning.dueAt < (timer?.dueAt ?? Number.POSITIVE_INFINITY);
  const dueAt = begins ? beginning.dueAt : timer && (timer.dueAt ?? 0);
  if (dueAt === undefined || dueAt > end) return undefined;
  if (dueAt > runtime.now) moves.firings += 1;
  runtime.now = Math.max(runtime.now, dueAt);
  if (begins) return beginnings.shift()?.begin();
  if (!timer) return undefined;
  runtime.submit(timer.instanceKey, { type: 'triggerTimer', subscription: timer.subscription });
  return { ok: true, instanceKey: timer.instanceKey };
}

function nextTimer(runtime: MemoryRuntime): Waiting | undefined {
  const timers = runtime.waiting().filter(({ kind }) => kind === 'timer');
  return timers.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription)[0];
}
