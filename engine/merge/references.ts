// What a merged drawing says of elements fits the elements that it holds: nothing points to what is gone, and what stayed is
// drawn and in its lane.
import { attributeOf, type Element } from './xmlDocument.ts';

type Child = Element['children'][number];

/** Shapes and lines. */
export const DRAWN = /(^|:)(BPMNEdge|BPMNShape|DMNShape|DMNEdge)$/;
const NAMED = /(^|:)(incoming|outgoing|flowNodeRef)$/;
const LANE_OF = /(^|:)flowNodeRef$/;

export function withReferences(root: Element, mine: Element, theirs: Element): Element {
  const ids = idsIn(root);
  const told = toldIn(root);
  const lost = new Map<string, Child[]>();
  for (const side of [mine, theirs])
    for (const [about, { child, parent }] of toldIn(side)) {
      if (told.has(about) || !ids.has(about.slice(about.indexOf(' ') + 1))) continue;
      told.set(about, { child, parent });
      lost.set(parent, [...(lost.get(parent) ?? []), child]);
    }
  return fitted(root, ids, lost);
}

function fitted(element: Element, ids: ReadonlySet<string>, lost: ReadonlyMap<string, Child[]>): Element {
  const id = attributeOf(element, 'id');
  const back = (id !== undefined && lost.get(id)) || [];
  const children = [...element.children, ...back].flatMap((child): Child[] => {
    const about = aboutOf(child.element);
    if (about !== undefined && !ids.has(about)) return [];
    return [{ ...child, element: fitted(child.element, ids, lost) }];
  });
  const isSame =
    back.length === 0 &&
    children.length === element.children.length &&
    children.every((child, at) => child.element === element.children[at]?.element);
  return isSame ? element : { ...element, children };
}

/** The element that this one only speaks of. */
function aboutOf(element: Element): string | undefined {
  if (DRAWN.test(element.tag))
    return localOf(attributeOf(element, 'bpmnElement') ?? attributeOf(element, 'dmnElementRef'));
  return NAMED.test(element.tag) && element.children.length === 0 ? localOf(element.tail.trim()) : undefined;
}

const localOf = (name: string | undefined): string | undefined => name?.slice(name.indexOf(':') + 1);

/** All but what is only drawn. */
function idsIn(root: Element): Set<string> {
  const ids = new Set<string>();
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const id = attributeOf(element, 'id');
    if (id !== undefined && !DRAWN.test(element.tag)) ids.add(id);
    open.push(...element.children.map((child) => child.element));
  }
  return ids;
}

/** Shapes and places in lanes, by what they are of, each with the id of what it is in. */
function toldIn(root: Element): Map<string, { child: Child; parent: string }> {
  const found = new Map<string, { child: Child; parent: string }>();
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const parent = attributeOf(element, 'id');
    for (const child of element.children) {
      open.push(child.element);
      const about = aboutOf(child.element);
      const what = DRAWN.test(child.element.tag) ? 'drawn' : LANE_OF.test(child.element.tag) ? 'lane' : '';
      if (about !== undefined && parent !== undefined && what !== '')
        found.set(`${what} ${about}`, { child, parent });
    }
  }
  return found;
}
