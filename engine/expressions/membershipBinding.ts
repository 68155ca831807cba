// The grammar's `x in ["a"] and y` reads the test as all that follows. `in` is a comparison, which binds tighter than `and`
// and `or` (DMN 1.3, 10.3.1.2, rules 49 to 51): the tree is put right here, once, for all who read it.
import type { SyntaxNode } from './syntax.ts';

const LOGICAL = ['Conjunction', 'Disjunction'];

/** Changes the children of the node, and gives what stands in its place. */
export function bindMembership(node: SyntaxNode): SyntaxNode {
  for (const [at, child] of node.children.entries()) node.children[at] = bindMembership(child);
  if (node.name === 'Comparison') return withoutRest(node);
  return node.name === 'Conjunction' ? outOfConjunction(node) : node;
}

/** `x in (L and R)`, written without brackets, is `(x in L) and R`. */
function withoutRest(node: SyntaxNode): SyntaxNode {
  const [, sign, test, ...more] = node.children;
  const logical = test?.children[0];
  if (sign?.name !== 'in' || test?.name !== 'PositiveUnaryTest' || more.length > 0 || !logical) return node;
  if (!LOGICAL.includes(logical.name)) return node;
  // The first operand, however deep: `L and R or S` is a disjunction of a conjunction.
  let lowest = logical;
  for (let next = lowest.children[0]; next && LOGICAL.includes(next.name); next = lowest.children[0])
    lowest = next;
  const first = lowest.children[0];
  if (!first) return node;
  const ownTest = { ...test, to: first.to, children: [first] };
  lowest.children[0] = { ...node, to: first.to, children: [...node.children.slice(0, 2), ownTest] };
  widen(logical, node.from);
  return logical;
}

/** `y and (L or R)`, written without brackets, is `(y and L) or R`. */
function outOfConjunction(node: SyntaxNode): SyntaxNode {
  const last = node.children.at(-1);
  const first = last?.children[0];
  if (last?.name !== 'Disjunction' || !first) return node;
  const conjunction = { ...node, to: first.to, children: [...node.children.slice(0, -1), first] };
  last.children[0] = outOfConjunction(conjunction);
  last.from = node.from;
  return last;
}

function widen(node: SyntaxNode, from: number): void {
  for (let next: SyntaxNode | undefined = node; next && LOGICAL.includes(next.name); next = next.children[0])
    next.from = from;
}
