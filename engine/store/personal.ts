// Where personal data stands in commands and events: the exhaustive list, and the walk that seals those places.
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json, Variables } from '../core/json.ts';
import type { LookupAnswers } from '../core/ports.ts';
import { holdsEnvelope, sealValue } from './envelopes.ts';
import type { DataKey } from './keys.ts';

/**
 * `value`: sealed whole. `variables`: each entry sealed but the public names. `values`: each entry sealed.
 * A nested record or `{ each }` goes on inside.
 */
type Place = 'value' | 'variables' | 'values' | { each: Place } | { in: { [field: string]: Place } };
type Places = { [field: string]: Place };

const nothing: Places = {};
const bag: Places = { variables: 'variables' };

const activities: Place = { each: { in: { variables: 'variables' } } };

const placed: Place = { each: { in: { variables: { each: { in: { variables: 'variables' } } } } } };

const entry: Place = { in: { reason: 'value', to: 'value' } };

const commandPlaces: Record<Command['type'], Places> = {
  createInstance: bag,
  completeUserTask: bag,
  assignUserTask: nothing,
  updateUserTask: nothing,
  completeJob: { ...bag, adHoc: { in: { activate: activities } } },
  activateAdHoc: { elements: activities },
  failJob: { message: 'value' },
  throwJobError: { variables: 'variables', message: 'value' },
  throwUserTaskError: bag,
  updateJob: nothing,
  triggerTimer: nothing,
  correlateMessage: bag,
  broadcastSignal: bag,
  completeChild: bag,
  failChild: bag,
  escalateChild: bag,
  refuseChild: nothing,
  cancelInstance: nothing,
  migrateInstance: {
    reason: 'value',
    undo: { in: { clocks: { each: { in: { entries: { each: entry } } } } } },
  },
  modifyInstance: { activate: placed, move: placed, reason: 'value' },
  reopenInstance: { ...bag, reason: 'value' },
  setVariables: bag,
  resolveIncident: nothing,
  pauseClock: { reason: 'value' },
  resumeClock: { reason: 'value' },
  extendClock: { reason: 'value' },
  transferClock: { reason: 'value', to: 'value' },
  recalculateClock: { reason: 'value' },
  annotate: { text: 'value', detail: 'value' },
  continue: nothing,
};

const eventPlaces: Record<Event['type'], Places> = {
  instanceCreated: nothing,
  instanceModified: { reason: 'value' },
  instanceReopened: { reason: 'value' },
  instanceMigrated: { reason: 'value' },
  starvingForeseen: nothing,
  instanceCompleted: bag,
  instanceTerminated: { error: { in: { message: 'value', variables: 'variables' } } },
  elementActivated: nothing,
  elementCompleted: nothing,
  elementTerminated: nothing,
  compensationStarted: nothing,
  elementRestored: nothing,
  elementCompensated: nothing,
  compensationEnded: nothing,
  compensationAbandoned: nothing,
  clockStarted: nothing,
  clockEntered: { entry },
  clockAwaited: nothing,
  tokensRemoved: nothing,
  variablesSet: bag,
  loopStarted: { items: { each: 'value' } },
  itemCollected: { value: 'value' },
  activitiesChosen: { elements: activities },
  gatewayAnswered: nothing,
  gatewayActivated: nothing,
  subscriptionOpened: nothing,
  subscriptionTriggered: nothing,
  subscriptionClosed: nothing,
  conditionChanged: nothing,
  eventPartsHappened: bag,
  jobCreated: nothing,
  jobCompleted: nothing,
  jobFailed: { message: 'value' },
  jobUpdated: nothing,
  jobCanceled: nothing,
  userTaskCreated: nothing,
  userTaskAssigned: nothing,
  userTaskUpdated: nothing,
  userTaskCompleted: nothing,
  userTaskTransitionStarted: { transition: { in: { variables: 'variables' } } },
  userTaskCorrected: nothing,
  userTaskTransitionEnded: { reason: 'value' },
  userTaskCanceled: nothing,
  incidentRaised: { values: 'values' },
  incidentResolved: nothing,
  messageThrown: bag,
  signalThrown: bag,
  errorThrown: { message: 'value' },
  escalationThrown: bag,
  childCalled: bag,
  childAbandoned: nothing,
  decisionEvaluated: {
    inputs: { each: { in: { value: 'value' } } },
    matched: { each: { in: { outputs: 'values' } } },
    result: 'value',
  },
  annotated: { text: 'value', detail: 'value' },
  stepResumed: nothing,
  stepYielded: nothing,
};

export interface Sealer {
  key: DataKey;
  publicNames: ReadonlySet<string>;
  /** `stream|sequence`: with the place it makes each nonce its own. */
  batch: string;
}

export interface Contents {
  commands: Command[];
  inputs: LookupAnswers;
  events: Event[];
}

/** The same contents with every personal place sealed; what is not personal is shared, not copied. */
export function sealContents(sealer: Sealer, { commands, inputs, events }: Contents): Contents {
  return {
    commands: commands.map((command, index) =>
      seal(sealer, commandPlaces[command.type], command, `commands/${index}`),
    ),
    inputs: sealInputs(sealer, inputs),
    events: events.map((event, index) => seal(sealer, eventPlaces[event.type], event, `events/${index}`)),
  };
}

/** Series answers are the numbers that cases are known by; everything else that was looked up may be about a person. */
function sealInputs(sealer: Sealer, inputs: LookupAnswers): LookupAnswers {
  const sealed: LookupAnswers = {};
  for (const name of Object.keys(inputs)) {
    const answer = inputs[name] as Json;
    sealed[name] = name.startsWith('series:') ? answer : one(sealer, name, `inputs/${name}`, answer);
  }
  return sealed;
}

function seal<T extends object>(sealer: Sealer, places: Places, record: T, path: string): T {
  if (places === nothing) return record;
  const copy = { ...record } as { [field: string]: Json };
  for (const field in places) {
    const value = copy[field];
    if (value !== undefined)
      copy[field] = sealPlace(sealer, places[field] as Place, field, value, `${path}/${field}`);
  }
  return copy as T;
}

function sealPlace(sealer: Sealer, place: Place, field: string, value: Json, path: string): Json {
  if (place === 'value') return one(sealer, field, path, value);
  if (place === 'variables' || place === 'values') return sealBag(sealer, place, value as Variables, path);
  if ('each' in place) {
    return (value as Json[]).map((item, index) =>
      sealPlace(sealer, place.each, field, item, `${path}/${index}`),
    );
  }
  return seal(sealer, place.in, value as { [name: string]: Json }, path);
}

function sealBag(sealer: Sealer, place: 'variables' | 'values', values: Variables, path: string): Variables {
  // Without a prototype, so that a name such as `__proto__` reaches the canonical form and is refused there.
  const sealed: Variables = Object.create(null);
  for (const name of Object.keys(values)) {
    const value = values[name] as Json;
    // A public value that looks like an envelope is sealed, so that nobody can plant one.
    const open = place === 'variables' && sealer.publicNames.has(name) && !holdsEnvelope(value);
    sealed[name] = open ? value : one(sealer, name, `${path}/${name}`, value);
  }
  return sealed;
}

function one(sealer: Sealer, field: string, path: string, value: Json): Json {
  return sealValue(sealer.key, field, `${sealer.batch}|${path}`, value);
}
