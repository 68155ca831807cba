// Reads a posted form: names to fields, strings to values, files to references. Nothing is judged here but the names.
import type { Json, Variables } from '../engine/core/json.ts';
import { documentOf, documentsOf, type SubmittedFile } from './documents.ts';
import { flag } from './feel.ts';
import type { FormContext, Node, Refusal } from './fields/field.ts';
import { KEEP, refusedFile } from './fields/filepicker.ts';
import { fieldOf } from './fields/index.ts';
import { copyOf, getIn, isForbidden, isObject, setIn } from './paths.ts';
import { readRows } from './postedRows.ts';
import { everyNode, resolve } from './resolve.ts';
import type { FormSchema } from './schema.ts';
import { errorOf, type FieldErrors, noErrors } from './validate.ts';

export interface Post {
  schema: FormSchema;
  body: { [name: string]: unknown };
  files: readonly SubmittedFile[];
  stored: Variables;
  /** Documents that this person uploaded in an earlier attempt of the same form. */
  earlier: readonly Json[];
  /** Names that belong to the page and not to the form, e.g. its CSRF token. */
  ignore: readonly string[];
}

export interface Answers {
  candidate: Variables;
  /** Values that could not be read, by path. */
  refusals: Map<string, Refusal>;
  /** Fields that were hidden when the page was made: the person has not seen them. */
  unseen: Set<string>;
  /** Names that refuse the whole submission. */
  errors: FieldErrors;
}

/** The button that was pressed, and the fields that were hidden, travel under these names. */
export const ACTION = '_form';
export const HIDDEN = '_hidden';

export function readPost(post: Post, context: FormContext): Answers {
  const errors = noErrors();
  const raw = rawOf(post, errors, context);
  const unseen = new Set((raw.get(HIDDEN)?.[0] ?? '').split(' ').filter((name) => name !== ''));
  const candidate = copyOf(post.stored);
  readRows(post, raw, candidate, errors, context);
  refuseUnknown(post, raw, candidate, errors, context);
  const refusals = new Map<string, Refusal>();
  // Twice, because the options of one field may depend on the answer to another.
  for (let pass = 0; pass < 2; pass += 1) {
    refusals.clear();
    for (const node of everyNode(resolve(post.schema, candidate, context))) {
      if (!unseen.has(node.name)) readValue(node, post, raw, candidate, refusals, context);
    }
  }
  return { candidate, refusals, unseen, errors };
}

/** Every posted name with its strings; a name or value of another shape is an error. */
function rawOf(post: Post, errors: FieldErrors, context: FormContext): Map<string, string[]> {
  const raw = new Map<string, string[]>();
  const refuse = (code: 'FIELD_FORBIDDEN' | 'FIELD_UNKNOWN', field: string) => {
    errors[field] = errorOf({ code, values: { field } }, context);
  };
  for (const name of [...Object.keys(post.body), ...post.files.map((file) => file.field)]) {
    if (name.split(/[.[\]]/).some(isForbidden)) refuse('FIELD_FORBIDDEN', name);
  }
  for (const [name, value] of Object.entries(post.body)) {
    if (Object.hasOwn(errors, name) || post.ignore.includes(name)) continue;
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const strings = values.filter((one) => typeof one === 'string');
    if (strings.length === values.length) raw.set(name, strings);
    else refuse('FIELD_UNKNOWN', name);
  }
  return raw;
}

function refuseUnknown(
  post: Post,
  raw: Map<string, string[]>,
  candidate: Variables,
  errors: FieldErrors,
  context: FormContext,
): void {
  const known = new Set([ACTION, HIDDEN]);
  const pickers = new Set<string>();
  for (const node of everyNode(resolve(post.schema, candidate, context))) {
    const field = fieldOf(node.component);
    if (field.holds === 'list') known.add(`${node.name}.rows`);
    if (field.holds !== 'value' || node.name === '') continue;
    known.add(node.name);
    for (const companion of field.companions ?? []) known.add(`${node.name}.${companion}`);
    if (node.component.type === 'filepicker') pickers.add(node.name);
  }
  const files = post.files.map((file) => file.field).filter((field) => !pickers.has(field));
  for (const name of [...[...raw.keys()].filter((one) => !known.has(one)), ...files]) {
    if (!Object.hasOwn(errors, name))
      errors[name] = errorOf({ code: 'FIELD_UNKNOWN', values: { field: name } }, context);
  }
}

function readValue(
  node: Node,
  post: Post,
  raw: Map<string, string[]>,
  candidate: Variables,
  refusals: Map<string, Refusal>,
  context: FormContext,
): void {
  const field = fieldOf(node.component);
  if (field.holds !== 'value' || field.computed || node.name === '') return;
  const strings = raw.get(node.name) ?? [];
  if (node.component.type === 'filepicker') {
    const refused = post.files.find((file) => file.field === node.name && file.refused);
    if (strings.some((one) => one !== '')) refusals.set(node.name, { code: 'FIELD_FILE', values: {} });
    else if (refused) refusals.set(node.name, refusedFile(refused, node.component, node, context));
    setIn(candidate, node.segments, filesOf(node, post, raw, context));
    return;
  }
  if (strings.length > 1 && !Array.isArray(field.empty))
    refusals.set(node.name, { code: 'FIELD_REPEATED', values: {} });
  const parsed = field.parse(strings, node, context);
  setIn(candidate, node.segments, parsed.value);
  if ('refusal' in parsed) refusals.set(node.name, parsed.refusal);
}

/** What is kept of before and what is new; where only one file is taken a new one replaces the old. */
function filesOf(node: Node, post: Post, raw: Map<string, string[]>, context: FormContext): Json[] {
  const known = new Map<string, Json>();
  for (const one of [...documentsOf(getIn(post.stored, node.segments)), ...post.earlier]) {
    const found = documentOf(one);
    if (found) known.set(found.id, one);
  }
  const kept = (raw.get(`${node.name}.${KEEP}`) ?? []).flatMap((id) => known.get(id) ?? []);
  const added = post.files.filter(
    (file) => file.field === node.name && !file.refused && !(file.size === 0 && file.fileName === ''),
  );
  const references = added.map(referenceOf);
  const single =
    node.component.type === 'filepicker' && !flag(node.component.multiple, node.scope, context.evaluate);
  return single && references.length > 0 ? references : [...kept, ...references];
}

function referenceOf(file: SubmittedFile): Json {
  const reference = isObject(file.reference) ? file.reference : {};
  const metadata = isObject(reference.metadata) ? reference.metadata : {};
  const { fileName, contentType, size } = file;
  return { ...reference, metadata: { fileName, contentType, size, ...metadata } };
}
