// What can have happened to a process instance: the permanent format of the journal. A meaning never changes;
// a new need gets a new type or an upcast. Events carry facts (which flows, which keys), never an element's type.
import type { ClockEvent } from './clockEvents.ts';
import type { CompensationEvent } from './compensationEvents.ts';
import type { Json, Variables } from './json.ts';
import type { MigrationEvent } from './migrationEvent.ts';
import type { NoteEvent } from './noteFacts.ts';
import type {
  AdHocActivity,
  Corrections,
  JobFacts,
  Retry,
  SubscriptionFacts,
  Transition,
  UserTaskFacts,
} from './waitingFacts.ts';

export type {
  AdHocActivity,
  JobFacts,
  Retry,
  SubscriptionFacts,
  SubscriptionKind,
  UserTaskFacts,
} from './waitingFacts.ts';

export type Event =
  | {
      type: 'instanceCreated';
      key: number;
      processId: string;
      definitionKey?: number;
      rootKey: number;
      businessKey?: string;
      parent?: { instanceKey: number; elementInstanceKey: number };
      hops?: number;
    }
  /** Somebody changes by hand where it stands; what follows says how. */
  | { type: 'instanceModified'; activate: string[]; terminate: number[]; reason?: string }
  /** It had ended, and goes on under its key: its root scope is there again, with nothing in it. */
  | { type: 'instanceReopened'; key: number; elements: string[]; reason?: string }
  /** Joins that nothing can fill any more, by what runs now. */
  | { type: 'starvingForeseen'; scope: number; joins: string[] }
  | MigrationEvent
  | { type: 'instanceCompleted'; variables?: Variables }
  /** `error`: a BPMN error that nothing in the instance caught ended it. */
  | { type: 'instanceTerminated'; error?: { code: string; message?: string; variables: Variables } }
  | {
      type: 'elementActivated';
      key: number;
      element: string;
      scope: number;
      /** Sequence flows whose token this activation takes away, one token each. */
      consumed?: string[];
      milestone?: string;
      /** Multi-instance iterations: position from 0. */
      index?: number;
      /** Compensation handlers: the completed element instance that they undo. */
      compensates?: number;
    }
  /** `taken`: flows that get a token. `compensable`: its scope keeps it, to be undone. */
  | { type: 'elementCompleted'; key: number; taken?: string[]; compensable?: true }
  /** `compensable`: what had completed inside is still to be undone. */
  | { type: 'elementTerminated'; key: number; compensable?: true }
  | CompensationEvent
  | ClockEvent
  | { type: 'tokensRemoved'; scope: number; flows: string[] }
  /** `through`: compensation handlers that wrote it; from now on they see it as it is. */
  | { type: 'variablesSet'; scope: number; variables: Variables; through?: number[] }
  /**
   * A multi-instance body read its collection, once; `items` is absent when only a count was given. A standard loop
   * began: `count` is its maximum, -1 where it has none.
   */
  | { type: 'loopStarted'; key: number; count: number; items?: Json[] }
  | { type: 'itemCollected'; key: number; index: number; value: Json }
  | { type: 'gatewayAnswered'; scope: number; gateway: string; flows: string[] }
  /** Tokens of these flows activated a gateway that remembers it; none: it has been reset. */
  | { type: 'gatewayActivated'; scope: number; gateway: string; by: readonly string[] }
  /** What is left to begin in a scope whose activities are chosen; `last`: nothing more is to begin in it. */
  | { type: 'activitiesChosen'; scope: number; elements: AdHocActivity[]; last?: true }
  | ({ type: 'subscriptionOpened'; key: number } & SubscriptionFacts)
  /** `dueAt` and `repetitions`: the next firing of a cycle; absent closes the subscription. `missed` firings collapsed into this one. */
  | {
      type: 'subscriptionTriggered';
      key: number;
      messageKey?: number;
      next?: { dueAt: number; repetitions: number };
      missed?: number;
    }
  | { type: 'subscriptionClosed'; key: number }
  /** A condition that is still waited for gave another answer than before; it was false when it was opened. */
  | { type: 'conditionChanged'; key: number; holds: boolean }
  /** Which definitions of an event with several have happened so far; none once it has happened as a whole. */
  | {
      type: 'eventPartsHappened';
      owner: number;
      element: string;
      parts: number[];
      variables?: Variables;
    }
  | ({ type: 'jobCreated'; key: number; owner: number; element: string } & JobFacts)
  /** `heard`: so many of its element's execution listeners have heard of the start, or of the end. */
  | { type: 'jobCompleted'; key: number; heard?: Heard }
  | { type: 'jobFailed'; key: number; retries: number; retryAt?: number; message: string }
  | { type: 'jobUpdated'; key: number; retries: number }
  | { type: 'jobCanceled'; key: number }
  | ({ type: 'userTaskCreated'; key: number; owner: number; element: string } & UserTaskFacts)
  | { type: 'userTaskAssigned'; key: number; assignee: string | null }
  | {
      type: 'userTaskUpdated';
      key: number;
      changes: {
        dueAt?: number | null;
        followUpAt?: number | null;
        priority?: number;
        candidateGroups?: string[];
        candidateUsers?: string[];
      };
    }
  /** Its listeners hear of something before it happens. */
  | { type: 'userTaskTransitionStarted'; key: number; transition: Transition }
  | { type: 'userTaskCorrected'; key: number; corrections: Corrections }
  /** It happens next, unless it was denied. */
  | { type: 'userTaskTransitionEnded'; key: number; denied?: true; reason?: string }
  | { type: 'userTaskCompleted'; key: number }
  | { type: 'userTaskCanceled'; key: number }
  | {
      type: 'incidentRaised';
      key: number;
      owner: number;
      element: string;
      code: string;
      values: { [name: string]: Json };
      job?: number;
      /** What `resolveIncident` does again. */
      retry: Retry;
    }
  | { type: 'incidentResolved'; key: number }
  /** A message left this instance; the runtime publishes it. `messageId` makes a repeated publication one. */
  | {
      type: 'messageThrown';
      element: string;
      owner: number;
      name: string;
      correlationKey: string;
      variables: Variables;
      /** Milliseconds that the message is kept for a late receiver. */
      timeToLive: number;
      messageId?: string;
      /** What it starts belongs to the case of who sent it. */
      inCase?: true;
    }
  | { type: 'signalThrown'; element: string; owner: number; name: string; variables: Variables }
  | { type: 'errorThrown'; element: string; owner: number; code: string; message?: string; caughtBy?: string }
  /** `variables`: of a called instance that did not catch it, for who called it. */
  | {
      type: 'escalationThrown';
      element: string;
      owner: number;
      code: string;
      caughtBy?: string;
      variables?: Variables;
    }
  /** A call activity asks for a child instance; the runtime creates it. */
  | {
      type: 'childCalled';
      key: number;
      processId: string;
      definitionKey: number;
      variables: Variables;
      /** Absent: the caller's. */
      businessKey?: string;
    }
  /** The caller no longer waits; the runtime cancels the child. */
  | { type: 'childAbandoned'; key: number; childKey?: number }
  | {
      type: 'decisionEvaluated';
      owner: number;
      element: string;
      decisionId: string;
      decisionName: string;
      inputs: { name: string; value: Json }[];
      matched: { rule: string; outputs: { [name: string]: Json } }[];
      result: Json;
    }
  | NoteEvent
  /** The step's budget was used up; a `continue` command goes on. */
  | { type: 'stepResumed' }
  | {
      type: 'stepYielded' /** Activations so far, by element. */;
      activations: { [element: string]: number };
    };

export interface Heard {
  event: 'start' | 'end';
  count: number;
}

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
