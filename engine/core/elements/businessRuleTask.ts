// Business rule task: evaluates a deployed decision and keeps what it was asked, what it said and which rules matched.
import type { ElementBehavior } from '../behavior.ts';
import { finish } from '../lifecycle.ts';
import { forbiddenName, isForbiddenName } from '../names.ts';
import { emit, evaluate, raise, Stop, variablesAt } from '../step.ts';
import { takeResults } from '../variables.ts';
import { workConfig, workOrJob } from './serviceTask.ts';

export const businessRuleTask: ElementBehavior = {
  read(source) {
    const called = source.extension('zeebe:CalledDecision');
    const decisionId = called?.text('decisionId');
    if (decisionId === undefined) return workConfig(source);
    return { decisionId, resultVariable: called?.text('resultVariable') ?? '' };
  },
  activate(step, node, me) {
    const { decisionId, resultVariable } = node.model?.config ?? {};
    if (typeof decisionId !== 'string') return workOrJob(step, node, me);
    if (typeof resultVariable === 'string' && isForbiddenName(resultVariable))
      return raise(step, me.key, 'activate', forbiddenName(resultVariable));
    const id = evaluate(step, decisionId, me.key);
    if (!id.ok) return raise(step, me.key, 'activate', id);
    const answer = step.ports.decide(String(id.value), {
      variables: variablesAt(step, me.key),
      now: step.context.at,
      owner: me.key,
      inputs: step.context.inputs,
    });
    if (answer.kind === 'need') throw new Stop({ need: [answer.lookup] });
    if (answer.kind === 'error') return raise(step, me.key, 'activate', answer);
    const { required = [], ...asked } = answer.record;
    for (const record of [...required, asked])
      emit(step, { type: 'decisionEvaluated', owner: me.key, element: node.id, ...record });
    if (typeof resultVariable === 'string' && resultVariable !== '')
      takeResults(step, node.model, me.key, { [resultVariable]: answer.record.result });
    finish(step, me.key);
  },
};
