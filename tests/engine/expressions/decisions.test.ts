import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { decide, definitions, grades, resultOf, table, withPolicy } from './dmnText.ts';

describe('a decision table', () => {
  it('leaves the inputs, the rules that matched and the result for the auditor', async () => {
    const xml = definitions(
      table({
        inputs: ['kind', 'amount'],
        outputs: [['area'], ['days']],
        rules: [
          ['"claim", "complaint"', '[0..1000)', '"Clients"', '15'],
          ['"claim"', '>= 1000', '"Legal"', '5 + 5'],
          ['not("claim", "complaint")', '-', '"Desk"', ''],
        ],
      }),
    );
    expect(await decide(xml, { kind: 'claim', amount: 1000 })).toEqual({
      kind: 'value',
      record: {
        decisionId: 'area',
        decisionName: 'Decide area',
        inputs: [
          { name: 'kind', value: 'claim' },
          { name: 'amount', value: 1000 },
        ],
        matched: [{ rule: 'area2', outputs: { area: 'Legal', days: 10 } }],
        result: { area: 'Legal', days: 10 },
      },
    });
    expect(await resultOf(xml, { kind: 'praise' })).toEqual({ area: 'Desk', days: null });
    expect(await resultOf(xml, { kind: 'claim' })).toBeNull();
  });

  it('with UNIQUE refuses two matches, naming the decision and the rules', async () => {
    expect(await decide(withPolicy('UNIQUE'), { score: 75 })).toMatchObject({
      kind: 'error',
      code: 'DECISION_NOT_UNIQUE',
      values: { decision: 'area', decisionName: 'Decide area', rules: ['area1', 'area2'] },
    });
  });

  it.each([
    ['FIRST', {}, 'C'],
    ['PRIORITY', {}, 'A'],
    ['RULE ORDER', {}, ['C', 'B', 'A']],
    ['OUTPUT ORDER', {}, ['A', 'B', 'C']],
    ['COLLECT', {}, ['C', 'B', 'A']],
    ['COLLECT', { aggregation: 'COUNT' }, 3],
    ['COLLECT', { aggregation: 'MIN' }, 'A'],
    ['COLLECT', { aggregation: 'MAX' }, 'C'],
  ])('with %s %j gives %j', async (policy, change, expected) => {
    expect(await resultOf(withPolicy(policy, change), { score: 95 })).toEqual(expected);
  });

  it('with ANY takes rules that agree and refuses those that do not', async () => {
    const same = {
      rules: [
        ['> 1', '"X"'],
        ['> 2', '"X"'],
        ['> 9', '"Y"'],
      ],
    };
    expect(await resultOf(withPolicy('ANY', same), { score: 5 })).toBe('X');
    expect(await decide(withPolicy('ANY', same), { score: 10 })).toMatchObject({
      kind: 'error',
      code: 'DECISION_NOT_SAME',
    });
  });

  it('sums what it collects exactly', async () => {
    const fees = {
      aggregation: 'SUM',
      outputs: [['fee']],
      rules: [
        ['> 1', '0.1'],
        ['> 2', '0.2'],
      ],
    };
    expect(await resultOf(withPolicy('COLLECT', fees), { score: 5 })).toBe(0.3);
  });

  it('without a match gives null, an empty list when it collects, or its default', async () => {
    expect(await resultOf(withPolicy('UNIQUE'), { score: 1 })).toBeNull();
    expect(await resultOf(withPolicy('COLLECT'), { score: 1 })).toEqual([]);
    expect(await resultOf(withPolicy('FIRST', { outputs: [['grade', '', '"none"']] }), { score: 1 })).toBe(
      'none',
    );
  });

  it('tests by any condition on its input', async () => {
    const rules = [
      ['contains(?, "urgent") or string length(?) > 20', 'true'],
      ['', 'false'],
    ];
    const xml = withPolicy('FIRST', { rules });
    expect(await resultOf(xml, { score: 'very urgent' })).toBe(true);
    expect(await resultOf(xml, { score: 'calm' })).toBe(false);
  });

  it('stops at a need of a function handed in', async () => {
    const functions = {
      catalog: {
        params: ['id'],
        call: ([id]: Json[]) => ({
          kind: 'need' as const,
          lookup: { kind: 'catalog' as const, id: String(id) },
        }),
      },
    };
    const xml = withPolicy('FIRST', { rules: [['-', 'catalog("areas")[1]']] });
    expect(await decide(xml, {}, 'area', { functions })).toEqual({
      kind: 'need',
      lookup: { kind: 'catalog', id: 'areas' },
    });
  });
});

describe('decisions that need each other', () => {
  it('see the results of those that they require', async () => {
    const literal = `<decision id="limit" name="Upper limit"><variable name="upper limit"/>
      <literalExpression><text>base * 10</text></literalExpression></decision>`;
    const body = table({
      inputs: ['amount > upper limit'],
      outputs: [['high']],
      rules: [
        ['true', '"yes"'],
        ['false', '"no"'],
      ],
      requires: ['limit'],
    });
    expect(await resultOf(definitions(literal + body), { base: 5, amount: 51 })).toBe('yes');
    expect(await resultOf(definitions(literal + body), { base: 5, amount: 50 })).toBe('no');
  });

  it('call business knowledge, also in boxed expressions', async () => {
    const body = `<decision id="fee" name="Fee"><knowledgeRequirement><requiredKnowledge href="#rate"/></knowledgeRequirement>
        <context><contextEntry><variable name="base"/><literalExpression><text>amount / 100</text></literalExpression></contextEntry>
        <contextEntry><literalExpression><text>rate(base, 2) + rate(x: 1, times: 1)</text></literalExpression></contextEntry></context></decision>
      <businessKnowledgeModel id="rate" name="rate"><encapsulatedLogic><formalParameter name="x"/><formalParameter name="times"/>
        <literalExpression><text>x * times</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`;
    expect(await resultOf(definitions(body), { amount: 500 }, 'fee')).toBe(11);
  });

  it('say which decision is not there', async () => {
    expect(await decide(definitions(table(grades)), {}, 'other')).toMatchObject({
      kind: 'error',
      code: 'DECISION_NOT_FOUND',
    });
  });

  it('leave a record of each, the one that was asked for with its own inputs', async () => {
    const limit = `<decision id="limit" name="Upper limit"><informationRequirement><requiredInput href="#base"/></informationRequirement>
      <literalExpression><text>base * 10</text></literalExpression></decision><inputData id="base" name="base"/>`;
    const high = table({
      inputs: ['amount > limit'],
      outputs: [['high']],
      rules: [['true', '"yes"']],
      requires: ['limit'],
    });
    const outcome = await decide(definitions(limit + high), { base: 5, amount: 51 });
    expect(outcome).toMatchObject({
      kind: 'value',
      record: {
        decisionId: 'area',
        matched: [{ rule: 'area1', outputs: { high: 'yes' } }],
        required: [{ decisionId: 'limit', inputs: [{ name: 'base', value: 5 }], matched: [], result: 50 }],
      },
    });
  });

  it('may give a function to each other, which is recorded as null', async () => {
    const body = `<decision id="twice" name="twice"><literalExpression><text>function(x) 2 * x</text></literalExpression></decision>
      <decision id="fee" name="Fee"><informationRequirement><requiredDecision href="#twice"/></informationRequirement>
        <literalExpression><text>twice(amount)</text></literalExpression></decision>`;
    expect(await decide(definitions(body), { amount: 4 }, 'fee')).toMatchObject({
      record: { result: 8, required: [{ decisionId: 'twice', result: null }] },
    });
    expect(await decide(definitions(body), {}, 'twice')).toMatchObject({ code: 'FEEL_NOT_STORABLE' });
  });

  it('read inputs of temporal types from ISO text', async () => {
    const typed = `<inputData id="due" name="due day"><variable name="due day" typeRef="date"/></inputData>
      <decision id="area" name="late"><informationRequirement><requiredInput href="#due"/></informationRequirement>
        <literalExpression><text>due day &lt; date("2026-03-01")</text></literalExpression></decision>`;
    expect(await resultOf(definitions(typed), { 'due day': '2026-02-01' })).toBe(true);
    expect(await resultOf(definitions(typed), { 'due day': '2026-04-01' })).toBe(false);
    expect(await resultOf(definitions(typed), { 'due day': 'soon' })).toBe(null);
    const column = table({ inputs: ['due'], outputs: [['late']], rules: [['< date("2026-03-01")', 'true']] });
    const withType = column.replace('<inputExpression>', '<inputExpression typeRef="date">');
    expect(await resultOf(definitions(withType), { due: '2026-02-01' })).toBe(true);
    expect(await resultOf(definitions(column), { due: '2026-02-01' })).toBe(null);
  });
});
