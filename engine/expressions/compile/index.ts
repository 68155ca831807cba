// The registry of the grammar's expressions, and what compiles a whole text: an expression, or the tests of a table's cell.
import { passes } from '../compare.ts';
import { type ExpressionKind, parseSyntax, type Syntax, type SyntaxNode } from '../syntax.ts';
import { compileContext, compileFilter, compileList, compilePath, compileRange } from './collections.ts';
import { compileFor, compileIf, compileQuantified } from './control.ts';
import { compileCall, compileDefinition } from './functions.ts';
import {
  compileBoolean,
  compileDateTimeLiteral,
  compileNull,
  compileNumber,
  compileString,
} from './literals.ts';
import { compileVariable } from './names.ts';
import { compileArithmetic, compileComparison, compileConjunction, compileDisjunction } from './operators.ts';
import { compileInstanceOf } from './types.ts';
import { type CompileProblem, type KnownFunction, type Node, type Scope, textOf, type Unit } from './unit.ts';

type Compiler = (node: SyntaxNode, scope: Scope | null, unit: Unit) => Node;

const COMPILERS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['ForExpression', compileFor],
  ['IfExpression', compileIf],
  ['QuantifiedExpression', compileQuantified],
  ['Disjunction', compileDisjunction],
  ['Conjunction', compileConjunction],
  ['Comparison', compileComparison],
  ['ArithmeticExpression', compileArithmetic],
  ['InstanceOfExpression', compileInstanceOf],
  ['PathExpression', compilePath],
  ['FilterExpression', compileFilter],
  ['FunctionInvocation', compileCall],
  ['FunctionDefinition', compileDefinition],
  ['ParenthesizedExpression', (node, scope, unit) => unit.compile(node.children[1] as SyntaxNode, scope)],
  ['SimplePositiveUnaryTest', compileRange],
  ['List', compileList],
  ['Context', compileContext],
  ['VariableName', compileVariable],
  ['?', compileVariable],
  ['NumericLiteral', compileNumber],
  ['StringLiteral', compileString],
  ['BooleanLiteral', compileBoolean],
  ['DateTimeLiteral', compileDateTimeLiteral],
  ['null', compileNull],
]);

export type Compiled =
  | { ok: true; node: Node; depth: number; names: Set<string>; problems: CompileProblem[] }
  | Extract<Syntax, { ok: false }>;

export interface CompileOptions {
  functions: ReadonlyMap<string, KnownFunction>;
  /** Names of variables that the grammar would not read as one name by itself. */
  declared?: readonly string[];
  /** Bindings around the text; the `Env` that it runs in has the same levels. */
  scope?: Scope | null;
}

/** Unary tests take the value that they test as the variable `?`. */
export function compile(
  text: string,
  kind: ExpressionKind,
  { functions, declared = [], scope = null }: CompileOptions,
): Compiled {
  const syntax = parseSyntax(text, kind, [...functions.keys(), ...declared, ...boundNames(scope)]);
  if (!syntax.ok) return syntax;
  const unit: Unit = {
    text,
    functions,
    names: new Set(),
    problems: [],
    compile(node, scope) {
      const compiler = COMPILERS.get(node.name);
      if (compiler === undefined) throw new Error(`Expected an expression of FEEL but found ${node.name}`);
      return compiler(node, scope, unit);
    },
  };
  const node =
    kind === 'expression'
      ? unit.compile(syntax.root.children[0] as SyntaxNode, scope)
      : compileTests(syntax.root, scope, unit);
  return { ok: true, node, depth: syntax.depth, names: unit.names, problems: unit.problems };
}

/** `-`, `1, 2`, `not(> 5)`, or any condition on `?`. */
function compileTests(root: SyntaxNode, outer: Scope | null, unit: Unit): Node {
  if (root.children[0]?.name === 'Wildcard') return () => true;
  const negated = root.children[0]?.name === 'not';
  const scope: Scope = { kind: 'name', name: '?', parent: outer };
  const tests = (root.children.find((child) => child.name === 'PositiveUnaryTests')?.children ?? [])
    .filter((child) => child.name === 'PositiveUnaryTest')
    .map((child) => compileTest(child.children[0] as SyntaxNode, scope, unit));
  return (env) => {
    let result: boolean | null = false;
    for (const test of tests) {
      const passed = test(env);
      if (passed === true) return !negated;
      if (passed === null) result = null;
    }
    return negated && result !== null ? !result : result;
  };
}

/** A condition that names `?` is its own answer; so is any other that is true. Everything else is compared with the value. */
function compileTest(node: SyntaxNode, scope: Scope, unit: Unit): Node {
  const test = unit.compile(node, scope);
  const condition = /\?/.test(textOf(unit, node).replace(/"(?:[^"\\]|\\.)*"/g, ''));
  return (env) => {
    const result = test(env);
    if (condition && (typeof result === 'boolean' || result === null)) return result;
    if (result === true && typeof env.value !== 'boolean') return true;
    return passes(env.value, result, env.run);
  };
}

function boundNames(scope: Scope | null): string[] {
  const names: string[] = [];
  for (let at = scope; at !== null; at = at.parent) {
    if (at.kind === 'name') names.push(at.name);
    else if (at.kind === 'entries') names.push(...at.names);
  }
  return names;
}
