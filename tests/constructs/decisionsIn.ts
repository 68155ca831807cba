// The DMN constructs that a decision file holds, by its tags.
import type { Construct } from './construct.ts';

const TAGS: [string, RegExp][] = [
  [
    'literalExpression',
    /<(?:\w+:)?decision\b[^>]*>(?:(?!<\/(?:\w+:)?decision>)[\s\S])*?<(?:\w+:)?literalExpression\b/,
  ],
  ['context', /<(?:\w+:)?contextEntry\b/],
  ['invocation', /<(?:\w+:)?invocation\b/],
  ['conditional', /<(?:\w+:)?(?:conditional|filter|for|some|every)\b/],
  ['businessKnowledgeModel', /<(?:\w+:)?businessKnowledgeModel\b/],
  ['requiredDecision', /<(?:\w+:)?requiredDecision\b/],
  ['decisionService', /<(?:\w+:)?decisionService\b/],
];

export function decisionsIn(xml: string): Construct[] {
  const found = TAGS.flatMap(([name, pattern]): Construct[] => (pattern.test(xml) ? [`${name}/has`] : []));
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?decisionTable\b([^>]*)>/g)) {
    const policy = /hitPolicy="([^"]*)"/.exec(attributes)?.[1] ?? 'UNIQUE';
    const aggregation = /aggregation="([^"]*)"/.exec(attributes)?.[1];
    found.push(`${policy}${aggregation ? ` ${aggregation}` : ''}/has`);
  }
  return found;
}
