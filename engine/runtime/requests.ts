// What is asked of the engine, and what it answers.
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json, Variables } from '../core/json.ts';
import type { Db } from '../store/store.ts';

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

/** What else belongs to a deployment; what either of them throws undoes all of it. */
export interface WithDeployment {
  /** Inside its transaction, before anything is written. */
  before?(db: Db): Promise<void>;
  after?(db: Db, deploymentKey: number, definitions: readonly DeployedDefinition[]): Promise<void>;
}

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
  /** Further writing in the transaction that commits the start; only when it is accepted. */
  alongside?(db: Db, instanceKey: number): Promise<void>;
}

export interface Committed {
  ok: true;
  instanceKey: number;
  sequence: number;
  /** True when the command id was seen before and nothing was done again. */
  repeated: boolean;
  events: Event[];
  /** Instant of the batch, epoch milliseconds; absent where there is none. */
  at?: number;
  /** Something of it runs on in other instances. */
  routed?: boolean;
}

/** `conflict` is set where the idempotency key was used with another body (422) or is in flight (409). */
export type Refused = { ok: false; rejection: Rejection; conflict?: 'body' | 'inFlight' };

export type Outcome = Committed | Refused;

/** `definitionKey`: ask this definition only, whether it is the latest or not. */
export interface ConditionsRequest extends Submission {
  variables: Variables;
  definitionKey?: number;
}

export interface ConditionsOutcome {
  ok: true;
  evaluationKey: number;
  started: { definitionKey: number; instanceKey: number }[];
}

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
