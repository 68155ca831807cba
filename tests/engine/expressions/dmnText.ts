// Writes small DMN files for tests, and decides by them.
import { expect } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import {
  compileDecisions,
  createPorts,
  type PortOptions,
  parseDecisions,
} from '../../../engine/expressions/index.ts';
import { feelContext } from './feelContext.ts';

export const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export function definitions(body: string, namespace = DMN): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" id="routing" name="Routing" namespace="http://example.org">${body}</definitions>`;
}

export const cell = (tag: string, text: string) =>
  `<${tag}><text>${text.replaceAll('<', '&lt;')}</text></${tag}>`;

export interface Table {
  id?: string;
  policy?: string;
  aggregation?: string;
  inputs: string[];
  /** Name, or name and allowed values, or name, allowed values and default. */
  outputs: string[][];
  /** Tests, then outputs. */
  rules: string[][];
  requires?: string[];
}

export function table({
  id = 'area',
  policy = 'UNIQUE',
  aggregation,
  inputs,
  outputs,
  rules,
  requires = [],
}: Table): string {
  const requirements = requires.map(
    (each) => `<informationRequirement><requiredDecision href="#${each}"/></informationRequirement>`,
  );
  const columns = inputs.map(
    (text, index) => `<input id="i${index}" label="${text}">${cell('inputExpression', text)}</input>`,
  );
  const results = outputs.map(([name, values, otherwise]) => {
    const parts = [
      values && cell('outputValues', values),
      otherwise && cell('defaultOutputEntry', otherwise),
    ];
    return `<output name="${name}">${parts.filter(Boolean).join('')}</output>`;
  });
  const rows = rules.map((texts, index) => {
    const cells = texts.map((text, column) =>
      cell(column < inputs.length ? 'inputEntry' : 'outputEntry', text),
    );
    return `<rule id="${id}${index + 1}">${cells.join('')}</rule>`;
  });
  const attributes = `hitPolicy="${policy}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}`;
  const content = [...columns, ...results, ...rows].join('');
  return `<decision id="${id}" name="Decide ${id}">${requirements.join('')}<decisionTable ${attributes}>${content}</decisionTable></decision>`;
}

export async function decide(
  xml: string,
  variables: { [name: string]: Json },
  id = 'area',
  options: PortOptions = {},
) {
  const { decisions, problems } = await parseDecisions(xml, 'routing.dmn');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return createPorts({ ...options, decisions: compileDecisions(decisions) }).decide(
    id,
    feelContext(variables),
  );
}

export const resultOf = async (xml: string, variables: { [name: string]: Json }, id = 'area') => {
  const outcome = await decide(xml, variables, id);
  if (outcome.kind !== 'value') throw new Error(`Expected a result but got ${JSON.stringify(outcome)}`);
  return outcome.record.result;
};

export const grades: Table = {
  inputs: ['score'],
  outputs: [['grade', '"A", "B", "C"']],
  rules: [
    ['>= 50', '"C"'],
    ['>= 70', '"B"'],
    ['>= 90', '"A"'],
  ],
};
export const withPolicy = (policy: string, change: Partial<Table> = {}) =>
  definitions(table({ ...grades, policy, ...change }));
