// What the search page offers to choose from: processes, decisions with their rules, promises; of the newest versions.
import type { Visit } from '../../visit.ts';
import { decisionRules } from '../decisionRules.ts';
import { numberOf, textOf } from '../rows.ts';

export interface Choices {
  processes: { id: string; name: string }[];
  /** With the ids of their rules, in their order, one list for each process that has it. */
  decisions: { id: string; name: string; rules: string[][] }[];
  promises: { id: string; name: string }[];
}

export async function searchChoices(visit: Visit): Promise<Choices> {
  const { store } = visit.engine;
  const [definitions, decisions] = await Promise.all([
    store.search('process_definitions', { limit: 1000, sort: [{ column: 'key', descending: true }] }),
    store.search('decision_definitions', { limit: 1000, sort: [{ column: 'key', descending: true }] }),
  ]);
  const newest = new Map<string, number>();
  const processes = new Map<string, string>();
  for (const row of definitions.rows) {
    const id = textOf(row.process_id);
    if (newest.has(id)) continue;
    newest.set(id, numberOf(row.key));
    processes.set(id, textOf(row.name) || id);
  }
  const names = new Map<string, string>();
  for (const row of decisions.rows) {
    const id = textOf(row.decision_id);
    if (!names.has(id)) names.set(id, textOf(row.name) || id);
  }
  const rules = new Map<string, string[][]>();
  const promises = new Map<string, string>();
  for (const key of newest.values()) {
    for (const [decision, known] of await decisionRules(visit, key))
      rules.set(decision, [...(rules.get(decision) ?? []), [...known.keys()]]);
    const model = await visit.engine.model(key);
    const owners = [model, ...(model?.elements ?? [])];
    for (const sla of owners.flatMap((owner) => owner?.slas ?? [])) promises.set(sla.id, sla.name || sla.id);
  }
  return {
    processes: listOf(processes),
    decisions: listOf(names).map((each) => ({ ...each, rules: rules.get(each.id) ?? [] })),
    promises: listOf(promises),
  };
}

/** The rule of that number, in each process that has the decision; a rule that nobody has is found nowhere. */
export function ruleIdsOf({ decisions }: Choices, decision: string, number: number): string[] {
  const ids = decisions
    .find(({ id }) => id === decision)
    ?.rules.map((rules) => rules[number - 1])
    .filter((id) => id !== undefined);
  return ids && ids.length > 0 ? [...new Set(ids)] : [''];
}

function listOf(names: ReadonlyMap<string, string>): { id: string; name: string }[] {
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'es'));
}
