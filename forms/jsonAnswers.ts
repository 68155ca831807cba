// Reads variables that come as JSON into a form's answers: unknown and forbidden names refuse the whole submission.
import type { Json, Variables } from '../engine/core/json.ts';
import { documentOf, documentsOf } from './documents.ts';
import type { FormContext, Node, Refusal, Segment } from './fields/field.ts';
import { fieldOf } from './fields/index.ts';
import { copyOf, getIn, isForbidden, isObject, setIn } from './paths.ts';
import type { Answers } from './post.ts';
import { everyNode, resolve } from './resolve.ts';
import type { FormSchema } from './schema.ts';
import { errorOf, type FieldErrors, noErrors } from './validate.ts';

export interface JsonPost {
  schema: FormSchema;
  variables: Variables;
  stored: Variables;
  earlier: readonly Json[];
}

/** Deeper than this nothing is read: the server's own limit of JSON depth. */
const MAX_DEPTH = 64;

/** What a name may hold: a field's own value, a list of rows, or further names. */
interface Names {
  kind: 'value' | 'list' | 'names';
  inner: Map<Segment, Names>;
}

export function readJson(post: JsonPost, context: FormContext): Answers {
  const errors = noErrors();
  const refusals = new Map<string, Refusal>();
  refuseForbidden(post.variables, [], errors, context);
  if (Object.keys(errors).length > 0)
    return { candidate: copyOf(post.stored), refusals, unseen: new Set(), errors };
  const candidate = listsOf(post, context);
  const nodes = resolve(post.schema, candidate, context);
  compare(post.variables, namesOf(nodes), [], errors, refusals, context);
  for (const node of everyNode(nodes)) {
    if (fieldOf(node.component).holds !== 'value') continue;
    const value = getIn(post.variables, node.segments);
    if (value === undefined) continue;
    setIn(candidate, node.segments, copyOf(value));
    if (node.component.type === 'filepicker' && !areKnown(value, node, post)) {
      refusals.set(node.name, { code: 'FIELD_FILE', values: {} });
    }
  }
  return { candidate, refusals, unseen: new Set(), errors };
}

/** The rows of given lists come first: without them their fields have no place. Rows are given whole. */
function listsOf(post: JsonPost, context: FormContext): Variables {
  const candidate = copyOf(post.stored);
  const done = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    const lists = [...everyNode(resolve(post.schema, candidate, context))].filter(
      (node) => node.component.type === 'dynamiclist' && !done.has(node.name),
    );
    if (lists.length === 0) break;
    for (const node of lists) {
      done.add(node.name);
      const rows = getIn(post.variables, node.segments);
      if (Array.isArray(rows))
        setIn(
          candidate,
          node.segments,
          rows.map((row) => (isObject(row) ? {} : copyOf(row))),
        );
      else if (rows !== undefined) setIn(candidate, node.segments, copyOf(rows));
    }
  }
  return candidate;
}

function namesOf(nodes: readonly Node[]): Names {
  const root: Names = { kind: 'names', inner: new Map() };
  const at = (segments: readonly Segment[]): Names => {
    let names = root;
    for (const segment of segments) {
      const next = names.inner.get(segment) ?? { kind: 'names', inner: new Map() };
      names.inner.set(segment, next);
      names = next;
    }
    return names;
  };
  for (const node of everyNode(nodes)) {
    const { holds } = fieldOf(node.component);
    if (node.segments.length === 0 || holds === 'nothing') continue;
    if (holds === 'value') at(node.segments).kind = 'value';
    if (holds === 'list') {
      at(node.segments).kind = 'list';
      node.rows.forEach((_row, index) => {
        at([...node.segments, index]);
      });
    }
  }
  return root;
}

function compare(
  given: Json,
  names: Names,
  path: Segment[],
  errors: FieldErrors,
  refusals: Map<string, Refusal>,
  context: FormContext,
): void {
  if (names.kind === 'value') return;
  const isList = names.kind === 'list';
  if (isList && (Array.isArray(given) || given === null)) {
    (given ?? []).forEach((row, index) => {
      const inner = names.inner.get(index);
      if (inner) compare(row, inner, [...path, index], errors, refusals, context);
    });
    return;
  }
  const at = path.join('.');
  const expected = isList ? 'EXPECTED_LIST' : 'EXPECTED_OBJECT';
  if (isList || !isObject(given)) {
    errors[at] = errorOf({ code: 'FIELD_TYPE', values: { expected } }, context);
    return;
  }
  for (const [name, value] of Object.entries(given)) {
    const inner = names.inner.get(name);
    const field = [...path, name].join('.');
    if (inner) compare(value, inner, [...path, name], errors, refusals, context);
    else errors[field] = errorOf({ code: 'FIELD_UNKNOWN', values: { field } }, context);
  }
}

function refuseForbidden(value: Json, path: Segment[], errors: FieldErrors, context: FormContext): void {
  if (path.length > MAX_DEPTH) {
    const field = path.slice(0, 3).join('.');
    errors[field] = errorOf({ code: 'FIELD_FORBIDDEN', values: { field } }, context);
  } else if (Array.isArray(value)) {
    value.forEach((one, index) => {
      refuseForbidden(one, [...path, index], errors, context);
    });
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const field = [...path, name].join('.');
      if (isForbidden(name)) errors[field] = errorOf({ code: 'FIELD_FORBIDDEN', values: { field } }, context);
      else refuseForbidden(inner, [...path, name], errors, context);
    }
  }
}

/** A document may be named only if it is in the field already or the person uploaded it: anybody can write an id. */
function areKnown(value: Json, node: Node, post: JsonPost): boolean {
  const known = new Set(
    [...documentsOf(getIn(post.stored, node.segments)), ...post.earlier].map((one) => documentOf(one)?.id),
  );
  return documentsOf(value).every((one) => known.has(documentOf(one)?.id));
}
