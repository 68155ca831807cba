// The rules of deployed decision tables in words: which number a rule has, what it asks of each input.
import { type DecisionModel, parseDecisions } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { numberOf } from './rows.ts';
import { createUnchanging } from './unchanging.ts';

export interface Rule {
  number: number;
  of: number;
  /** Cells that do not let everything pass, as they are drawn. */
  conditions: { name: string; test: string }[];
}

/** By decision and rule id; a history names a rule without an id by its number. */
export type Rules = Map<string, Map<string, Rule>>;

/** Deployments never change, so neither do their rules. */
const unchanging = createUnchanging<Rules>();

function rulesOf({ logic }: DecisionModel): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  if (logic?.kind !== 'table') return rules;
  for (const [at, { id, tests }] of logic.rules.entries()) {
    const conditions = logic.inputs
      .map(({ name }, column) => ({ name, test: tests[column] ?? '' }))
      .filter(({ test }) => test !== '' && test !== '-');
    rules.set(id, { number: at + 1, of: logic.rules.length, conditions });
  }
  return rules;
}

async function readRules({ engine }: Visit, deploymentKey: number): Promise<Rules> {
  const files: { name: string; content: Buffer }[] = await engine.store
    .reader('cauce_resources')
    .where('deployment_key', deploymentKey)
    .where('name', 'like', '%.dmn')
    .select('name', 'content');
  const parsed = await Promise.all(
    files.map(({ name, content }) => parseDecisions(content.toString('utf8'), name)),
  );
  const decisions = parsed.flatMap((each) => each.decisions);
  return new Map(decisions.map((decision) => [decision.id, rulesOf(decision)]));
}

export async function decisionRules(visit: Visit, definitionKey: number): Promise<Rules> {
  const { store } = visit.engine;
  const definition = await store.find('process_definitions', { key: definitionKey });
  const deploymentKey = numberOf(definition?.deployment_key);
  return unchanging(store, deploymentKey, () => readRules(visit, deploymentKey));
}
