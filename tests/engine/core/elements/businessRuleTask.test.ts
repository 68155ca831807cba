import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { end, start } from '../../../harness/shapes.ts';

describe('businessRuleTask', () => {
  const rule = {
    type: 'businessRuleTask' as const,
    config: { decisionId: '=which', resultVariable: 'price' },
  };
  const model = processModel({ s: start, rule, e: end }, 's>>rule>>e');
  const ports = {
    ...createPorts(),
    decide: (decisionId: string, { variables }: Parameters<ReturnType<typeof createPorts>['decide']>[1]) => ({
      kind: 'value' as const,
      record: {
        decisionId,
        decisionName: 'Price',
        inputs: [{ name: 'n', value: variables.get('n') ?? null }],
        matched: [{ rule: '1', outputs: { price: 7 } }],
        result: 7,
      },
    }),
  };

  test('keeps the result and what it was asked', () => {
    const run = play(model, { which: 'price', n: 2 }, { ports });
    expect(run.variables()).toEqual({ which: 'price', n: 2, price: 7 });
    expect(run.events().find(({ type }) => type === 'decisionEvaluated')).toMatchObject({
      decisionId: 'price',
      inputs: [{ name: 'n', value: 2 }],
    });
  });

  test('keeps what the decisions before it were asked too, in the order in which they were made', () => {
    const decide: typeof ports.decide = (id, context) => {
      const answer = ports.decide(id, context);
      const required = [
        { ...answer.record, decisionId: 'first' },
        { ...answer.record, decisionId: 'second' },
      ];
      return { ...answer, record: { ...answer.record, required } };
    };
    const run = play(model, { which: 'price', n: 2 }, { ports: { ...ports, decide } });
    const evaluated = run.events().flatMap((event) => (event.type === 'decisionEvaluated' ? [event] : []));
    expect(evaluated.map(({ decisionId }) => decisionId)).toEqual(['first', 'second', 'price']);
    expect(evaluated.every((event) => !('required' in event))).toBe(true);
  });

  test('of a decision that is not there is an incident', () => {
    expect(play(model, { which: 'nothing' }).incidents()).toEqual(['DECISION_NOT_FOUND']);
  });

  test('without a decision is a job or work for its lane', () => {
    const job = { type: 'businessRuleTask' as const, config: { jobType: 'rules' } };
    expect(play(processModel({ s: start, rule: job }, 's>>rule')).find('jobs', 'rule').found).toMatchObject({
      jobType: 'rules',
    });
    const work = { type: 'businessRuleTask' as const };
    expect(
      play(processModel({ s: start, rule: work }, 's>>rule')).find('userTasks', 'rule').found,
    ).toMatchObject({ because: 'noImplementation' });
  });
});
