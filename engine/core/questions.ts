// Gateways without conditions ask a person: in the form of the task before them, or as a task of their own.
import type { ElementBehavior } from './behavior.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import { finish } from './lifecycle.ts';
import type { ElementInstance, UserTask } from './state.ts';
import { emit, instanceOf, reject, type Step } from './step.ts';
import { createUserTask } from './work.ts';

/** What exclusive and inclusive gateways do with a question. */
export const question: ElementBehavior = {
  activate(step, node, me) {
    const asks = node.model?.question && node.outgoing.length > 1;
    if (asks && !instanceOf(step, me.scope).answers?.[node.id]) createUserTask(step, node, me, 'question');
    else finish(step, me.key, node);
  },
};

/** The answer given for this gateway, which is used up; undefined when its flows have conditions. */
export function chosenFlows(step: Step, node: Node, me: ElementInstance): string[] | undefined {
  const chosen = instanceOf(step, me.scope).answers?.[node.id];
  if (!chosen) return undefined;
  emit(step, { type: 'gatewayAnswered', scope: me.scope, gateway: node.id, flows: [] });
  return chosen;
}

/** Refuses an answer that is none of the options, and a question without one. */
export function checkAnswers(step: Step, { asks = [], because }: UserTask, variables: Variables): void {
  for (const gateway of asks) {
    const given = variables[gateway];
    if (given !== undefined && given !== null) options(step, gateway, given);
    else if (because === 'question' || because === 'adHoc') reject('ANSWER_MISSING', { gateway });
  }
}

/** Takes the answers out of what a task's form gave; gives the rest. They were checked when they were given. */
export function takeAnswers(step: Step, { asks, owner }: UserTask, variables: Variables): Variables {
  if (asks === undefined) return variables;
  const rest: Variables = { ...variables };
  const { scope } = instanceOf(step, owner);
  for (const gateway of asks) {
    const given = rest[gateway];
    delete rest[gateway];
    if (given !== undefined && given !== null)
      emit(step, { type: 'gatewayAnswered', scope, gateway, flows: options(step, gateway, given) });
  }
  return rest;
}

function options(step: Step, gateway: string, given: Json): string[] {
  const node = step.exe.nodes.get(gateway);
  const flows = Array.isArray(given) ? given : [given];
  const { question } = node?.model ?? {};
  const known = question?.options.map(({ flow }) => flow) ?? node?.outgoing.map(({ id }) => id) ?? [];
  // Without a condition that says when it is done, whoever chooses may say that nothing more is to be done.
  const adHoc = node?.model?.adHoc;
  if (flows.length === 0 && adHoc && adHoc.completionCondition === undefined) return [];
  const tooMany = flows.length > 1 && question?.multiple !== true;
  if (
    flows.length === 0 ||
    tooMany ||
    !flows.every((flow) => typeof flow === 'string' && known.includes(flow))
  )
    reject('ANSWER_NOT_AN_OPTION', { gateway, answer: given, options: known });
  return flows as string[];
}
