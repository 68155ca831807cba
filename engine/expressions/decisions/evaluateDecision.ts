// Computes one decision: what it knows and what it requires first, each required decision once.
import type { Env, Node } from '../compile/unit.ts';
import type { Run } from '../run.ts';
import type { Value } from '../value.ts';
import type { DecisionModel } from './model.ts';
import type { TableOutcome } from './table.ts';

export interface CompiledDecision {
  model: DecisionModel;
  /** Names under which its logic sees each required decision, in the order of `requires`. */
  aliases: string[][];
  knowledge: Node[];
  run(env: Env): TableOutcome;
}

export type CompiledOf = (id: string) => CompiledDecision | undefined;

/** Decisions that are computed together share their results. */
export interface Computation {
  run: Run;
  results: Map<string, TableOutcome | 'open'>;
  compiledOf: CompiledOf;
  /** What is bound around every decision: the parameters of a decision service. */
  around: Env | null;
}

export interface Computed {
  model: DecisionModel;
  outcome: TableOutcome;
}

const computed = new WeakMap<Run, Computed[]>();

/** Every decision that this run computed, those inside decision services too, in the order in which they were done. */
export function computedIn(run: Run): readonly Computed[] {
  return computed.get(run) ?? [];
}

export function evaluateDecision(id: string, computation: Computation): TableOutcome {
  const { run, results, compiledOf } = computation;
  const known = results.get(id);
  if (known === 'open') return run.fail('DECISION_CYCLE', { decision: id });
  if (known !== undefined) return known;
  const decision = compiledOf(id);
  if (decision === undefined) return run.fail('DECISION_NOT_FOUND', { decision: id });
  results.set(id, 'open');
  run.spend(10);
  run.enter(5);
  let env: Env = { run, parent: computation.around, value: null };
  for (const node of decision.knowledge) {
    // A function may call itself, so it is bound before it is made.
    const bound: { run: Run; parent: Env; value: Value } = { run, parent: env, value: null };
    bound.value = node(bound);
    env = bound;
  }
  decision.model.requires.forEach((required, index) => {
    const { result } = evaluateDecision(required, computation);
    for (const _name of decision.aliases[index] ?? []) env = { run, parent: env, value: result };
  });
  const outcome = decision.run(env);
  run.leave(5);
  results.set(id, outcome);
  remember(run, { model: decision.model, outcome });
  return outcome;
}

/** A long run of decisions keeps its first ones: the record is for people. */
const MOST_REMEMBERED = 1_000;

function remember(run: Run, one: Computed): void {
  const list = computed.get(run) ?? [];
  if (list.length >= MOST_REMEMBERED) list.pop();
  list.push(one);
  computed.set(run, list);
}
