// One petition through the shipped process on a virtual clock: people act when the plan says, timers fire between. What
// the engine told of its clocks is kept beside what happened, which the second computation reads.

import type { Event, InstanceState, Variables } from '../../../engine/core/index.ts';
import { values } from '../../../engine/core/index.ts';
import type { SlaEntry } from '../../../engine/core/slaFacts.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../../engine/runtime/memoryRuntime.ts';
import { dateText } from '../../engine/time/independent/walker.ts';
import type { Drawing } from './drawing.ts';
import { extensionDay } from './expected.ts';
import type { Plan } from './plan.ts';

export interface ToldClock {
  name: string;
  entries: SlaEntry[];
}

export interface Happened {
  /** Wall minutes. */
  classified?: number;
  transferred?: number;
  requested?: number;
  completed?: number;
  withdrawn?: number;
  extended?: { at: number; untilDay: number };
  answered: number[];
  reopened?: number;
  /** The requester was told of an extension, or that it came too late. */
  informed?: number;
  /** When nothing was left to do. */
  ended: number;
  state: string;
  incidents: string[];
  steps: number;
}

const MINUTE = 60_000;
const OFFSET = 300;
const MOST_STEPS = 500;

export const wallOf = (at: number) => at / MINUTE - OFFSET;
export const instantOf = (wall: number) => (wall + OFFSET) * MINUTE;

export function runPetition(drawing: Drawing, plan: Plan): { clocks: ToldClock[]; happened: Happened } {
  const clocks = new Map<number, ToldClock>();
  const happened: Happened = { answered: [], ended: 0, state: '', incidents: [], steps: 0 };
  const runtime = createMemoryRuntime({
    ...drawing,
    now: instantOf(plan.filed),
    onEvent(event) {
      told(event, clocks);
      if (event.type === 'incidentRaised') happened.incidents.push(JSON.stringify(event));
    },
  });
  const started = runtime.start('pqrs_tobe', variablesOf(plan), { startElement: 'start_pqrs' });
  if (!started.ok) throw new Error(started.code);
  const key = started.instanceKey;
  const acts = new Map<number, number>();
  let completes: number | undefined;
  while (runtime.state(key).status === 'active' && happened.steps++ < MOST_STEPS) {
    finishJobs(runtime, key);
    const state = runtime.state(key);
    if (state.status !== 'active') break;
    const timers = runtime.waiting().filter(({ kind }) => kind === 'timer');
    const timer = timers.sort((a, b) => a.dueAt! - b.dueAt! || a.subscription - b.subscription)[0];
    const task = nextTask(state, acts, runtime.now, plan);
    const waits = runtime.waiting().find(({ name }) => name === 'pqrs_completed');
    if (waits && completes === undefined && plan.completedAfter !== undefined)
      completes = runtime.now + plan.completedAfter * MINUTE;
    const actAt = task ? acts.get(task.key)! : Number.POSITIVE_INFINITY;
    const completeAt = waits && completes !== undefined ? completes : Number.POSITIVE_INFINITY;
    const next = Math.min(actAt, completeAt);
    if (timer && timer.dueAt! <= next) {
      runtime.now = Math.max(runtime.now, timer.dueAt!);
      if (timer.element === 'tm09_one_month') happened.withdrawn = wallOf(runtime.now);
      runtime.submit(key, { type: 'triggerTimer', subscription: timer.subscription });
    } else if (next === completeAt && waits) {
      runtime.now = Math.max(runtime.now, completeAt);
      happened.completed = wallOf(runtime.now);
      runtime.publish('pqrs_completed', waits.correlationKey ?? '', {});
    } else if (task) {
      runtime.now = Math.max(runtime.now, actAt);
      const answer = act(task.element, wallOf(runtime.now), plan, happened);
      const done = runtime.submit(key, {
        type: 'completeUserTask',
        userTask: { key: task.key },
        variables: answer,
      });
      if (!done.ok) throw new Error(`${task.element}: ${done.code}`);
    } else break;
  }
  happened.state = runtime.state(key).status;
  happened.ended = wallOf(runtime.now);
  return { clocks: [...clocks.values()], happened };
}

function told(event: Event, clocks: Map<number, ToldClock>): void {
  if (event.type === 'clockStarted') clocks.set(event.key, { name: event.name, entries: [event.entry] });
  else if (event.type === 'clockEntered') clocks.get(event.key)?.entries.push(event.entry);
}

/** The open task whose time comes first; each is given its time as it is first seen. */
function nextTask(state: InstanceState, acts: Map<number, number>, now: number, plan: Plan) {
  const tasks = values(state.userTasks);
  for (const { key, element } of tasks) {
    if (acts.has(key)) continue;
    const isFiling = element === 'p01_file_pqrs';
    acts.set(key, isFiling ? now : now + plan.nextDelay() * MINUTE);
  }
  return [...tasks].sort((a, b) => acts.get(a.key)! - acts.get(b.key)! || a.key - b.key)[0];
}

function finishJobs(runtime: MemoryRuntime, key: number): void {
  for (let [job] = values(runtime.state(key).jobs); job; [job] = values(runtime.state(key).jobs)) {
    const done = runtime.submit(key, { type: 'completeJob', job: job.key, variables: {} });
    if (!done.ok) throw new Error(`${job.element}: ${done.code}`);
  }
}

function act(element: string, now: number, plan: Plan, happened: Happened): Variables {
  switch (element) {
    case 'p03_classify':
      happened.classified = now;
      return {};
    case 'p06_transfer':
      happened.transferred = now;
      return { transferred_to: 'Alcaldía' };
    case 'p08_request_completion':
      happened.requested = now;
      return { missing_items: ['Copia del documento'] };
    case 'p16_service_analysis':
      return { extension_requested: extensionDay(plan, happened, now) !== undefined };
    case 'p16x_inform_extension':
      return extended(plan, happened, now);
    case 'p22_send_response':
      happened.answered.push(now);
      return { delivery_medium: 'electronica' };
    case 'p28_verify': {
      const reopens = plan.reopens && happened.reopened === undefined;
      if (reopens) happened.reopened = now;
      return {
        contact_result: 'contactado',
        satisfaction: reopens ? 'no_satisfecho' : 'satisfecho',
        reopen: reopens,
      };
    }
    default:
      return {};
  }
}

/** Too late by now: the requester is told, and the date stays. */
function extended(plan: Plan, happened: Happened, now: number): Variables {
  const untilDay = extensionDay(plan, happened, now);
  happened.informed ??= now;
  if (untilDay === undefined) return { extension_reason: 'Se pidió tarde', new_due_date: null };
  happened.extended = { at: now, untilDay };
  return { extension_reason: 'Faltan conceptos', new_due_date: dateText(untilDay), sent_before_due: true };
}

function variablesOf(plan: Plan): Variables {
  const { superintendenceDay, requestType } = plan;
  return {
    request_type: requestType,
    is_competent: plan.isCompetent,
    is_complete: plan.isComplete,
    is_ssf: superintendenceDay !== undefined,
    ...(superintendenceDay !== undefined && { ssf_due_date: dateText(superintendenceDay) }),
    assigned_to: plan.assignedTo,
    legal_support_required: plan.legalSupport,
    redress_required: plan.redress,
    verification_required: plan.verifies,
  };
}
