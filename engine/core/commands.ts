// What may be asked of one process instance.
import type { AdHocActivity } from './events.ts';
import type { Json, Variables } from './json.ts';
import type { Restored } from './migrationRestore.ts';
import type { ProcessModel } from './model.ts';
import type { NoteFacts } from './noteFacts.ts';
import type { LookupAnswers, Ports } from './ports.ts';
import type { Corrections } from './waitingFacts.ts';

/** Names a waiting user task by its key, or by its element's id when the caller cannot know the key yet. */
export type UserTaskRef = { key: number } | { elementId: string };

export type Command =
  | {
      type: 'createInstance';
      /** Key of the new instance; keys of everything inside count up from it. */
      key: number;
      processId: string;
      /** Which deployed definition (key in the store), for the record. */
      definitionKey?: number;
      /** Start event (or other element that begins instances) to use; default: the none start event. */
      startElement?: string;
      /** Which of its several definitions happened. */
      startDefinition?: number;
      variables: Variables;
      businessKey?: string;
      /** The instance and call activity that asked for this one. */
      parent?: { instanceKey: number; elementInstanceKey: number };
      /** Instances before this one in a chain of messages and signals that start each other. */
      hops?: number;
      /** Root of the call hierarchy: the case. Default: the instance itself. */
      rootKey?: number;
    }
  /** Answers to gateway questions travel among the variables under the gateway's id. */
  | { type: 'completeUserTask'; userTask: UserTaskRef; variables: Variables }
  /** The person reports a BPMN error instead of completing. */
  | { type: 'throwUserTaskError'; userTask: UserTaskRef; code: string; variables: Variables }
  | { type: 'assignUserTask'; userTask: UserTaskRef; assignee: string | null; allowOverride: boolean }
  | { type: 'updateUserTask'; userTask: UserTaskRef; changes: UserTaskChanges }
  /** `adHoc`, `verdict`: what a worker decides for the ad-hoc subprocess, or the user task, whose job it was. */
  | { type: 'completeJob'; job: number; variables: Variables; adHoc?: AdHocDecision; verdict?: TaskVerdict }
  /** `retryAt` is an instant in epoch milliseconds; no retries left raises an incident. */
  | { type: 'failJob'; job: number; retries: number; retryAt?: number; message: string }
  | { type: 'throwJobError'; job: number; code: string; message?: string; variables: Variables }
  | { type: 'updateJob'; job: number; retries: number }
  | { type: 'triggerTimer'; subscription: number }
  | { type: 'correlateMessage'; subscription: number; messageKey: number; variables: Variables }
  | { type: 'broadcastSignal'; subscription: number; variables: Variables }
  | { type: 'completeChild'; elementInstance: number; variables: Variables }
  | { type: 'failChild'; elementInstance: number; code: string; variables: Variables }
  /** An escalation that the called instance did not catch; it goes on unless this ends the call. */
  | { type: 'escalateChild'; elementInstance: number; code: string; variables: Variables }
  /** The called instance could not begin: an incident of that code on its call activity. */
  | { type: 'refuseChild'; elementInstance: number; code: string; values: { [name: string]: Json } }
  | { type: 'cancelInstance' }
  | ({ type: 'modifyInstance' } & Modification)
  /** Of one that ended; `variables`: what it knew then. */
  | { type: 'reopenInstance'; elements: string[]; variables: Variables; reason: string }
  /** Alone in its batch; the context holds the target. */
  | ({ type: 'migrateInstance' } & Migration)
  | { type: 'setVariables'; elementInstance: number; variables: Variables; local: boolean }
  /** Begins activities of an ad-hoc subprocess, as often as asked. */
  | {
      type: 'activateAdHoc';
      elementInstance: number;
      elements: AdHocActivity[];
      /** Withdraws first what runs in it. */
      cancelRemaining?: boolean;
    }
  | { type: 'resolveIncident'; incident: number }
  /** Only while it stands in what may pause it; `from` and `to` are instants that have passed. */
  | { type: 'pauseClock'; key: number; reason: string; from?: number; to?: number }
  | { type: 'resumeClock'; key: number; reason: string }
  /** `term`: the whole of it, counted as it was promised; `until`: an instant instead. */
  | {
      type: 'extendClock';
      key: number;
      term?: number | string;
      until?: number;
      reason: string;
      notified: boolean;
    }
  /** Another body answers. */
  | { type: 'transferClock'; key: number; to: string; reason: string }
  /** `notified`: who was told the due date is told the new one. */
  | { type: 'recalculateClock'; key: number; calendarVersion: number; reason: string; notified?: boolean }
  | ({ type: 'annotate' } & NoteFacts)
  /** Goes on where a step stopped because its budget was used up. */
  | { type: 'continue' };

/** What begins, is moved and ends by hand, in this order; `reason`: why, for the record. */
export interface Modification {
  activate?: ActivateInstruction[];
  move?: MoveInstruction[];
  /** By element: every instance of it, and the tokens that wait at it. */
  terminate?: ({ key: number } | { element: string })[];
  reason?: string;
}

/** Another version of its process, or another process; `mapping` names elements, and flows where joins wait. */
export interface Migration {
  definitionKey: number;
  mapping: { source: string; target: string }[];
  reason?: string;
  /** The definition that it is of: refused where it became one of another meanwhile. */
  from?: number;
  /** Service level clocks that run keep what they promised, whatever the other version would promise. */
  keepDue?: true;
  /** The migration is the undoing of the one before it. */
  undo?: Restored;
}

export interface ActivateInstruction {
  element: string;
  /** Element instance around it, where there are several. */
  ancestor?: number;
  variables?: VariableInstruction[];
}

export interface MoveInstruction {
  from: { key: number } | { element: string };
  to: string;
  /** `inferred`: the nearest around the source that holds the target. */
  ancestor?: number | 'inferred' | 'sourceParent';
  variables?: VariableInstruction[];
}

export interface VariableInstruction {
  /** Element: the one that begins or one around it. Absent: the process. */
  scope?: string;
  variables: Variables;
}

export interface AdHocDecision {
  activate?: AdHocActivity[];
  /** The completion condition counts as true. */
  done?: boolean;
  cancelRemaining?: boolean;
}

/** What a task listener says of what is about to happen to a user task. */
export interface TaskVerdict {
  denied?: boolean;
  reason?: string;
  corrections?: Corrections;
}

export interface UserTaskChanges {
  dueAt?: number | null;
  followUpAt?: number | null;
  priority?: number;
  candidateGroups?: string[];
  candidateUsers?: string[];
}

/** Facts about the asking that the core may use but never produces: they make re-execution give the same events. */
export interface CommandContext {
  /** Now, in epoch milliseconds. Never before the instance's last event. */
  at: number;
  /** User or service name; `system` for timers and routed commands. */
  actor: string;
  /** Answers to the lookups that this command needed. */
  inputs: LookupAnswers;
  /** What `migrateInstance` names by its key. */
  target?: { model: ProcessModel; ports: Ports };
}
