// Decision services and the boxed expressions that branch and repeat.
import { describe, expect, it } from 'vitest';
import { definitions, resultOf } from './dmnText.ts';

describe('decision services', () => {
  const text = (content: string) => `<literalExpression><text>${content}</text></literalExpression>`;
  const body = `<decisionService id="rating" name="rating"><outputDecision href="#rate"/><inputDecision href="#score"/><inputData href="#age"/></decisionService>
    <inputData id="age" name="age"><variable name="age" typeRef="number"/></inputData>
    <decision id="score" name="score"><variable name="score" typeRef="number"/>${text('1000')}</decision>
    <decision id="rate" name="rate"><informationRequirement><requiredDecision href="#score"/></informationRequirement>
      <informationRequirement><requiredInput href="#age"/></informationRequirement>${text('score + age')}</decision>
    <decision id="fee" name="Fee"><knowledgeRequirement><requiredKnowledge href="#rating"/></knowledgeRequirement>
      ${text('[rating(age: 30, score: 5), rating(40, 6), rating(1), rating("x", 1), age]')}</decision>`;

  it('are functions of their input data and input decisions, typed and blind to everything else', async () => {
    expect(await resultOf(definitions(body), { age: 7 }, 'fee')).toEqual([35, 46, null, null, 7]);
  });

  it('can be asked for by themselves', async () => {
    expect(await resultOf(definitions(body), { age: 30, score: 12 }, 'rating')).toBe(42);
    expect(await resultOf(definitions(body), { age: 30 }, 'rate')).toBe(1030);
  });

  it('give a context where several decisions are their output', async () => {
    const both = body.replace(
      '<outputDecision href="#rate"/>',
      '<outputDecision href="#rate"/><outputDecision href="#score"/>',
    );
    expect(await resultOf(definitions(both), { age: 1, score: 2 }, 'rating')).toEqual({ rate: 3, score: 2 });
  });
});

describe('boxed branches and iterators', () => {
  const DMN15 = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
  const text = (content: string) =>
    `<literalExpression><text>${content.replaceAll('<', '&lt;')}</text></literalExpression>`;
  const boxed = (logic: string) => definitions(`<decision id="area" name="area">${logic}</decision>`, DMN15);
  const result = (logic: string) => resultOf(boxed(logic), { list: [1, 2, 3, 4], one: 1 });

  it('choose by a condition', async () => {
    const conditional = (test: string) =>
      `<conditional><if>${text(test)}</if><then>${text('"then"')}</then><else>${text('"else"')}</else></conditional>`;
    expect(await result(conditional('one = 1'))).toBe('then');
    expect(await result(conditional('one = 2'))).toBe('else');
    expect(await result(conditional('"abc"'))).toBe(null);
  });

  it('filter lists', async () => {
    const filter = (source: string, match: string) =>
      `<filter><in>${text(source)}</in><match>${text(match)}</match></filter>`;
    expect(await result(filter('list', 'item >= 3'))).toEqual([3, 4]);
    expect(await result(filter('one', 'true'))).toBe(null);
    expect(await result(filter('list', 'if item <= 3 then true else "no"'))).toBe(null);
  });

  it('repeat, with what they have so far', async () => {
    const repeat = (body: string) =>
      `<for iteratorVariable="each"><in>${text('list')}</in><return>${text(body)}</return></for>`;
    expect(await result(repeat('each * 2'))).toEqual([2, 4, 6, 8]);
    expect(await result(repeat('each + count(partial)'))).toEqual([1, 3, 5, 7]);
  });

  it('ask whether some or every one fits', async () => {
    const ask = (tag: string, source: string, test: string) =>
      `<${tag} iteratorVariable="each"><in>${text(source)}</in><satisfies>${text(test)}</satisfies></${tag}>`;
    expect(await result(ask('some', 'list', 'each > 3'))).toBe(true);
    expect(await result(ask('some', '[]', 'true'))).toBe(false);
    expect(await result(ask('every', 'list', 'each > 3'))).toBe(false);
    expect(await result(ask('every', '[]', 'false'))).toBe(true);
    expect(await result(ask('some', 'list', 'if each = 2 then true else "no"'))).toBe(null);
  });
});
