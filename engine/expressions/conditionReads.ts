// What a condition reads of the process, and as what: so that a form can ask for it before anybody knows its values.
import type { Json } from '../core/json.ts';
import { normalizeName, parseSyntax, type SyntaxNode } from './syntax.ts';

export interface ConditionRead {
  name: string;
  type: 'boolean' | 'number' | 'string' | 'date';
  /** Texts that it has to be equal to, one of them. Absent where other values matter as well. */
  values?: string[];
}

/** `condition` is FEEL with or without the leading `=`. Left out: what only a part is read of, and what may be anything. */
export function conditionReads(condition: string): ConditionRead[] {
  const text = condition.replace(/^\s*=/, '');
  const syntax = parseSyntax(text, 'expression', []);
  if (!syntax.ok) return [];
  const uses: Use[] = [];
  visit(syntax.root, { text, uses, hidden: [] }, true);
  return merged(uses);
}

interface Use {
  name: string;
  type?: ConditionRead['type'] | undefined;
  equals?: string[];
}

interface Visit {
  text: string;
  uses: Use[];
  /** Names that the expression itself brings in. */
  hidden: readonly string[];
  /** Within `not(...)`, where to be equal is to be refused. */
  negated?: boolean;
}

/** Their children are as true or false as they are themselves. */
const LOGICAL = new Set(['Expression', 'Conjunction', 'Disjunction', 'ParenthesizedExpression']);
/** Parts of these are of a value's inside, which a field cannot give. */
const INSIDE = new Set(['PathExpression', 'FilterExpression', 'FunctionDefinition']);
/** Functions that are about texts. */
const OF_TEXT = new Set(
  'contains,starts with,ends with,matches,lower case,upper case,string length,substring'.split(','),
);
const BINDING = new Set(['QuantifiedExpression', 'ForExpression', 'Context']);

function visit(node: SyntaxNode, at: Visit, isCondition: boolean): void {
  if (INSIDE.has(node.name)) return;
  if (node.name === 'VariableName') note(node, at, isCondition ? { type: 'boolean' } : {});
  else if (node.name === 'Comparison') compare(node, at);
  else if (node.name === 'ArithmeticExpression') operands(node, at, { type: 'number' });
  else if (node.name === 'FunctionInvocation') call(node, at, isCondition);
  else if (node.name === 'IfExpression') branch(node, at, isCondition);
  else if (BINDING.has(node.name)) {
    const hidden = [...at.hidden, ...namesIn(node, at.text)];
    for (const child of node.children) visit(child, { ...at, hidden }, false);
  } else for (const child of node.children) visit(child, at, isCondition && LOGICAL.has(node.name));
}

function call(node: SyntaxNode, at: Visit, isCondition: boolean): void {
  const [called, ...rest] = node.children;
  const name = called ? nameOf(called, at.text) : '';
  const inner = name === 'not' ? { ...at, negated: true } : at;
  for (const argument of rest.flatMap(({ children }) => children)) {
    if (argument.name === 'VariableName' && OF_TEXT.has(name)) note(argument, at, { type: 'string' });
    else visit(argument, inner, isCondition && name === 'not');
  }
}

/** What is asked is true or false; what follows is as the whole. */
function branch(node: SyntaxNode, at: Visit, isCondition: boolean): void {
  const parts = node.children.filter(({ name }) => !['if', 'then', 'else'].includes(name));
  for (const [place, part] of parts.entries()) visit(part, at, place === 0 || isCondition);
}

/** `a = "x"`, `5 < a`, `a between 1 and 9`, `a in ("x", "y")`: the other side says what `a` is. */
function compare(node: SyntaxNode, at: Visit): void {
  const literals = leaves(node).flatMap((leaf) => kindOf(leaf, at.text) ?? []);
  const operator = node.children.find(({ name }) => name === 'CompareOp');
  const isMembership = node.children.some(({ name }) => name === 'in' || name === 'PositiveUnaryTest');
  const inner = leaves(node).some(({ name }) => name === 'CompareOp') && isMembership;
  const equality = operator ? at.text.slice(operator.from, operator.to) === '=' : isMembership && !inner;
  const [first] = literals;
  const texts = literals.every(({ type }) => type === 'string')
    ? literals.map(({ value }) => String(value))
    : [];
  operands(node, at, {
    ...(first && { type: first.type }),
    ...(equality && !at.negated && texts.length > 0 && { equals: texts }),
  });
}

function operands(node: SyntaxNode, at: Visit, use: Omit<Use, 'name'>): void {
  for (const child of node.children) {
    if (child.name === 'VariableName') note(child, at, use);
    else visit(child, at, false);
  }
}

function note(node: SyntaxNode, at: Visit, use: Omit<Use, 'name'>): void {
  const name = nameOf(node, at.text);
  if (!at.hidden.includes(name)) at.uses.push({ name, ...use });
}

function leaves(node: SyntaxNode): SyntaxNode[] {
  if (node.name === 'FunctionInvocation' || INSIDE.has(node.name)) return [];
  if (/Literal$/.test(node.name)) return [node];
  return node.children.length === 0 ? [node] : node.children.flatMap(leaves);
}

function kindOf(
  { name, from, to }: SyntaxNode,
  text: string,
): { type: ConditionRead['type']; value: Json } | undefined {
  const written = text.slice(from, to);
  if (name === 'NumericLiteral') return { type: 'number', value: written };
  if (name === 'BooleanLiteral') return { type: 'boolean', value: written };
  if (name === 'DateTimeLiteral')
    return /^\s*date\s*\(/.test(written) ? { type: 'date', value: written } : undefined;
  return name === 'StringLiteral' ? { type: 'string', value: textIn(written) } : undefined;
}

/** FEEL escapes texts as JSON does, but for what no name of an option holds. */
function textIn(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}

function namesIn(node: SyntaxNode, text: string): string[] {
  const own = node.name === 'Name' ? [nameOf(node, text)] : [];
  return [...own, ...node.children.flatMap((child) => namesIn(child, text))];
}

function nameOf({ from, to }: SyntaxNode, text: string): string {
  const written = text.slice(from, to);
  return written.startsWith('`') ? written.slice(1, -1) : normalizeName(written);
}

/** One read a name; texts are its options only where every use compares it with texts. */
function merged(uses: Use[]): ConditionRead[] {
  return [...new Set(uses.map(({ name }) => name))].flatMap((name) => {
    const own = uses.filter((use) => use.name === name);
    const type = own.find((use) => use.type !== undefined)?.type;
    if (type === undefined) return [];
    const values = own.every(({ equals }) => equals)
      ? [...new Set(own.flatMap(({ equals = [] }) => equals))]
      : [];
    return [{ name, type, ...(values.length > 0 && { values }) }];
  });
}
