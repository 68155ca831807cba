// One instance's live state. It holds only what is live; what has been is in the journal.
import type { Clock } from './clockState.ts';
import type { Compensation, Undoing } from './compensationRecords.ts';
import type { AdHocActivity, Heard, JobFacts, Retry, SubscriptionFacts, UserTaskFacts } from './events.ts';
import type { Json, Variables } from './json.ts';
import { emptyTable, type Owner, type Table } from './table.ts';
import type { Corrections, Transition } from './waitingFacts.ts';

/** A running execution of one element. The process itself is the element instance with the instance's key. */
export interface ElementInstance {
  /** The draft that may write this object in place. */
  heldBy: Owner | undefined;
  key: number;
  /** Element id; the process id for the root scope. */
  element: string;
  /** Key of the element instance around it; 0 for the root scope. */
  scope: number;
  /** Element instances whose scope this is. */
  children: Table<true> | undefined;
  /** Sequence flows that hold a token in this scope, in order of arrival; a flow appears once per token. */
  tokens: readonly string[];
  /** Variables held here; undefined where none were ever set. */
  variables: Variables | undefined;
  /** Keys of what this instance waits for. */
  subscriptions: readonly number[];
  /**
   * Its boundary events (or definitions of events with several) that fired for the last time and left it running.
   * A retry does not arm them again.
   */
  fired: readonly string[];
  /** By event with several definitions: those that have happened, and what they brought. */
  happened: { [element: string]: { parts: number[]; variables: Variables } } | undefined;
  userTasks: readonly number[];
  jobs: readonly number[];
  incidents: readonly number[];
  /** Gateways that were activated and have not been reset: the flows whose tokens activated them. */
  resetting: { [gateway: string]: readonly string[] } | undefined;
  /** Answers to gateway questions, until the gateway uses them. */
  answers: { [gateway: string]: string[] } | undefined;
  /** Multi-instance body: what it iterates over. */
  loop: { count: number; items?: Json[]; started: number; collected: Table<{ value: Json }> } | undefined;
  /** Multi-instance iteration: position from 0 in its body. */
  index: number | undefined;
  /** Activities chosen to begin here, one after another; `last`: no other may. Undefined where none ever was. */
  chosen: { elements: AdHocActivity[]; last: boolean } | undefined;
  /** Its execution listeners that have heard: a retry does not call them again. Undefined where none has. */
  heard: Heard | undefined;
  /** Its service level clocks that were begun, live or not, by the id of what they promise. Undefined where none was. */
  clocks: { [sla: string]: number } | undefined;
  /** Since when its clocks count that await a promise. */
  awaitedSince: number | undefined;
  /** A call activity whose child instance was asked for. */
  called: boolean;
  /** Scopes: what was completed inside and can be undone; undefined where there is nothing of the kind. */
  compensation: Compensation | undefined;
  /** It undoes an activity: a compensation handler, or a completed scope that lives again. */
  undoing: Undoing | undefined;
}

export interface Subscription extends SubscriptionFacts {
  key: number;
  /** Conditions: what they gave when last asked, where that is known to the state. */
  holds?: boolean;
}

export interface Job extends JobFacts {
  key: number;
  owner: number;
  element: string;
}

export interface UserTask extends UserTaskFacts {
  key: number;
  owner: number;
  element: string;
  /** What its listeners hear of, and what they have corrected so far. */
  transition?: Transition;
  corrections?: Corrections;
}

export interface Incident {
  key: number;
  owner: number;
  element: string;
  code: string;
  job?: number;
  retry: Retry;
}

export interface InstanceState {
  heldBy: Owner | undefined;
  /** Key of the process instance; 0 before it exists. */
  key: number;
  processId: string;
  definitionKey: number;
  rootKey: number;
  businessKey: string | undefined;
  parent: { instanceKey: number; elementInstanceKey: number } | undefined;
  /** Instances that started each other by messages and signals before this one, since a person or a wait came between. */
  hops: number | undefined;
  status: 'none' | 'active' | 'completed' | 'terminated';
  /** Counter of the last key given out; keys are instance key + counter. */
  counter: number;
  /** Instant of the last batch, epoch milliseconds. */
  at: number;
  /** Activations by element so far, while a step that used up its budget waits for `continue`. */
  yielded: { [element: string]: number } | undefined;
  elements: Table<ElementInstance>;
  subscriptions: Table<Subscription>;
  /** Keys of the subscriptions that wait for a condition; undefined where none does. */
  conditions: Table<true> | undefined;
  jobs: Table<Job>;
  userTasks: Table<UserTask>;
  incidents: Table<Incident>;
  /** Service level clocks that run or are paused; undefined where there never was one. */
  clocks: Table<Clock> | undefined;
}

export function emptyState(): InstanceState {
  return {
    heldBy: undefined,
    key: 0,
    processId: '',
    definitionKey: 0,
    rootKey: 0,
    businessKey: undefined,
    parent: undefined,
    hops: undefined,
    status: 'none',
    counter: 0,
    at: 0,
    yielded: undefined,
    elements: emptyTable(),
    subscriptions: emptyTable(),
    conditions: undefined,
    jobs: emptyTable(),
    userTasks: emptyTable(),
    incidents: emptyTable(),
    clocks: undefined,
  };
}

/** A shallow copy that its owner may write; tables and element instances are copied when first written. */
export function draftOf(state: InstanceState): InstanceState {
  // Written out: a draft is made for each command.
  return {
    heldBy: { owns: 'draft' },
    key: state.key,
    processId: state.processId,
    definitionKey: state.definitionKey,
    rootKey: state.rootKey,
    businessKey: state.businessKey,
    parent: state.parent,
    hops: state.hops,
    status: state.status,
    counter: state.counter,
    at: state.at,
    yielded: state.yielded,
    elements: state.elements,
    subscriptions: state.subscriptions,
    conditions: state.conditions,
    jobs: state.jobs,
    userTasks: state.userTasks,
    incidents: state.incidents,
    clocks: state.clocks,
  };
}
