// Two versions of one JSON file that began from the same: forms field by field, everything else name by name.
import { changedBy, type Judge } from './conflict.ts';
import { orderOf } from './order.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };
type Value = Json | undefined;

const text = (value: Value): string => (value === undefined ? '' : JSON.stringify(value));

/** Throws where one of them is no JSON. */
export function mergeJson(base: string, mine: string, theirs: string, judge: Judge): string {
  const [b, m, t] = [base, mine, theirs].map((each) =>
    each === '' ? undefined : (JSON.parse(each) as Json),
  );
  const merged = merge(b, m, t, { judge, path: [], name: '', kind: 'entry' });
  const indent = /\n([ \t]+)/.exec(mine)?.[1] ?? '  ';
  return `${JSON.stringify(merged, null, indent)}${mine.endsWith('\n') ? '\n' : ''}`;
}

interface Place {
  judge: Judge;
  path: string[];
  /** The nearest thing that people know. */
  name: string;
  kind: string;
}

function merge(base: Value, mine: Value, theirs: Value, place: Place): Value {
  const by = changedBy(text(base), text(mine), text(theirs));
  if (by) return by === 'mine' ? mine : theirs;
  if (isFields(mine) && isFields(theirs)) return mergeFields(isFields(base) ? base : {}, mine, theirs, place);
  if (isListOfThings(mine) && isListOfThings(theirs))
    return mergeList(isListOfThings(base) ? base : [], mine, theirs, place);
  const { judge, path, name, kind } = place;
  const side = judge.decide({
    id: path.join('/'),
    name: name || (path[0] ?? ''),
    kind,
    property: path.at(-1) ?? '',
    ...(base !== undefined && { base: told(base) }),
    ...(mine !== undefined && { mine: told(mine) }),
    ...(theirs !== undefined && { theirs: told(theirs) }),
  });
  return side === 'mine' ? mine : theirs;
}

const told = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function isFields(value: Value): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeFields(base: Fields, mine: Fields, theirs: Fields, place: Place): Fields {
  const merged: Fields = {};
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const own = (fields: Fields) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
    const value = merge(own(base), own(mine), own(theirs), { ...place, path: [...place.path, name] });
    if (value !== undefined)
      Object.defineProperty(merged, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return merged;
}

/** Each with an id or a key of its own. */
function isListOfThings(value: Value): value is Fields[] {
  if (!Array.isArray(value)) return false;
  const ids = value.map((each) => (isFields(each) ? idOf(each) : undefined));
  return !ids.includes(undefined) && new Set(ids).size === ids.length;
}

function idOf({ id, key, name }: Fields): string | undefined {
  const found = [id, key, name].find((each) => typeof each === 'string');
  return found as string | undefined;
}

function mergeList(base: Fields[], mine: Fields[], theirs: Fields[], place: Place): Fields[] {
  const [b, m, t] = [base, mine, theirs].map(
    (list) => new Map(list.map((each) => [idOf(each) as string, each])),
  );
  const idsOf = (list: Fields[]) => list.map((each) => idOf(each) as string);
  const placed = orderOf(idsOf(base), idsOf(mine), idsOf(theirs), () => {
    const property = 'order';
    const id = [...place.path, property].join('/');
    return place.judge.decide({ id, name: place.name, kind: place.kind, property, mine: '↕', theirs: '↕' });
  });
  return placed.flatMap((id) => {
    const [inBase, inMine, inTheirs] = [b?.get(id), m?.get(id), t?.get(id)];
    const known = inMine ?? inTheirs ?? {};
    const value = merge(inBase, inMine, inTheirs, {
      ...place,
      path: [...place.path, id],
      name: String(known.label ?? known.name ?? known.key ?? id),
      kind: typeof known.type === 'string' ? known.type : 'entry',
    });
    return isFields(value) ? [value] : [];
  });
}
