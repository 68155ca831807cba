// JUEL expressions and the FEEL that they become: equal after parsing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSyntax, type SyntaxNode } from '../../../engine/expressions/syntax.ts';
import { convertJuel } from '../../../engine/model/camunda/juel.ts';
import type { ConformanceSource, Report } from '../source.ts';

interface Case {
  juel: string;
  expected?: string;
  usesExecution?: boolean;
  hasMethodInvocation?: boolean;
}

export const juel: ConformanceSource = {
  name: 'juel',
  async run(folder, report) {
    const { cases } = JSON.parse(readFileSync(join(folder, 'juel-to-feel.json'), 'utf8')) as {
      cases: Case[];
    };
    for (const each of cases) runCase(each, report);
    report.note(
      'judged in the words that people write by hand; a deployed model says `empty` and texts with expressions in them more exactly, as JUEL means them',
    );
  },
};

function runCase(each: Case, report: Report): void {
  const { value, part, ...uses } = convertJuel(each.juel, 'brief');
  const wrong = (['usesExecution', 'hasMethodInvocation'] as const).find(
    (name) => each[name] !== undefined && each[name] !== uses[name],
  );
  if (wrong) return report.failed(each.juel, `expected ${wrong} to be ${each[wrong]}`);
  if (each.expected === undefined || same(each.expected, value)) return report.passed(each.juel);
  report.failed(each.juel, `expected ${each.expected}, but got ${value ?? `nothing, for ${part}`}`);
}

function same(expected: string, got: string | undefined): boolean {
  if (got === undefined || !expected.startsWith('=') || !got.startsWith('=')) return expected === got;
  const [one, other] = [expected.slice(1), got.slice(1)].map((text) => shapeOf(text));
  return one !== undefined && one === other;
}

/** The syntax tree as text, without spaces, comments and brackets that change nothing. */
function shapeOf(text: string): string | undefined {
  const syntax = parseSyntax(text, 'expression', []);
  if (!syntax.ok) return undefined;
  const shape = ({ name, from, to, children }: SyntaxNode): string =>
    children.length > 0
      ? `${name}(${children.map(shape).join(' ')})`
      : `${name}:${text.slice(from, to).replace(/\s+/g, ' ')}`;
  return shape(syntax.root);
}
