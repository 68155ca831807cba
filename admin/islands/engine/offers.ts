// What can be done next in a run: answer work, say that a message came, let a timer fire, mend an incident, begin a process.
import { type Json, listenerOf, lookUp, values } from '../../../engine/core/index.ts';
import { openIncidents, taskRuns } from '../../../engine/testing/told.ts';
import { errorsAround, startsOf } from './drawn.ts';
import { type Place, placesOf } from './places.ts';
import type { Session } from './session.ts';

interface Occurring extends Place {
  /** Which of those of its element that are open, from 1. */
  occurrence: number;
  instanceKey: number;
}

export interface TaskOffer extends Occurring {
  kind: 'task';
  /** The user task's key. */
  key: number;
  /** Element instance that the task belongs to. */
  owner: number;
  because?: string;
  groups: string[];
  assignee?: string;
  dueAt?: number;
  formId?: string;
  asks: string[];
  /** Codes of BPMN errors that somebody around catches; the empty code catches any. */
  errors: string[];
}

export interface JobOffer extends Occurring {
  kind: 'job';
  jobType: string;
  /** The job of a listener, not of the element's own work. */
  listens: boolean;
  errors: string[];
}

export interface MessageOffer extends Place {
  kind: 'message';
  message: string;
  correlationKey: string;
  /** It begins a process. */
  begins: boolean;
}

export interface SignalOffer extends Place {
  kind: 'signal';
  signal: string;
  begins: boolean;
}

export interface IncidentOffer extends Occurring {
  kind: 'incident';
  code: string;
  /** What happened and what to do, in the desk's language. */
  text?: string;
  values: { [name: string]: Json };
}

export interface TimerOffer {
  kind: 'timer';
  dueAt: number;
  /** What fires then; empty where a start event begins a process. */
  /** `clock`: the name of the service level clock whose timer it is. */
  fires: (Place & { clock?: string })[];
}

export interface StartOffer extends Place {
  kind: 'start';
  /** Absent: its plain start. */
  startElement?: string;
}

export type Offer =
  | TaskOffer
  | JobOffer
  | MessageOffer
  | SignalOffer
  | IncidentOffer
  | TimerOffer
  | StartOffer;

export function offersIn(session: Session): Offer[] {
  const place = placesOf(session.draft.models);
  return [
    ...incidentsIn(session, place),
    ...tasksIn(session, place),
    ...jobsIn(session, place),
    ...awaitedIn(session, place),
    ...timersIn(session, place),
    ...beginningsOf(session, place),
  ];
}

type Places = ReturnType<typeof placesOf>;

function counting(): (id: string) => number {
  const counts = new Map<string, number>();
  return (id) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count;
  };
}

function incidentsIn({ rehearsal }: Session, place: Places): IncidentOffer[] {
  const next = counting();
  return openIncidents(rehearsal.told).map(({ element, code, values: said, instanceKey }) => {
    const { processId } = rehearsal.runtime.state(instanceKey);
    const occurrence = next(`${processId} ${element}`);
    return { kind: 'incident', ...place(element, processId), occurrence, instanceKey, code, values: said };
  });
}

/** In the order in which tests count them. */
function tasksIn({ rehearsal: { runtime, told }, draft }: Session, place: Places): TaskOffer[] {
  const next = counting();
  const order = new Map(taskRuns(told).map(({ key }, at) => [key, at]));
  const tasks = runtime.instances().flatMap((instanceKey) => {
    const state = runtime.state(instanceKey);
    return values(state.userTasks).map((task) => ({ task, instanceKey, process: state.processId }));
  });
  tasks.sort((a, b) => (order.get(a.task.key) ?? 0) - (order.get(b.task.key) ?? 0));
  return tasks.map(({ task, instanceKey, process }) => {
    const { key, owner, element, because, candidateGroups, assignee, dueAt, formId, asks } = task;
    return {
      kind: 'task',
      ...place(element, process),
      occurrence: next(`${process} ${element}`),
      instanceKey,
      key,
      owner,
      groups: candidateGroups,
      asks: asks ?? [],
      errors: errorsAround(draft.models, process, element),
      ...(because && { because }),
      ...(assignee !== undefined && { assignee }),
      ...(dueAt !== undefined && { dueAt }),
      ...(formId !== undefined && { formId }),
    };
  });
}

function jobsIn({ rehearsal: { runtime }, draft }: Session, place: Places): JobOffer[] {
  const next = counting();
  return runtime.instances().flatMap((instanceKey) => {
    const { jobs, processId } = runtime.state(instanceKey);
    return values(jobs).map(({ element, jobType, headers }): JobOffer => {
      const occurrence = next(`${processId} ${element} ${jobType}`);
      const listens = listenerOf(headers) !== undefined;
      const errors = errorsAround(draft.models, processId, element);
      return { kind: 'job', ...place(element, processId), occurrence, instanceKey, jobType, listens, errors };
    });
  });
}

function awaitedIn({ rehearsal: { runtime } }: Session, place: Places): (MessageOffer | SignalOffer)[] {
  const seen = new Set<string>();
  return runtime.waiting().flatMap((each): (MessageOffer | SignalOffer)[] => {
    const { kind, name, correlationKey = '', element, instanceKey } = each;
    const id = `${kind} ${name} ${correlationKey}`;
    if (name === undefined || seen.has(id)) return [];
    seen.add(id);
    const where = place(element, runtime.state(instanceKey).processId);
    if (kind === 'message') return [{ kind, ...where, message: name, correlationKey, begins: false }];
    return kind === 'signal' ? [{ kind, ...where, signal: name, begins: false }] : [];
  });
}

function timersIn({ rehearsal }: Session, place: Places): TimerOffer[] {
  const dueAt = rehearsal.nextDue();
  if (dueAt === undefined) return [];
  const fires = rehearsal.runtime.waiting().flatMap((waiting) => {
    if (waiting.kind !== 'timer' || waiting.dueAt !== dueAt) return [];
    const state = rehearsal.runtime.state(waiting.instanceKey);
    const found = values(state.subscriptions).find(({ key }) => key === waiting.subscription);
    const clock = found?.clock && state.clocks && lookUp(state.clocks, found.clock.key);
    return [{ ...place(waiting.element, state.processId), ...(clock && { clock: clock.name }) }];
  });
  return [{ kind: 'timer', dueAt, fires }];
}

/** What begins a process: plain, by a message or signal, or before its time. */
function beginningsOf({ draft, setup }: Session, place: Places): Offer[] {
  return draft.models.flatMap((model) =>
    startsOf(model, setup.now, draft.around.ports).map(({ kind, element, name }): Offer => {
      const where = place(element ?? model.id, model.id);
      if (kind === 'message') return { kind, ...where, message: name, correlationKey: '', begins: true };
      if (kind === 'signal') return { kind, ...where, signal: name, begins: true };
      return { kind: 'start', ...where, ...(element !== undefined && { startElement: element }) };
    }),
  );
}
