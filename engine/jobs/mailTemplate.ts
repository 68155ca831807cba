// Mail templates: Handlebars reduced to names, conditions and loops, checked before it is compiled.
import Handlebars from 'handlebars';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import { withinTime } from './stopwatch.ts';

export const MOST_TEMPLATE = 16_384;
export const MOST_NESTING = 20;
export const MOST_MS = 200;

/** Helpers of our own environment; everything else that Handlebars brings is left out. */
export const BLOCK_HELPERS = ['if', 'unless', 'each', 'with'];
export const VALUE_HELPERS = ['date', 'dateTime'];

const HELPERS = new Set([...BLOCK_HELPERS, ...VALUE_HELPERS]);
const FORBIDDEN_NAMES = ['__proto__', 'constructor', 'prototype'];
const ALLOWED_NODES = new Set([
  'Program',
  'ContentStatement',
  'CommentStatement',
  'MustacheStatement',
  'BlockStatement',
  'SubExpression',
  'PathExpression',
  'Hash',
  'HashPair',
  'StringLiteral',
  'NumberLiteral',
  'BooleanLiteral',
  'UndefinedLiteral',
  'NullLiteral',
]);

export interface MailTemplate {
  subject: string;
  body: string;
  /** First segments of the names it uses; helpers are none. */
  names: ReadonlySet<string>;
}

/** `text` is of unknown type on purpose: a template that is no string could be a ready-made syntax tree. */
export function readMailTemplate(text: unknown): MailTemplate | { problem: JobProblem } {
  if (typeof text !== 'string') return refuse('MAIL_TEMPLATE_SYNTAX', { detail: typeof text });
  if (text.length > MOST_TEMPLATE) {
    return refuse('MAIL_TEMPLATE_TOO_LARGE', { found: text.length, most: MOST_TEMPLATE });
  }
  const known = checked.get(text);
  if (known) return known;
  const match = /^\uFEFF?Subject: *([^\r\n]+)\r?\n[ \t]*\r?\n([\s\S]*)$/i.exec(text);
  if (!match) return refuse('MAIL_SUBJECT_MISSING', {});
  const subject = match[1]!.trimEnd();
  const body = match[2]!.replace(/\r\n?/g, '\n');
  const names = new Set<string>();
  const problem = checkPart(subject, 0, names) ?? checkPart(body, 2, names);
  if (problem) return { problem };
  const template: MailTemplate = { subject, body, names };
  if (checked.size >= MOST_CHECKED) checked.clear();
  checked.set(text, template);
  return template;
}

/** Templates are few and mails are many: each text is judged once. */
const checked = new Map<string, MailTemplate>();
const MOST_CHECKED = 200;

function refuse(...args: Parameters<typeof jobProblem>): { problem: JobProblem } {
  return { problem: jobProblem(...args) };
}

function checkPart(text: string, linesBefore: number, names: Set<string>): JobProblem | undefined {
  try {
    const parsed = withinTime(MOST_MS, () => Handlebars.parse(text));
    if (!parsed.done) return jobProblem('MAIL_RENDER_TOO_LONG', { most: MOST_MS });
    return checkNodes(parsed.value, linesBefore, names);
  } catch (error) {
    return jobProblem('MAIL_TEMPLATE_SYNTAX', { detail: atLineOfFile(firstLines(error), linesBefore) });
  }
}

/** A syntax tree's node, as far as the check reads it. */
interface Node {
  type: string;
  loc?: { start: { line: number } };
  escaped?: boolean;
  path?: Node;
  params?: Node[];
  hash?: Node | null;
  pairs?: Node[];
  value?: unknown;
  body?: Node[];
  program?: Node | null;
  inverse?: Node | null;
  blockParams?: string[];
  parts?: string[];
  original?: unknown;
  data?: boolean;
}

/** With a stack of its own: a deep tree must not overflow ours. */
function checkNodes(tree: object, linesBefore: number, names: Set<string>): JobProblem | undefined {
  const left: { node: Node; depth: number }[] = [{ node: tree as Node, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, depth } = next;
    const line = (node.loc?.start.line ?? 1) + linesBefore;
    if (depth > MOST_NESTING) return jobProblem('MAIL_TEMPLATE_TOO_DEEP', { most: MOST_NESTING, line });
    const found = forbidden(node);
    if (found !== undefined) {
      return jobProblem('MAIL_TEMPLATE_FORBIDDEN', { found, line });
    }
    const [name] = node.type === 'PathExpression' && !node.data ? (node.parts ?? []) : [];
    if (name !== undefined && !HELPERS.has(name)) names.add(name);
    const nests = node.type === 'BlockStatement' || node.type === 'SubExpression';
    for (const child of childrenOf(node)) left.push({ node: child, depth: nests ? depth + 1 : depth });
  }
  return undefined;
}

/** What a node does that mails may not; undefined when it is fine. */
function forbidden(node: Node): string | undefined {
  if (!ALLOWED_NODES.has(node.type)) return node.type;
  if (node.type === 'MustacheStatement' && node.escaped === false) return '{{{ }}}';
  if (node.type === 'BlockStatement' && !BLOCK_HELPERS.includes(nameOf(node))) return `{{#${nameOf(node)}}}`;
  const isCall = (node.params?.length ?? 0) > 0 || Boolean(node.hash);
  if (node.type === 'SubExpression' || (node.type === 'MustacheStatement' && isCall)) {
    if (!VALUE_HELPERS.includes(nameOf(node))) return `{{${nameOf(node)} ...}}`;
  }
  if (node.type === 'MustacheStatement' && node.path?.type !== 'PathExpression') return nameOf(node);
  return node.parts?.find((part) => FORBIDDEN_NAMES.includes(part));
}

function nameOf(node: Node): string {
  return String(node.path?.original ?? '').slice(0, 60);
}

function childrenOf(node: Node): Node[] {
  const pairValue = node.type === 'HashPair' ? [node.value as Node] : [];
  const single = [node.path, node.hash, node.program, node.inverse];
  const lists = [...(node.params ?? []), ...(node.pairs ?? []), ...(node.body ?? [])];
  return [...single, ...lists, ...pairValue].filter((child): child is Node => Boolean(child));
}

/** The parser counts the lines of its part: the subject, or what comes after the blank line. */
function atLineOfFile(detail: string, linesBefore: number): string {
  const shifted = (_: string, before: string, line: string) => `${before}${Number(line) + linesBefore}`;
  return detail.replace(/^((?:Parse|Lexical) error on line |.* - )(\d+)/, shifted);
}

function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').slice(0, 2).join(' ').slice(0, 200);
}
