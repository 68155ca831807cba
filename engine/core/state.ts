// One instance's live state. It holds only what is live; what has been is in the journal.
import type { Json, Variables } from './json.ts';
import type { JobFacts, SubscriptionFacts, UserTaskFacts } from './events.ts';
import type { Table } from './table.ts';

/** A running execution of one element. The process itself is the element instance with the instance's key. */
export interface ElementInstance {
  key: number;
  /** Element id; the process id for the root scope. */
  element: string;
  /** Key of the element instance around it; 0 for the root scope. */
  scope: number;
  /** How many element instances have this one as their scope. */
  children: number;
  /** Sequence flows that hold a token in this scope, in order of arrival; a flow appears once per token. */
  tokens: string[];
  /** Variables held here; undefined where none were ever set. */
  variables?: Variables;
  /** Answers to gateway questions, until the gateway uses them. */
  answers?: { [gateway: string]: string[] };
  /** Multi-instance body: what it iterates over. */
  loop?: { count: number; items?: Json[]; started: number; collected: Json[] };
  /** Multi-instance iteration: position from 0 in its body. */
  index?: number;
  /** Key of the called instance, once known. */
  childKey?: number;
}

export interface Subscription extends SubscriptionFacts {
  key: number;
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
}

export interface Incident {
  key: number;
  owner: number;
  element: string;
  code: string;
  job?: number;
  retry: 'activate' | 'complete' | 'job' | 'join';
}

export interface InstanceState {
  /** Key of the process instance; 0 before it exists. */
  key: number;
  processId: string;
  definitionKey: number;
  rootKey: number;
  businessKey?: string;
  parent?: { instanceKey: number; elementInstanceKey: number };
  status: 'none' | 'active' | 'completed' | 'terminated';
  /** Counter of the last key given out; keys are instance key + counter. */
  counter: number;
  /** True between `stepYielded` and the `continue` that follows it. */
  yielded: boolean;
  elements: Table<ElementInstance>;
  subscriptions: Table<Subscription>;
  jobs: Table<Job>;
  userTasks: Table<UserTask>;
  incidents: Table<Incident>;
}
