// What a connector is: the automatic work behind one job type, and what it is handed to do it with.
import type { Json, Variables } from '../core/json.ts';
import type { Store } from '../store/store.ts';
import type { AllowedHosts } from './http/allowedHosts.ts';
import type { JobProblem } from './problems.ts';
import type { SmtpSettings } from './smtp.ts';

/** A connection to the database, as the store hands it out. */
export type Db = Store['reader'];

/** The job types that Cauce itself works on. */
export type ConnectorType =
  | 'cauce:mail'
  | 'cauce:survey'
  | 'cauce:almera'
  | 'cauce:set'
  | 'cauce:http'
  | 'io.camunda:http-json:1';

/** What a connector needs to know of an activated job. */
export interface ActivatedJobLike {
  key: number;
  type: string;
  instanceKey: number;
  /** The case. */
  rootKey: number;
  definitionKey: number;
  processId: string;
  elementId: string;
  headers: { [name: string]: string };
  variables: Variables;
  retries: number;
  /** Grows at every activation. */
  epoch: number;
}

export interface ConnectorSettings {
  /** Where people reach this server from outside, e.g. `https://tramites.example.co`; no slash at the end. */
  baseUrl?: string | undefined;
  smtp?: SmtpSettings | undefined;
  mailFrom?: { name: string; address: string } | undefined;
  /** What people answer to our mails comes into a mailbox that is read. */
  repliesAreRead?: boolean | undefined;
  /** Folder that receives the list of closed cases for Almera. */
  almeraExportDir?: string | undefined;
  /** Hosts that may be called over HTTP. */
  httpHosts?: AllowedHosts | undefined;
  /** By name; drawings name them alone. */
  secrets?: ReadonlyMap<string, string> | undefined;
  /** Zone of the dates in mails; default America/Bogota. */
  zone?: string | undefined;
}

export interface ConnectorServices {
  tenant: string;
  settings: ConnectorSettings;
  reader: Db;
  /** One transaction in the writer's turn. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  now(): number;
  /** Puts text under the key of a case; the text itself where the case has no data subject. */
  seal(caseKey: number, text: string): Promise<string>;
  /** A file of the deployment that a process definition came with, as text. */
  resource(definitionKey: number, name: string): Promise<string | undefined>;
  /** FEEL as the processes of that definition have it; null where it fails. */
  evaluate(definitionKey: number, expression: string, variables: Variables): Promise<Json>;
  /** Tells the outbox that a mail is waiting. */
  mailQueued(): void;
  /** Of the run: aborted when it took too long, and its answer is no longer waited for. */
  signal?: AbortSignal;
}

/**
 * `error` will not go away by trying again and becomes an incident at once, unless it says `retry`. What might
 * go away (a full disk, a server that is down) may be thrown too: the job is retried with back-off.
 * `bpmnError` is caught in the diagram.
 */
export type JobOutcome =
  | { variables: Variables }
  | { error: JobProblem; retry?: boolean; backOffMs?: number }
  | { bpmnError: { code: string; message?: string; variables: Variables } };

export interface Connector {
  type: ConnectorType;
  /** A step whose connector is not configured is work for its lane. */
  configured(settings: ConnectorSettings): boolean;
  run(job: ActivatedJobLike, services: ConnectorServices): Promise<JobOutcome>;
}
