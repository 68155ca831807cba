// Reads which rows the posted lists have, and adds or removes one when its button was pressed.
import type { Json, Variables } from '../engine/core/json.ts';
import { flag } from './feel.ts';
import { MAX_ROWS } from './fields/dynamiclist.ts';
import type { FormContext, Node } from './fields/field.ts';
import type { MessageCode } from './messages/es.ts';
import { copyOf, getIn, isObject, setIn } from './paths.ts';
import type { Post } from './post.ts';
import { everyNode, ROWS, resolve } from './resolve.ts';
import { errorOf, type FieldErrors } from './validate.ts';

type Origins = (number | null)[];

/** Lists within lists: each round reads the lists that the rows of the round before brought. */
const MAX_ROUNDS = 10;
const ORIGINS = /^(?:(?:\d{1,4}|-)(?:,(?:\d{1,4}|-))*)?$/;

/** Gives the candidate the rows that were posted, each starting from the stored row it came from. */
export function readRows(
  post: Post,
  raw: Map<string, string[]>,
  candidate: Variables,
  errors: FieldErrors,
  context: FormContext,
): void {
  const done = new Set<string>();
  const refuse = (name: string, code: MessageCode, values = {}) => {
    errors[name] = errorOf({ code, values }, context);
  };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const lists = [...everyNode(resolve(post.schema, candidate, context))].filter(
      (node) => node.component.type === 'dynamiclist' && !done.has(node.name),
    );
    if (lists.length === 0) return;
    for (const node of lists) {
      done.add(node.name);
      const text = raw.get(`${node.name}.rows`)?.[0];
      if (text === undefined) continue;
      const origins = originsOf(text);
      if (!origins) refuse(node.name, 'FIELD_ROWS');
      else if (origins.length > MAX_ROWS) refuse(node.name, 'FIELD_ROWS_MAX', { max: MAX_ROWS });
      else if (!mayChange(node, context) && !isSame(origins, node, candidate))
        refuse(node.name, 'FIELD_ROWS');
      else putRows(node, origins, candidate, getIn(candidate, node.segments));
    }
  }
}

function originsOf(text: string): Origins | undefined {
  if (!ORIGINS.test(text)) return undefined;
  const origins = text === '' ? [] : text.split(',').map((one) => (one === '-' ? null : Number(one)));
  const known = origins.filter((one) => one !== null);
  return new Set(known).size === known.length ? origins : undefined;
}

function mayChange(node: Node, context: FormContext): boolean {
  if (node.component.type !== 'dynamiclist' || node.locked) return false;
  return !(
    node.component.allowAddRemove === false || flag(node.component.disabled, node.scope, context.evaluate)
  );
}

/** A list of fixed rows comes back as it was; one that was never stored has the form's first rows. */
function isSame(origins: Origins, node: Node, candidate: Variables): boolean {
  const stored = getIn(candidate, node.segments);
  const first = node.component.type === 'dynamiclist' ? (node.component.defaultRepetitions ?? 1) : 0;
  const count = Array.isArray(stored) ? stored.length : first;
  return origins.length === count && origins.every((origin, index) => origin === index);
}

function putRows(node: Node, origins: Origins, candidate: Variables, stored: Json | undefined): void {
  const rows = origins.map((origin) => {
    const row = origin !== null && Array.isArray(stored) ? stored[origin] : undefined;
    return isObject(row) ? copyOf(row) : {};
  });
  setIn(candidate, node.segments, rows);
  record(candidate, node.name, origins);
}

/** A draft's own note on its lists: without it a row that moved up would take the read-only values of another. */
function record(data: Variables, name: string, origins: Origins): void {
  const records = data[ROWS];
  data[ROWS] = { ...(isObject(records) ? records : {}), [name]: origins };
}

/** Does what an add or remove button says; undefined when the form has no such button. */
export function changeRows(
  action: string,
  nodes: readonly Node[],
  data: Variables,
  context: FormContext,
): Variables | undefined {
  const [verb, name, position] = action.split(':');
  const node = [...everyNode(nodes)].find((one) => one.name === name && one.component.type === 'dynamiclist');
  if (!node || node.hidden || !mayChange(node, context)) return undefined;
  const changed = copyOf(data);
  const rows = getIn(changed, node.segments);
  const list = Array.isArray(rows) ? rows : [];
  const origins = node.rows.map((row) => row.origin);
  if (verb === 'add' && list.length < MAX_ROWS) {
    list.push({});
    origins.push(null);
  } else if (verb === 'remove' && Number(position) >= 0 && Number(position) < list.length) {
    list.splice(Number(position), 1);
    origins.splice(Number(position), 1);
  } else return undefined;
  setIn(changed, node.segments, list);
  forgetInner(changed, node.name, verb === 'remove' ? Number(position) : list.length);
  record(changed, node.name, origins);
  return changed;
}

/** The records of lists within the rows move with their rows. */
function forgetInner(data: Variables, name: string, removed: number): void {
  const records = data[ROWS];
  if (!isObject(records)) return;
  const moved: Variables = {};
  for (const [path, origins] of Object.entries(records)) {
    const rest = path.startsWith(`${name}.`) ? path.slice(name.length + 1) : undefined;
    const index = rest === undefined ? -1 : Number(rest.split('.')[0]);
    if (rest === undefined || index < removed) moved[path] = origins;
    else if (index > removed) moved[`${name}.${index - 1}.${rest.split('.').slice(1).join('.')}`] = origins;
  }
  data[ROWS] = moved;
}
