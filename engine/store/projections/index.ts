// The registry of read models, and how a batch's events reach them.
import type { Event, EventType } from '../../core/events.ts';
import type { ElementModel, ProcessModel } from '../../core/model.ts';
import type { Batch } from '../commit.ts';
import type { WriteSet } from '../writeSet.ts';
import { caseRelations } from './caseRelations.ts';
import { cases } from './cases.ts';
import { decisionInstances } from './decisionInstances.ts';
import { documents } from './documents.ts';
import { elementInstances } from './elementInstances.ts';
import { facts } from './facts.ts';
import { incidents } from './incidents.ts';
import { jobs } from './jobs.ts';
import { messageSubscriptions } from './messageSubscriptions.ts';
import { notes } from './notes.ts';
import { processInstances } from './processInstances.ts';
import type { Place, Projection } from './projection.ts';
import { slaClocks } from './slaClocks.ts';
import { slaPauses } from './slaPauses.ts';
import { taskCandidates } from './taskCandidates.ts';
import { timers } from './timers.ts';
import { userTasks } from './userTasks.ts';
import { variables } from './variables.ts';
import { workList } from './workList.ts';

/** The read models that events write; a name without its file does not compile. */
export type ProjectionName =
  | 'process_instances'
  | 'element_instances'
  | 'user_tasks'
  | 'task_candidates'
  | 'work_list'
  | 'jobs'
  | 'timers'
  | 'message_subscriptions'
  | 'incidents'
  | 'variables'
  | 'cases'
  | 'case_relations'
  | 'decision_instances'
  | 'documents'
  | 'sla_clocks'
  | 'sla_pauses'
  | 'notes'
  | 'facts';

export const projections: Readonly<Record<ProjectionName, Projection>> = {
  process_instances: processInstances,
  element_instances: elementInstances,
  user_tasks: userTasks,
  task_candidates: taskCandidates,
  work_list: workList,
  jobs,
  timers,
  message_subscriptions: messageSubscriptions,
  incidents,
  variables,
  cases,
  case_relations: caseRelations,
  decision_instances: decisionInstances,
  documents,
  sla_clocks: slaClocks,
  sla_pauses: slaPauses,
  notes,
  facts,
};

type Handler = (event: Event, place: Place, writes: WriteSet) => void;

const handlers = new Map<EventType, Handler[]>();
for (const projection of Object.values(projections)) {
  for (const [type, handler] of Object.entries(projection.on)) {
    const list = handlers.get(type as EventType);
    if (list) list.push(handler as Handler);
    else handlers.set(type as EventType, [handler as Handler]);
  }
}

const noJobs: ReadonlySet<number> = new Set();

/** `stored` are the batch's events as they are stored, sealed where personal. */
export function projectBatch(tenant: string, batch: Batch, stored: Event[], writes: WriteSet): void {
  const { instance, commands, events } = batch;
  if (!instance) return;
  const thrown = commands.filter((command) => command.type === 'throwJobError').map((command) => command.job);
  const place: Place = {
    instance,
    tenant,
    sequence: batch.sequence,
    at: batch.at,
    actor: batch.actor,
    elements: elementsOf(instance.model),
    thrownJobs: thrown.length > 0 ? new Set(thrown) : noJobs,
    index: 0,
    plain: events[0] as Event,
  };
  for (let index = 0; index < stored.length; index++) {
    const event = stored[index] as Event;
    place.index = index;
    place.plain = events[index] as Event;
    for (const handler of handlers.get(event.type) ?? []) handler(event, place, writes);
  }
}

const elementMaps = new WeakMap<ProcessModel, ReadonlyMap<string, ElementModel>>();

function elementsOf(model: ProcessModel): ReadonlyMap<string, ElementModel> {
  const known = elementMaps.get(model);
  if (known) return known;
  const elements = new Map(model.elements.map((element) => [element.id, element]));
  elementMaps.set(model, elements);
  return elements;
}
