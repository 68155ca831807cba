// What the journal says of that which waits: subscriptions, user tasks, jobs. A part of the journal's format.

import type { UserTaskChanges } from './commands.ts';
import type { Variables } from './json.ts';
import type { TaskListeners } from './listenerModel.ts';
import type { SlaNext } from './slaFacts.ts';

export type SubscriptionKind = 'timer' | 'message' | 'signal' | 'condition';

/**
 * What resolving an incident does again: the activation from its inputs on, or the `work` alone; the completion from its
 * outputs on, or only what comes after them (`leave`); `offer`: what was asked of people beside the work;
 * `clock`: asking what its service level clocks promise.
 */
export type Retry =
  | 'activate'
  | 'work'
  | 'complete'
  | 'leave'
  | 'offer'
  | 'job'
  | 'join'
  | 'condition'
  | 'clock'
  | 'transition';

export interface SubscriptionFacts {
  /** Element instance that waits: the catch event itself, or the activity or scope that holds the handler. */
  owner: number;
  /** Element whose event definition this is: the catch event, boundary event or event subprocess start. */
  element: string;
  kind: SubscriptionKind;
  /** Which of the event's several definitions, from 0. */
  definition?: number;
  /** Message or signal name. */
  name?: string;
  /** Message correlation key, as text. */
  correlationKey?: string;
  /** Timers: epoch milliseconds. */
  dueAt?: number;
  /** Timer cycles: firings left after the coming one; -1 is without end. */
  repetitions?: number;
  /** Timer cycles: ISO 8601 duration between firings. */
  interval?: string;
  /** Cycles by the month: the instant from which they count, so that the 31st comes back after February. */
  anchor?: number;
  /** A timer of the owner's service level clock, and what it enters there as it fires; `riskAt`: it is at risk from then on. */
  clock?: { key: number; then: SlaNext; riskAt?: number };
  /** Timers due at once: how many of them have set each other off in a row, this one counted. */
  inARow?: number;
}

export interface UserTaskFacts {
  assignee?: string;
  candidateGroups: string[];
  candidateUsers: string[];
  dueAt?: number;
  followUpAt?: number;
  /** 0 to 100; 50 is the default. */
  priority: number;
  /** `zeebe:formDefinition formId`; absent when the form is generated. */
  formId?: string;
  externalForm?: string;
  /** Gateways whose question the form asks. */
  asks?: string[];
  /** Why the element is a task for people although it is drawn otherwise. */
  because?:
    | 'undefinedTask'
    | 'manualTask'
    | 'noImplementation'
    | 'connectorNotConfigured'
    | 'question'
    | 'occurrence'
    | 'adHoc';
}

/** What is about to happen to a user task, while its listeners hear of it. */
export interface Transition {
  event: keyof TaskListeners;
  /** Completing: what the person gave. */
  variables?: Variables;
  /** Creating and assigning. */
  assignee?: string | null;
  /** Updating. */
  changes?: UserTaskChanges;
}

/** What a listener changes of a user task. */
export type Corrections = UserTaskChanges & { assignee?: string | null };

/** An activity that was chosen to begin, and what it is given to itself. */
export interface AdHocActivity {
  element: string;
  variables?: Variables;
}

export interface JobFacts {
  jobType: string;
  retries: number;
  headers: { [name: string]: string };
}
