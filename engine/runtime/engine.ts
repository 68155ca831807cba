// The engine as the rest of the product sees it: commands in, projections out.
import type { Command, UserTaskChanges } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json, Variables } from '../core/json.ts';
import type { ProcessModel } from '../core/model.ts';
import type { DecisionRecord } from '../core/ports.ts';
import type { Store } from '../store/store.ts';

/** Who asks. Groups are lanes and teams; roles open parts of the product. */
export interface Principal {
  username: string;
  kind: 'user' | 'service' | 'public' | 'system';
  groups: string[];
  roles: Role[];
}

export type Role = 'admin' | 'designer' | 'leader' | 'staff' | 'auditor' | 'service';

/** An expected refusal: a code of `core/problems.ts` with the values of its template. */
export interface Rejection {
  code: string;
  values: { [name: string]: Json };
}

/** One complaint about a resource, as `model/` and `expressions/` give it. */
export interface Problem {
  severity: 'error' | 'warning';
  code: string;
  /** Resource (file) name. */
  resource?: string;
  elementId?: string;
  elementName?: string;
  /** Values of the message's template; text is rendered at the edge. */
  values: { [name: string]: Json };
}

export interface Resource {
  /** Path within the deployment, e.g. `to-be.bpmn`, `forms/classify.form`. */
  name: string;
  content: Buffer;
}

export interface DeployedDefinition {
  kind: 'process' | 'decision' | 'form' | 'resource';
  key: number;
  id: string;
  name: string;
  version: number;
  resourceName: string;
  /** Decisions only. */
  requirementsId?: string;
  requirementsName?: string;
  /** True when these bytes were deployed before and kept their version. */
  unchanged: boolean;
}

export type DeployOutcome =
  | { ok: true; deploymentKey: number; definitions: DeployedDefinition[]; problems: Problem[] }
  | { ok: false; problems: Problem[] };

export interface Submission {
  principal: Principal;
  /** `Idempotency-Key`; the same id with the same body gives the same answer, without doing it again. */
  commandId?: string;
}

export interface StartRequest extends Submission {
  /** Either the id (latest version, or `version`) or the definition's key. */
  processId?: string;
  version?: number;
  definitionKey?: number;
  startElement?: string;
  variables: Variables;
  businessKey?: string;
  /** Further commands of the same batch: all or nothing with the start. */
  then?: Command[];
}

export interface Committed {
  ok: true;
  instanceKey: number;
  sequence: number;
  /** True when the command id was seen before and nothing was done again. */
  repeated: boolean;
  events: Event[];
}

/** `conflict` is set where the idempotency key was used with another body (422) or is in flight (409). */
export type Refused = { ok: false; rejection: Rejection; conflict?: 'body' | 'inFlight' };

export type Outcome = Committed | Refused;

export interface MessageRequest extends Submission {
  name: string;
  correlationKey: string;
  variables: Variables;
  messageId?: string;
  /** Milliseconds; 0 (the default) reaches only who waits now. */
  timeToLive?: number;
}

export interface MessageOutcome {
  ok: true;
  messageKey: number;
  /** The instance that took it, or that it started; absent while nobody waits. */
  instanceKey?: number;
}

export interface ActivatedJob {
  key: number;
  type: string;
  instanceKey: number;
  rootKey: number;
  definitionKey: number;
  processId: string;
  version: number;
  elementId: string;
  elementInstanceKey: number;
  headers: { [name: string]: string };
  variables: Variables;
  retries: number;
  worker: string;
  leasedUntil: number;
  /** Give it back with complete, fail and error: a lease that was lost is refused. */
  epoch: number;
}

export interface Engine {
  readonly store: Store;
  deploy(resources: Resource[], by: Principal, name?: string): Promise<DeployOutcome>;
  start(request: StartRequest): Promise<Outcome>;
  /** One batch on one instance's stream, all or nothing. */
  execute(instanceKey: number, commands: Command[], submission: Submission): Promise<Outcome>;
  /** Shorthands that find the instance of a task, job or incident. Key unknown: rejection NOT_FOUND. */
  completeUserTask(key: number, variables: Variables, submission: Submission): Promise<Outcome>;
  assignUserTask(
    key: number,
    assignee: string | null,
    allowOverride: boolean,
    submission: Submission,
  ): Promise<Outcome>;
  updateUserTask(key: number, changes: UserTaskChanges, submission: Submission): Promise<Outcome>;
  /** `epoch` absent: the job's present lease, whatever it is (as the Camunda 8 API does). */
  completeJob(key: number, variables: Variables, submission: Submission, epoch?: number): Promise<Outcome>;
  failJob(
    key: number,
    failure: { retries: number; retryBackOff?: number; message: string },
    submission: Submission,
    epoch?: number,
  ): Promise<Outcome>;
  throwJobError(
    key: number,
    error: { code: string; message?: string; variables: Variables },
    submission: Submission,
    epoch?: number,
  ): Promise<Outcome>;
  updateJob(
    key: number,
    changes: { retries?: number; timeout?: number },
    submission: Submission,
  ): Promise<Outcome>;
  resolveIncident(key: number, submission: Submission): Promise<Outcome>;
  cancelInstance(key: number, submission: Submission): Promise<Outcome>;
  setVariables(
    elementInstanceKey: number,
    variables: Variables,
    local: boolean,
    submission: Submission,
  ): Promise<Outcome>;
  /** Long-polls up to `requestTimeout` ms when nothing is available. `timeout` is the lease in ms. */
  activateJobs(request: {
    type: string;
    worker: string;
    timeout: number;
    maxJobsToActivate: number;
    fetchVariable?: string[];
    requestTimeout?: number;
  }): Promise<ActivatedJob[]>;
  publishMessage(request: MessageRequest): Promise<MessageOutcome | Refused>;
  broadcastSignal(
    request: Submission & { name: string; variables: Variables },
  ): Promise<{ ok: true; signalKey: number }>;
  evaluateDecision(
    decision: { decisionId?: string; key?: number },
    variables: Variables,
  ): Promise<{ ok: true; records: DecisionRecord[]; result: Json } | Refused>;
  /** The parsed model of a definition, from a cache. */
  model(definitionKey: number): Promise<ProcessModel | undefined>;
  /** Variables that an element instance sees, nearest scope first, in plain text. For people who may see them. */
  visibleVariables(instanceKey: number, elementInstanceKey?: number): Promise<Variables>;
  /**
   * Runs `work` with FEEL as a process of that definition has it, as often as needed until every catalog and
   * calendar that it asks for is answered. For forms: options, conditions, computed values.
   */
  withFeel<T>(
    definitionKey: number,
    work: (evaluate: (expression: string, variables: Variables) => Json) => T,
  ): Promise<T>;
  /** Plain-text batches of one instance, oldest first: what an auditor replays. */
  history(instanceKey: number): Promise<HistoryBatch[]>;
  /** Resolves after every batch committed so far has run its routed commands, at most `ms` later. */
  settle(ms: number): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

export interface HistoryBatch {
  sequence: number;
  commandId: string;
  actor: string;
  at: number;
  hash: string;
  commands: Command[];
  events: Event[];
}
