// An old case as the history that it would have left here: facts at their own instants, which nothing executed.
import type { Event } from '../../core/index.ts';
import { executableOf } from '../../core/index.ts';
import type { Batch, InstanceFacts } from '../../store/commit.ts';
import { RECORD_SEMANTICS } from '../../store/journalRecords.ts';
import type { Zone } from '../../time/index.ts';
import { formatDateTime, localOf } from '../../time/index.ts';
import type { Definition } from '../definitions.ts';
import type { OldActivity, OldCase } from './readCases.ts';

export interface Imported {
  source: string;
  /** SHA-256 of the file. */
  file: string;
  /** Who imported it, and when. */
  by: string;
  at: number;
}

interface Moment {
  at: number;
  actor: string;
  events: Event[];
}

/** Work that people do here; anything that somebody did there was somebody's work, too. */
const WORK = new Set(['userTask', 'task', 'manualTask']);

export function batchesOf(
  old: OldCase,
  key: number,
  definition: Definition,
  imported: Imported,
  zone: Zone,
): Batch[] {
  const by = (name: string | undefined) =>
    name === undefined ? imported.source : `${name}@${imported.source}`;
  const moments: Moment[] = [
    { at: old.opened, actor: by(old.openedBy), events: opening(old, key, definition, zone) },
  ];
  let next = key;
  const open: { element: number; task: number | undefined }[] = [];
  for (const activity of old.activities) {
    const element = ++next;
    const task = WORK.has(activity.element.type) || activity.actor !== undefined ? ++next : undefined;
    const actor = by(activity.actor);
    moments.push({
      at: activity.started,
      actor,
      events: starting(activity, { key, element, task, definition, actor }),
    });
    if (activity.ended === undefined) open.push({ element, task });
    else moments.push({ at: activity.ended, actor, events: ending(element, task) });
  }
  moments.sort((one, other) => one.at - other.at);
  if (old.closed !== undefined)
    moments.push({ at: old.closed, actor: imported.source, events: closing(old, open) });
  return merged(moments).map((moment, index) => batchOf(moment, index, old, key, definition, imported));
}

function opening(old: OldCase, key: number, definition: Definition, zone: Zone): Event[] {
  const { number, due, variables } = old;
  const given = {
    ...variables,
    ...(number !== undefined && { case_number: number }),
    ...(due !== undefined && { due_date: formatDateTime(localOf(due, zone), zone.offsetAt(due)) }),
  };
  const created: Event = {
    type: 'instanceCreated',
    key,
    processId: definition.processId,
    definitionKey: definition.key,
    rootKey: key,
    businessKey: old.id,
  };
  return Object.keys(given).length === 0
    ? [created]
    : [created, { type: 'variablesSet', scope: key, variables: given }];
}

interface Place {
  key: number;
  element: number;
  task: number | undefined;
  definition: Definition;
  actor: string;
}

function starting({ element, ended, actor }: OldActivity, place: Place): Event[] {
  const { milestone, lane, config, id } = element;
  const events: Event[] = [
    {
      type: 'elementActivated',
      key: place.element,
      element: id,
      scope: place.key,
      ...(milestone !== undefined && { milestone }),
    },
  ];
  if (place.task === undefined) return events;
  const asks = executableOf(place.definition.model).nodes.get(id)?.asks ?? [];
  events.push({
    type: 'userTaskCreated',
    key: place.task,
    owner: place.element,
    element: id,
    candidateGroups: lane === undefined ? [] : [lane],
    candidateUsers: [],
    priority: 50,
    ...(typeof config.formId === 'string' && { formId: config.formId }),
    ...(asks.length > 0 && { asks }),
  });
  // Whoever had it there has no work list here: what is still to be done is offered to its lane.
  if (actor !== undefined && ended !== undefined)
    events.push({ type: 'userTaskAssigned', key: place.task, assignee: place.actor });
  return events;
}

function ending(element: number, task: number | undefined): Event[] {
  const completed: Event = { type: 'elementCompleted', key: element };
  return task === undefined ? [completed] : [{ type: 'userTaskCompleted', key: task }, completed];
}

/** What was never ended there ends with its case. */
function closing(old: OldCase, open: { element: number; task: number | undefined }[]): Event[] {
  const events = open.flatMap(({ element, task }): Event[] => [
    ...(task === undefined ? [] : [{ type: 'userTaskCanceled' as const, key: task }]),
    { type: 'elementTerminated', key: element },
  ]);
  return [...events, { type: old.cancelled ? 'instanceTerminated' : 'instanceCompleted' }];
}

/** One batch for what the same person did at the same instant, one thing after another. */
function merged(moments: Moment[]): Moment[] {
  const found: Moment[] = [];
  for (const moment of moments) {
    const last = found.at(-1);
    if (last && last.at === moment.at && last.actor === moment.actor) last.events.push(...moment.events);
    else found.push({ ...moment, events: [...moment.events] });
  }
  return found;
}

function batchOf(
  { at, actor, events }: Moment,
  index: number,
  old: OldCase,
  key: number,
  definition: Definition,
  imported: Imported,
): Batch {
  const { source, file, by, at: importedAt } = imported;
  const instance: InstanceFacts = {
    instanceKey: key,
    rootKey: key,
    processId: definition.processId,
    processName: definition.name,
    definitionKey: definition.key,
    version: definition.version,
    ...(definition.versionTag !== undefined && { versionTag: definition.versionTag }),
    model: definition.model,
    startedBy: old.openedBy === undefined ? source : `${old.openedBy}@${source}`,
  };
  return {
    stream: `instance:${key}`,
    sequence: index + 1,
    commandId: `import:${key}:${index + 1}`,
    principal: by,
    bodyHash: '',
    actor,
    at,
    deploymentHash: definition.deploymentHash,
    semantics: RECORD_SEMANTICS,
    commands: [],
    inputs: { imported: { source, file, by, at: importedAt, id: old.id, line: old.line } },
    events,
    instance,
    routed: [],
    previousHash: '',
    idempotent: false,
  };
}
