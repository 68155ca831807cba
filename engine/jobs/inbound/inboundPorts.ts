// What reading mailboxes needs of the rest of the product: the store, cases that begin or go on, documents.
import type { Json, Variables } from '../../core/json.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { JobProblem } from '../problems.ts';

export type CaseOutcome = { caseKey: number } | { code: string; values: { [name: string]: Json } };

export interface InboundPorts {
  store: Pick<OpenStore, 'tenant' | 'reader' | 'write' | 'seal' | 'open' | 'keys' | 'documents'>;
  now(): number;
  /** A file of the newest deployment that has it. */
  resource(name: string): Promise<string | undefined>;
  /** FEEL over `mail`; an expression that fails gives null. */
  evaluate(expressions: string[], mail: Variables): Promise<Json[]>;
  /** Once for each `id`, however often it is asked. `complete`: the task that the variables answer. */
  start(request: {
    id: string;
    message: string;
    complete?: string | undefined;
    variables: Variables;
  }): Promise<CaseOutcome>;
  /** Once for each `id`; true where somebody waited for it. */
  publish(request: {
    id: string;
    message: string;
    correlationKey: string;
    variables: Variables;
  }): Promise<boolean>;
  /** What the bytes show that a file is; undefined where it is of no kind that is taken. */
  contentType(name: string, content: Buffer): Promise<string | undefined>;
  report?(problem: JobProblem): void;
}

/** Whoever brings it is no person: the mailbox. */
export const MAIL_ACTOR = 'correo';
