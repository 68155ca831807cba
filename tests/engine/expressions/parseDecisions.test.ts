import { describe, expect, it } from 'vitest';
import { parseDecisions } from '../../../engine/expressions/index.ts';
import { DMN, definitions, grades, resultOf, table, withPolicy } from './dmnText.ts';

describe('reading DMN', () => {
  it.each([
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.3', DMN],
    ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
  ])('takes version %s', async (_version, namespace) => {
    const { decisions, problems } = await parseDecisions(
      definitions(table(grades), namespace),
      'routing.dmn',
    );
    expect(problems).toEqual([]);
    expect(decisions).toMatchObject([
      {
        id: 'area',
        name: 'Decide area',
        requirementsId: 'routing',
        requirementsName: 'Routing',
        resource: 'routing.dmn',
      },
    ]);
    expect(JSON.parse(JSON.stringify(decisions))).toEqual(decisions);
  });

  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${definitions('')}`, 'DOCTYPE_FORBIDDEN'],
    ['text that is no XML', '<definitions', 'DMN_MALFORMED'],
    ['another language', '<definitions xmlns="http://example.org/other"/>', 'DMN_MALFORMED'],
    ['deep nesting', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'XML_TOO_DEEP'],
    ['a file that is too large', ' '.repeat(2_000_001), 'FILE_TOO_LARGE'],
    ['two decisions of one id', definitions(table(grades) + table(grades)), 'DMN_DUPLICATE_ID'],
    ['a cell that is no FEEL', withPolicy('FIRST', { rules: [['>> 1', '1']] }), 'FEEL_SYNTAX'],
    ['a row that is too short', withPolicy('FIRST', { rules: [['> 1']] }), 'DECISION_RULE_INCOMPLETE'],
    [
      'a decision that is not there',
      definitions(table({ ...grades, requires: ['nobody'] })),
      'DECISION_REQUIRED_UNKNOWN',
    ],
    [
      'a circle',
      definitions(table({ ...grades, requires: ['b'] }) + table({ ...grades, id: 'b', requires: ['area'] })),
      'DECISION_CYCLE',
    ],
  ])('refuses %s', async (_what, xml, code) => {
    const { decisions, problems } = await parseDecisions(xml, 'routing.dmn');
    expect(decisions).toEqual([]);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.every(({ resource }) => resource === 'routing.dmn')).toBe(true);
  });

  it('says where the FEEL is that does not parse', async () => {
    const { problems } = await parseDecisions(
      withPolicy('FIRST', { rules: [['> 1', '1 +']] }),
      'routing.dmn',
    );
    expect(problems).toMatchObject([
      {
        severity: 'error',
        code: 'FEEL_SYNTAX',
        elementId: 'area',
        elementName: 'Decide area',
        values: { rule: 'area1', expression: '1 +' },
      },
    ]);
  });

  it('reads a large file in a thread of its own', async () => {
    const rules = Array.from({ length: 1000 }, (_, index) => [String(index), `"row ${index}"`]);
    expect(await resultOf(withPolicy('UNIQUE', { rules }), { score: 777 })).toBe('row 777');
  });

  it('gives up on a large file that keeps the XML library busy', async () => {
    const junk = `<decision id="d" name="D">${'<x:y\n/>'.repeat(60_000)}</decision>`;
    const { decisions, problems } = await parseDecisions(definitions(junk), 'routing.dmn');
    expect(decisions).toEqual([]);
    expect(
      problems.some(
        ({ severity, code }) => severity === 'error' && /^(MODEL_TOO_SLOW|DMN_MALFORMED)$/.test(code),
      ),
    ).toBe(true);
  });
});
