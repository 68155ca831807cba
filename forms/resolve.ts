// Puts the components of a form in their place for given data: rows of lists, what is hidden, locked and required.
import type { Json, Variables } from '../engine/core/json.ts';
import { flag } from './feel.ts';
import { MAX_ROWS } from './fields/dynamiclist.ts';
import type { FormContext, Node, NodeRow, Segment } from './fields/field.ts';
import { fieldOf, isFieldType } from './fields/index.ts';
import { getIn, isObject, keySegments } from './paths.ts';
import type { Component, FormSchema } from './schema.ts';

/** Under this name a draft keeps, for each list, which stored row each of its rows comes from. */
export const ROWS = '_rows';

interface Place {
  segments: Segment[];
  scope: Variables;
  hidden: boolean;
  locked: boolean;
}

export function resolve(schema: FormSchema, data: Variables, context: FormContext): Node[] {
  const place: Place = { segments: [], scope: data, hidden: false, locked: false };
  return resolveAll(schema.components, place, data, context, 'c');
}

function resolveAll(
  components: readonly Component[],
  place: Place,
  data: Variables,
  context: FormContext,
  trail: string,
): Node[] {
  return components.flatMap((component, index) =>
    isFieldType(component.type) ? [resolveOne(component, place, data, context, `${trail}-${index}`)] : [],
  );
}

function resolveOne(
  component: Component,
  place: Place,
  data: Variables,
  context: FormContext,
  trail: string,
): Node {
  const { scope } = place;
  const holds = fieldOf(component).holds;
  const own =
    'components' in component ? keySegments(component.path || component.key) : keyOf(component, holds);
  const segments = [...place.segments, ...own];
  const node: Node = {
    component,
    segments,
    name: segments.join('.'),
    id: context.idPrefix + (own.length > 0 && holds !== 'nothing' ? domName(segments) : trail),
    scope,
    hidden: place.hidden || flag(component.conditional?.hide, scope, context.evaluate),
    locked:
      place.locked ||
      flag(component.disabled, scope, context.evaluate) ||
      flag(component.readonly, scope, context.evaluate),
    required: isRequired(component, scope, context),
    children: [],
    rows: [],
  };
  const inner: Place = { segments, scope, hidden: node.hidden, locked: node.locked };
  if (component.type === 'group')
    node.children = resolveAll(component.components, inner, data, context, trail);
  if (component.type === 'dynamiclist')
    node.rows = resolveRows(component.components, inner, data, context, trail);
  return node;
}

function keyOf(component: Component, holds: string): Segment[] {
  return holds === 'value' ? keySegments(component.key, component.literalKey) : [];
}

/** The segments in an id: letters that mean something in selectors are written by their code. */
function domName(segments: Segment[]): string {
  return segments
    .map((one) => String(one).replace(/\W/g, (c) => `_${c.charCodeAt(0).toString(16)}_`))
    .join('-');
}

function isRequired(component: Component, scope: Variables, context: FormContext): boolean {
  if (component.validate?.required === true) return true;
  return flag(component.properties?.requiredIf, scope, context.evaluate);
}

function resolveRows(
  components: readonly Component[],
  place: Place,
  data: Variables,
  context: FormContext,
  trail: string,
): NodeRow[] {
  const value = getIn(data, place.segments);
  const rows = Array.isArray(value) ? value.slice(0, MAX_ROWS) : [];
  const origins = originsOf(data, place.segments, rows.length);
  return rows.map((row, index) => {
    const scope: Variables = {
      ...place.scope,
      ...(isObject(row) ? row : {}),
      this: row,
      parent: place.scope,
      i: [...indices(place.scope), index + 1],
    };
    const inner = { ...place, scope, segments: [...place.segments, index] };
    return {
      origin: origins[index] ?? null,
      children: resolveAll(components, inner, data, context, `${trail}-${index}`),
    };
  });
}

function indices(scope: Variables): Json[] {
  return Array.isArray(scope.i) ? scope.i : [];
}

/** Which stored row each row comes from; without a record they are the stored rows themselves. */
function originsOf(data: Variables, segments: Segment[], count: number): (number | null)[] {
  const records = data[ROWS];
  const record = isObject(records) ? getIn(records, [segments.join('.')]) : undefined;
  if (!Array.isArray(record)) return Array.from({ length: count }, (_one, index) => index);
  return record.map((origin) => (typeof origin === 'number' ? origin : null));
}

/** Every node, outermost first, rows included. */
export function* everyNode(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.children);
    for (const row of node.rows) yield* everyNode(row.children);
  }
}
