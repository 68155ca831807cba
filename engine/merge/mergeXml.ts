// Two versions of one XML file that began from the same: elements by their ids, attributes and texts one by one.
import { changedBy, type Judge, type Side } from './conflict.ts';
import { orderOf } from './order.ts';
import { type Places, placesOf } from './places.ts';
import { DRAWN, withReferences } from './references.ts';
import { attributeOf, type Element, meaningOf, type XmlDocument } from './xmlDocument.ts';

interface Three {
  base: XmlDocument;
  mine: XmlDocument;
  theirs: XmlDocument;
}

type Child = Element['children'][number];

export function mergeXml({ base, mine, theirs }: Three, judge: Judge): XmlDocument {
  const places = placesOf(base.root, mine.root, theirs.root, judge);
  const root = mergeElement(base.root, mine.root, theirs.root, {
    places,
    judge,
    within: mine.root,
    path: '',
  });
  return { ...mine, root: withReferences(root, mine.root, theirs.root) };
}

interface Context {
  places: Places;
  judge: Judge;
  /** The nearest element that people know, and the way from it. */
  within: Element;
  path: string;
}

function mergeElement(
  base: Element | undefined,
  mine: Element,
  theirs: Element,
  context: Context,
  key = '',
): Element {
  const [b, m, t] = [base && meaningOf(base), meaningOf(mine), meaningOf(theirs)];
  if (!context.places.hasMoves) {
    if (m === t || t === b) return mine;
    if (m === b) return theirs;
  }
  const here: Context =
    attributeOf(mine, 'id') === undefined
      ? { ...context, path: `${context.path}${localOf(key)}/` }
      : { ...context, within: mine, path: '' };
  // Positions of the drawing are mine where both moved them; theirs stay in the history.
  if (DRAWN.test(mine.tag)) return m === b ? theirs : mine;
  const tag = settled('tag', base?.tag, mine.tag, theirs.tag, here) ?? mine.tag;
  const children = mergeChildren(base, mine, theirs, here);
  const attributes = mergeAttributes(base, mine, theirs, here);
  if (children.length > 0) return { tag, attributes, children, tail: mine.tail || theirs.tail };
  const [textBefore, textMine, textTheirs] = [base, mine, theirs].map((each) => each?.tail.trim());
  const text = settled('text', textBefore, textMine, textTheirs, here);
  return { tag, attributes, children, tail: text === textMine ? mine.tail : theirs.tail };
}

function mergeAttributes(base: Element | undefined, mine: Element, theirs: Element, context: Context) {
  const names = new Set([...mine.attributes, ...theirs.attributes].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [b, m, t] = [base, mine, theirs].map((each) => each && attributeOf(each, name));
    const value = settled(name, b, m, t, context);
    const from = value === m ? mine : theirs;
    return value === undefined ? [] : from.attributes.filter((attribute) => attribute.name === name);
  });
}

/** The value that holds; a conflict is told by where it stands. */
function settled(
  property: string,
  base: string | undefined,
  mine: string | undefined,
  theirs: string | undefined,
  { judge, within, path }: Context,
): string | undefined {
  const by = changedBy(base, mine, theirs);
  if (by) return by === 'mine' ? mine : theirs;
  const side = judge.decide({
    ...placeOf(within, `${path}${property}`),
    property: `${path}${property}`,
    ...(base !== undefined && { base }),
    ...(mine !== undefined && { mine }),
    ...(theirs !== undefined && { theirs }),
  });
  return side === 'mine' ? mine : theirs;
}

function placeOf(element: Element, what: string) {
  const id = attributeOf(element, 'id') ?? localOf(element.tag);
  const name = attributeOf(element, 'name') || id;
  return { id: `${id} ${what}`, name, kind: localOf(element.tag) };
}

const localOf = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

function mergeChildren(base: Element | undefined, mine: Element, theirs: Element, context: Context): Child[] {
  const { places, judge, within, path } = context;
  const [b, m, t] = [base, mine, theirs].map((each) => places.childrenOf(each));
  const keysOf = (children: ReadonlyMap<string, Child> | undefined) => [...(children?.keys() ?? [])];
  const keys = orderOf(keysOf(b), keysOf(m), keysOf(t), () =>
    judge.decide({ ...placeOf(within, `${path}order`), property: `${path}order`, mine: '↕', theirs: '↕' }),
  );
  return keys.flatMap((key) => {
    if (!places.isHere(key, mine)) return [];
    const inBase = places.find('base', key) ?? b?.get(key);
    const inMine = places.find('mine', key) ?? m?.get(key);
    const inTheirs = places.find('theirs', key) ?? t?.get(key);
    const lead = (m?.get(key) ?? t?.get(key) ?? inMine ?? inTheirs)?.lead ?? '';
    if (inMine && inTheirs)
      return [
        { lead, element: mergeElement(inBase?.element, inMine.element, inTheirs.element, context, key) },
      ];
    const left = inMine ?? inTheirs;
    if (!left) return [];
    // One side took it away: gladly, where the other left it as it was.
    if (inBase && meaningOf(left.element) === meaningOf(inBase.element)) return [];
    if (inBase && !isKept(left.element, inMine ? 'mine' : 'theirs', context, key)) return [];
    return [{ lead, element: withMoved(left.element, context) }];
  });
}

function isKept(element: Element, by: Side, { judge, within, path }: Context, key: string): boolean {
  // What is drawn goes with what it draws.
  if (DRAWN.test(element.tag)) return by === 'mine';
  const isKnown = attributeOf(element, 'id') !== undefined;
  const place = isKnown ? placeOf(element, 'gone') : placeOf(within, `${path}${localOf(key)}/gone`);
  const value = attributeOf(element, 'name') ?? element.tail.trim();
  const property = isKnown ? {} : { property: `${path}${localOf(key)}` };
  return judge.decide({ ...place, ...property, [by]: value === '' ? '✓' : value }) === by;
}

/** Only one side has it, but what moved into it is there on the other, too. */
function withMoved(element: Element, context: Context): Element {
  const { places } = context;
  if (!places.hasMoves || element.children.length === 0) return element;
  const children = [...(places.childrenOf(element) ?? [])].flatMap(([key, child]): Child[] => {
    const [mine, theirs] = [places.find('mine', key), places.find('theirs', key)];
    if (!mine || !theirs) return [{ ...child, element: withMoved(child.element, context) }];
    if (!places.isHere(key, element)) return [];
    const before = places.find('base', key)?.element;
    return [{ ...child, element: mergeElement(before, mine.element, theirs.element, context, key) }];
  });
  return { ...element, children };
}
