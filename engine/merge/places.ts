// Where each element stands in three versions of one file: by its id wherever it is, else by what tells it from its siblings.
import { changedBy, type Judge, type Side } from './conflict.ts';
import { attributeOf, type Element } from './xmlDocument.ts';

type Child = Element['children'][number];
type Version = 'base' | Side;

export interface Places {
  /** Some element is in another element than it was. */
  hasMoves: boolean;
  /** Children by key, in their order. */
  childrenOf(element: Element | undefined): Map<string, Child> | undefined;
  /** The element of that key wherever it is; only those with an id are found. */
  find(version: Version, key: string): Child | undefined;
  /** Whether a child of that key belongs into this element, of those that hold it. */
  isHere(key: string, parent: Element): boolean;
}

/** Attributes that tell which of several siblings is meant, the first that is there. */
const NAMING = ['bpmnElement', 'metric', 'target', 'key', 'name', 'type', 'eventType'];
/** Known by what they say. */
const SAYING = /(^|:)(incoming|outgoing|flowNodeRef|sourceRef|targetRef|dataInputRefs|dataOutputRefs)$/;

export function placesOf(base: Element, mine: Element, theirs: Element, judge: Judge): Places {
  const ways = new WeakMap<Element, string>();
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map((root) => indexOf(root, ways));
  const known = { base: inBase, mine: inMine, theirs: inTheirs } as { [V in Version]: Map<string, Place> };
  const parents = new Map<string, string>();
  let hasMoves = false;
  for (const key of new Set([...known.mine.keys(), ...known.theirs.keys()])) {
    const [b, m, t] = [known.base, known.mine, known.theirs].map((index) => index.get(key)?.parent);
    // Only what both have can be in two places.
    if (m === undefined || t === undefined || m === t) continue;
    hasMoves = true;
    const side =
      changedBy(b, m, t) ??
      judge.decide({ id: `${key} place`, name: key.slice(1), kind: 'place', mine: m, theirs: t });
    parents.set(key, side === 'mine' ? m : t);
  }
  return {
    hasMoves,
    childrenOf: (element) => element && keyed(element),
    find: (version, key) => known[version].get(key)?.child,
    isHere: (key, parent) => (parents.get(key) ?? ways.get(parent)) === ways.get(parent),
  };
}

interface Place {
  child: Child;
  parent: string;
}

/** `ways`: of each element its id, or how it is reached from the nearest one that has an id. */
function indexOf(root: Element, ways: WeakMap<Element, string>): Map<string, Place> {
  const index = new Map<string, Place>();
  ways.set(root, root.tag);
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const parent = ways.get(element) ?? '';
    for (const [key, child] of keyed(element)) {
      const id = attributeOf(child.element, 'id');
      if (id !== undefined) index.set(`#${id}`, { child, parent });
      ways.set(child.element, id === undefined ? `${parent}/${key}` : `#${id}`);
      open.push(child.element);
    }
  }
  return index;
}

const remembered = new WeakMap<Element, Map<string, Child>>();

function keyed(parent: Element): Map<string, Child> {
  const known = remembered.get(parent);
  if (known) return known;
  const found = new Map<string, Child>();
  /** Of thousands that nothing tells apart, none asks for all numbers before its own. */
  const numbers = new Map<string, number>();
  for (const child of parent.children) {
    const key = keyOf(child.element);
    let nth = numbers.get(key) ?? 1;
    let unique = nth === 1 ? key : `${key} ${nth}`;
    while (found.has(unique)) unique = `${key} ${++nth}`;
    numbers.set(key, nth + 1);
    found.set(unique, child);
  }
  remembered.set(parent, found);
  return found;
}

function keyOf(element: Element): string {
  const id = attributeOf(element, 'id');
  if (id !== undefined) return `#${id}`;
  if (SAYING.test(element.tag)) return `${element.tag} ${element.tail.trim()}`;
  const naming = NAMING.find((name) => attributeOf(element, name) !== undefined);
  return naming === undefined ? element.tag : `${element.tag} ${attributeOf(element, naming)}`;
}
