// Decisions of a file that is still being edited, tried with rows of values: what each row gives, and which rules never match.
import { type Json, type Lookup, lookupKey, type Variables } from '../core/index.ts';
import type { Ports } from '../core/ports.ts';
import {
  compileDecisions,
  createPorts,
  type DecisionModel,
  type DecisionVariable,
  decisionVariables,
  type ParsedDecisions,
  parseDecisions,
} from '../expressions/index.ts';
import { zonePorts } from './definitionPorts.ts';
import type { Problem } from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';

export interface DecisionTrialRow {
  decision: string;
  variables: Variables;
}

export type DecisionTrialOutcome =
  | {
      ok: true;
      result: Json;
      /** Ids of the rules that matched in the decision itself. */
      matched: string[];
    }
  | { ok: false; code: string; values: { [name: string]: Json } };

/** What a page has to know of a decision to ask for rows. */
export interface TriedDecision {
  id: string;
  name: string;
  variables: DecisionVariable[];
  outputs: string[];
  /** Rules in their order, with how many of the rows matched each; empty where the logic is no table. */
  rules: { id: string; matched: number }[];
}

export interface DecisionTrial {
  problems: Problem[];
  decisions: TriedDecision[];
  /** One for each row. Empty where the file cannot be evaluated. */
  outcomes: DecisionTrialOutcome[];
}

export interface DecisionTrialRequest {
  name: string;
  xml: string;
  rows: readonly DecisionTrialRow[];
  zone: string;
  now: number;
  resolve(lookup: Lookup, at: number): Promise<Json>;
}

/** A row may ask for several catalogs and calendars; one that never has enough is stopped. */
const MOST_LOOKUPS = 50;

export async function tryDecisions(request: DecisionTrialRequest): Promise<DecisionTrial> {
  const functions = feelFunctions();
  const names = Object.keys(functions);
  const { decisions, problems } = await parsed(request, names);
  const ports = createPorts({
    functions,
    decisions: compileDecisions(decisions),
    ...zonePorts(request.zone),
  });
  const tried = decisions.map((decision) => outlineOf(decision, decisions, names));
  const outcomes: DecisionTrialOutcome[] = [];
  if (decisions.length > 0)
    for (const row of request.rows) {
      outcomes.push(await tryRow(row, ports, tried, request));
      // Others are served between two rows.
      await new Promise((resume) => setImmediate(resume));
    }
  return { problems, decisions: tried, outcomes };
}

/** Rows are changed more often than their table, and a large one takes a thread to read. */
const MOST_KEPT = 8;
const kept = new Map<string, Promise<ParsedDecisions>>();

function parsed({ name, xml }: DecisionTrialRequest, functions: readonly string[]): Promise<ParsedDecisions> {
  const key = `${name}\n${xml}`;
  const known = kept.get(key) ?? parseDecisions(xml, name, functions);
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  known.catch(() => kept.delete(key));
  return known;
}

function outlineOf(
  decision: DecisionModel,
  all: readonly DecisionModel[],
  functions: readonly string[],
): TriedDecision {
  const { id, name, logic } = decision;
  const isTable = logic.kind === 'table';
  return {
    id,
    name,
    variables: decisionVariables(decision, all, functions),
    outputs: isTable ? logic.outputs.map((output) => output.name) : [],
    rules: isTable ? logic.rules.map((rule) => ({ id: rule.id, matched: 0 })) : [],
  };
}

async function tryRow(
  { decision, variables }: DecisionTrialRow,
  ports: Ports,
  tried: readonly TriedDecision[],
  { now, resolve }: DecisionTrialRequest,
): Promise<DecisionTrialOutcome> {
  const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  const inputs: { [key: string]: Json } = {};
  for (let asked = 0; asked <= MOST_LOOKUPS; asked++) {
    const answer = ports.decide(decision, { variables: { get }, now, owner: 0, inputs });
    if (answer.kind === 'error') return { ok: false, code: answer.code, values: answer.values };
    if (answer.kind === 'value') {
      const { required = [], ...own } = answer.record;
      for (const { decisionId, matched } of [...required, own])
        for (const { rule } of matched) {
          const hit = tried.find(({ id }) => id === decisionId)?.rules.find(({ id }) => id === rule);
          if (hit) hit.matched += 1;
        }
      return { ok: true, result: own.result, matched: own.matched.map(({ rule }) => rule) };
    }
    inputs[lookupKey(answer.lookup)] = await resolve(answer.lookup, now);
  }
  return { ok: false, code: 'FEEL_BUDGET_SPENT', values: { budget: MOST_LOOKUPS, expression: decision } };
}
