// What the core asks of the outside, as functions whose answers depend on their arguments alone.
import type { Json } from './json.ts';
import type { SlaCount, SlaQuestion } from './slaFacts.ts';

/**
 * A question whose answer can change between two moments. The shell answers it, executes again, and journals the answer.
 * `series` and `quota` are consumed only by an accepted batch; `owner` keeps two askers of one step apart.
 */
export type Lookup =
  /** Answer: the calendar with its version; without one asked for, the version in force. Null when there is none. */
  | { kind: 'calendar'; id: string; version?: number }
  | { kind: 'catalog'; id: string }
  /** Answer: the next number as text, e.g. `PQRS-2026-000001`. */
  | { kind: 'series'; id: string; owner: number }
  /** Answer: true while fewer than `limit` were granted for `id` within `period`. */
  | { kind: 'quota'; id: string; period: string; limit: number; owner: number }
  /** Answer: the definition's key, or null when nothing of that id is deployed. */
  | {
      kind: 'process';
      id: string;
      binding: 'latest' | 'deployment' | 'versionTag' | 'version';
      versionTag?: string;
      version?: number;
    }
  /** Answer: whether a connector of this type is configured here, and the secrets that its address names. */
  | { kind: 'connector'; type: string; address?: string };

/** Answers by `lookupKey`. */
export type LookupAnswers = { [lookupKey: string]: Json };

/** The stable text under which a lookup's answer is journaled. */
export function lookupKey(lookup: Lookup): string {
  switch (lookup.kind) {
    case 'calendar':
      return lookup.version === undefined
        ? `calendar:${lookup.id}`
        : `calendar@${lookup.version}:${lookup.id}`;
    case 'catalog':
      return `catalog:${lookup.id}`;
    case 'series':
      return `series:${lookup.id}:${lookup.owner}`;
    case 'quota':
      return `quota:${lookup.id}:${lookup.period}:${lookup.limit}:${lookup.owner}`;
    case 'process':
      return `process:${lookup.binding}:${lookup.version ?? lookup.versionTag ?? ''}:${lookup.id}`;
    case 'connector':
      return `connector:${lookup.type}${lookup.address === undefined ? '' : `:${lookup.address}`}`;
  }
}

/**
 * The clock as it is. `at` is later where the clock was set back, for an instance's history never goes back: what is
 * due after a duration counts from here, or it would wait for as long as the clock was wrong.
 */
export function clockOf({ at, inputs }: { at: number; inputs: LookupAnswers }): number {
  return typeof inputs.clock === 'number' ? inputs.clock : at;
}

/** The variables that an expression sees: nearest scope first. Undefined when no scope holds the name. */
export interface VariableScope {
  get(name: string): Json | undefined;
}

export interface EvaluationContext {
  variables: VariableScope;
  /** Epoch milliseconds. */
  now: number;
  /** Key of the element instance that asks. */
  owner: number;
  inputs: LookupAnswers;
}

export type Evaluation =
  | { kind: 'value'; value: Json }
  | { kind: 'need'; lookup: Lookup }
  | { kind: 'error'; code: string; values: { [name: string]: Json } };

/** What one decision evaluation leaves for the auditor. */
export interface DecisionRecord {
  decisionId: string;
  decisionName: string;
  inputs: { name: string; value: Json }[];
  /** Ids (or 1-based numbers) of the rules that matched, with what each gave. */
  matched: { rule: string; outputs: { [name: string]: Json } }[];
  result: Json;
  /** Of the decisions that had to be made first, in the order in which they were. */
  required?: DecisionRecord[];
}

export type SlaAnswer =
  | { kind: 'value'; count: SlaCount }
  | { kind: 'need'; lookup: Lookup }
  | { kind: 'error'; code: string; values: { [name: string]: Json } };

export interface Ports {
  /** `expression` is FEEL without the leading `=`. */
  evaluate(expression: string, context: EvaluationContext): Evaluation;
  /** Evaluates a decision deployed with the process. */
  decide(
    decisionId: string,
    context: EvaluationContext,
  ): { kind: 'value'; record: DecisionRecord } | Exclude<Evaluation, { kind: 'value' }>;
  /** Instant of a local date-time (`2026-04-01T08:00:00`, no offset) in the process's zone, in epoch milliseconds. */
  instantOf(local: string): number;
  /** Counts a service level clock. Absent: there are no clocks here. */
  sla?(question: SlaQuestion, inputs: LookupAnswers): SlaAnswer;
  /** Milliseconds that wall time in the process's zone is ahead of UTC at an instant. */
  offsetAt(at: number): number;
}
