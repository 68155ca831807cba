// The texts that a package of bpmn.io asks `translate` for, read from its code.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Node, type Program, parse } from 'acorn';
import { choicesOf, nodesOf } from '../../../admin/spokenLiterals.mjs';

const packages = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
type Named = Node & { name?: string; value?: unknown; property?: Named; computed?: boolean };

export const sourceOf = (file: string): string => readFileSync(packages + file, 'utf8');
export const treeOf = (file: string): Program =>
  parse(sourceOf(file), { ecmaVersion: 'latest', sourceType: 'module' });

/** A file itself, or every script under a folder. */
export function scriptsOf(path: string): string[] {
  if (statSync(packages + path).isFile()) return [path];
  return (readdirSync(packages + path, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${path}/${name}`);
}

export interface Asked {
  readonly texts: string[];
  /** Calls whose text is made elsewhere; each is known by name, so that a new one is looked at. */
  readonly made: string[];
}

/** What is handed to `translate` anywhere below a node. */
export function askedIn(root: Node, source: string): Asked {
  const texts: string[] = [];
  const made: string[] = [];
  for (const { node } of nodesOf(root)) {
    if (node.type !== 'CallExpression') continue;
    const { callee, arguments: given } = node as Node & { callee: Named; arguments: Node[] };
    const first = given[0];
    if (!first || !/^_?translate$/.test(callee.name ?? callee.property?.name ?? '')) continue;
    const choices = choicesOf(first);
    if (choices) texts.push(...choices);
    else if (given.length === 1 || first.type !== 'MemberExpression')
      made.push(source.slice(first.start, first.end).replace(/\s+/g, ' '));
  }
  return { texts: texts.filter((text) => text !== ''), made };
}

/** The strings that stand under one of these names anywhere in a file: its tables of labels. */
export function labelsOf(file: string, names: RegExp): string[] {
  const found: string[] = [];
  for (const { node, parent, place } of nodesOf(treeOf(file))) {
    const { key } = (parent?.node ?? {}) as { key?: Named };
    if (parent?.node.type !== 'Property' || place !== 'value') continue;
    if (names.test(String(key?.name ?? key?.value ?? ''))) found.push(...(choicesOf(node) ?? []));
  }
  return found;
}

const declared = (pattern: Node): string[] =>
  [...nodesOf(pattern)]
    .filter(({ node, parent, place }) => node.type === 'Identifier' && !(place === 'key' && parent))
    .map(({ node }) => String((node as Named).name));

/** What a file declares at its top, by name; a value that is assigned later belongs to it. */
function declarationsOf(tree: Program): Map<string, Node[]> {
  const all = new Map<string, Node[]>();
  const add = (name: string, node: Node) => all.set(name, [...(all.get(name) ?? []), node]);
  for (const statement of tree.body) {
    if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration')
      add(statement.id.name, statement);
    else if (statement.type === 'VariableDeclaration')
      for (const one of statement.declarations) for (const name of declared(one.id)) add(name, one);
    else if (statement.type === 'ExpressionStatement')
      for (const name of declared(statement.expression).slice(0, 1)) if (all.has(name)) add(name, statement);
  }
  return all;
}

/** The names that a declaration takes from around it. */
function namesUsed(declaration: Node): string[] {
  const local = new Set<string>();
  const used: string[] = [];
  for (const { node, parent, place } of nodesOf(declaration)) {
    const { name, params, id } = node as Named & { params?: Node[]; id?: Node };
    if (node.type === 'VariableDeclarator' && node !== declaration && id)
      for (const inner of declared(id)) local.add(inner);
    for (const parameter of params ?? []) for (const inner of declared(parameter)) local.add(inner);
    const isProperty = place === 'property' && !(parent?.node as Named | undefined)?.computed;
    if (node.type === 'Identifier' && !isProperty && place !== 'key') used.push(String(name));
  }
  return used.filter((name) => !local.has(name));
}

/** What these exports of a bundle lead to: the rest, for another product, is never shown. */
export function reachedFrom(tree: Program, exported: readonly string[]): Node[] {
  const declarations = declarationsOf(tree);
  const waiting: string[] = [];
  for (const statement of tree.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const { local, exported: name } of statement.specifiers)
      if (exported.includes(String((name as Named).name))) waiting.push(String((local as Named).name));
  }
  const reached = new Map<string, Node[]>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const found = declarations.get(name);
    if (!found || reached.has(name)) continue;
    reached.set(name, found);
    waiting.push(...found.flatMap(namesUsed));
  }
  return [...reached.values()].flat();
}
