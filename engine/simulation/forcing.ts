// What a trial is told to take for granted: which flows are chosen, and what expressions and decisions give.
import type { EvaluationContext, Json, Ports, ProcessModel } from '../core/index.ts';

export interface Forcing {
  /**
   * By the element whose flows are chosen: a flow's id for every visit, or a list with one entry a visit (a flow's id,
   * or a list of them); the last entry serves all later visits.
   */
  choose?: { [element: string]: Json };
  /** By the text of a FEEL expression (without `=`), or `decision:ID`: what it gives, without evaluating it. */
  assume?: { [expression: string]: Json };
}

export interface Forced {
  models: ProcessModel[];
  ports: Ports;
  /** The flows for the next visit of a gateway that asks; undefined: nothing was chosen for it. */
  answerOf(gateway: string): string[] | undefined;
}

/** Conditions that stand for a choice begin so; no FEEL expression does. */
const MARK = '?chosen ';

interface Choice {
  element: string;
  flow: string;
  condition: string | undefined;
}

export function forced(models: ProcessModel[], ports: Ports, forcing: Forcing): Forced {
  const { choose = {}, assume = {} } = forcing;
  const choices = new Map<string, Choice>();
  const visits = new Map<string, number>();
  /** By element instance: a command that is executed again asks again. */
  const chosen = new Map<number, string[] | undefined>();

  function next(element: string): string[] | undefined {
    const given = Object.hasOwn(choose, element) ? (choose[element] as Json) : undefined;
    const visit = visits.get(element) ?? 0;
    visits.set(element, visit + 1);
    const entry = Array.isArray(given) ? given[Math.min(visit, given.length - 1)] : given;
    if (entry === undefined || entry === null) return undefined;
    return (Array.isArray(entry) ? entry : [entry]).map(String);
  }

  function holds({ element, flow, condition }: Choice, context: EvaluationContext) {
    if (!chosen.has(context.owner)) chosen.set(context.owner, next(element));
    const flows = chosen.get(context.owner);
    if (flows) return { kind: 'value' as const, value: flows.includes(flow) };
    if (condition === undefined) return { kind: 'value' as const, value: false };
    return evaluate(condition.replace(/^=/, ''), context);
  }

  function evaluate(expression: string, context: EvaluationContext) {
    if (!Object.hasOwn(assume, expression)) return ports.evaluate(expression, context);
    return { kind: 'value' as const, value: assume[expression] as Json };
  }

  return {
    models: models.map((model) => withChoices(model, choose, choices)),
    ports: {
      ...ports,
      evaluate(expression, context) {
        const choice = expression.startsWith(MARK) ? choices.get(expression) : undefined;
        return choice ? holds(choice, context) : evaluate(expression, context);
      },
      decide(id, context) {
        const key = `decision:${id}`;
        if (!Object.hasOwn(assume, key)) return ports.decide(id, context);
        const result = assume[key] as Json;
        return {
          kind: 'value',
          record: { decisionId: id, decisionName: id, inputs: [], matched: [], result },
        };
      },
    },
    answerOf: next,
  };
}

/** Gives every flow but the default a condition that asks what was chosen; a gateway with a question is answered instead. */
function withChoices(
  model: ProcessModel,
  choose: { [element: string]: Json },
  choices: Map<string, Choice>,
): ProcessModel {
  const choosing = new Map(
    model.elements.flatMap((each) =>
      Object.hasOwn(choose, each.id) && !each.question ? [[each.id, each] as const] : [],
    ),
  );
  if (choosing.size === 0) return model;
  const flows = model.flows.map((flow) => {
    const element = choosing.get(flow.source);
    if (!element || element.defaultFlow === flow.id) return flow;
    const { id, condition } = flow;
    choices.set(`${MARK}${id}`, { element: element.id, flow: id, condition });
    return { ...flow, condition: `=${MARK}${id}` };
  });
  return { ...model, flows };
}
