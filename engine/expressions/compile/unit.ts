// What compiling one expression carries around, and what the closures that it becomes are given when they run.
import type { Run } from '../run.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { FeelFunction, Value } from '../value.ts';

/** One binding: a variable's value, a context's entries so far, or a filter's item. */
export interface Env {
  readonly run: Run;
  readonly parent: Env | null;
  readonly value: Value;
}

/** A compiled expression. */
export type Node = (env: Env) => Value;

/** What the compiler knows of an `Env`: one scope for each. */
export type Scope =
  | { kind: 'name'; name: string; parent: Scope | null }
  | { kind: 'entries'; names: Set<string>; parent: Scope | null }
  | { kind: 'item'; parent: Scope | null };

export interface CompileProblem {
  code: string;
  node: SyntaxNode;
  near: string;
}

/** A function that is known before any expression runs. */
export interface KnownFunction {
  readonly name: string;
  /** Compiles a call with arguments in order. Undefined: it takes no such number of arguments. */
  bind(args: Node[]): Node | undefined;
  /** The same with arguments by name. */
  bindNamed(args: Map<string, Node>): Node | undefined;
  /** The function as a value, to be handed to others. */
  readonly value: FeelFunction;
}

export interface Unit {
  readonly text: string;
  readonly functions: ReadonlyMap<string, KnownFunction>;
  /** Top-level variables that it reads. */
  readonly names: Set<string>;
  readonly problems: CompileProblem[];
  compile(node: SyntaxNode, scope: Scope | null): Node;
}

export function textOf(unit: Unit, node: SyntaxNode): string {
  return unit.text.slice(node.from, node.to);
}

export function childNamed(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** Nesting of a part of the tree, which is what running it takes of the stack. */
export function depthOf(node: SyntaxNode): number {
  let deepest = 0;
  for (const child of node.children) deepest = Math.max(deepest, depthOf(child));
  return deepest + 1;
}
