// Built-in functions of contexts. None of them can make or read an entry that would reach a prototype.
import type { Run } from '../run.ts';
import { entryOf, type FeelContext, isContext, isForbiddenName, newContext, type Value } from '../value.ts';
import { anything, type Builtin, context, define, defineListOrItems, list, text } from './signature.ts';

const MAX_PATH = 100;

function copyOf(run: Run, original: FeelContext): FeelContext {
  const names = Object.keys(original);
  run.spend(1 + names.length);
  const copy = newContext();
  for (const name of names) if (!isForbiddenName(name)) copy[name] = original[name] ?? null;
  return copy;
}

function put(run: Run, original: FeelContext, path: Value[], value: Value): FeelContext | null {
  const [name, ...rest] = path;
  if (typeof name !== 'string' || isForbiddenName(name) || path.length > MAX_PATH)
    return run.warn('FEEL_BAD_ENTRY', { name: String(name) });
  const copy = copyOf(run, original);
  if (rest.length === 0) {
    copy[name] = value;
    return copy;
  }
  const inner = entryOf(original, name) ?? newContext();
  const changed = isContext(inner) ? put(run, inner, rest, value) : null;
  if (changed === null) return run.warn('FEEL_BAD_ENTRY', { name });
  copy[name] = changed;
  return copy;
}

function merge(run: Run, contexts: Value[]): Value {
  const result = newContext();
  for (const each of contexts) {
    if (!isContext(each)) return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'context merge' });
    Object.assign(result, copyOf(run, each));
  }
  return result;
}

function fromEntries(run: Run, entries: Value[]): Value {
  const result = newContext();
  for (const entry of entries) {
    run.spend(1);
    const key = isContext(entry) ? entryOf(entry, 'key') : undefined;
    const value = isContext(entry) ? entryOf(entry, 'value') : undefined;
    if (
      typeof key !== 'string' ||
      value === undefined ||
      isForbiddenName(key) ||
      Object.hasOwn(result, key)
    ) {
      return run.warn('FEEL_BAD_ENTRY', { name: typeof key === 'string' ? key : 'null' });
    }
    result[key] = value;
  }
  return result;
}

function valueAt(run: Run, from: FeelContext, path: Value[]): Value {
  let value: Value = from;
  for (const name of path) {
    run.spend(1);
    if (typeof name !== 'string' || !isContext(value))
      return run.warn('FEEL_NO_PROPERTY', { name: String(name) });
    value = entryOf(value, name) ?? null;
  }
  return value;
}

export const CONTEXT: readonly Builtin[] = [
  define(
    'get value',
    [context('m'), text('key')],
    (run, m, key) => entryOf(m, key) ?? run.warn('FEEL_NO_PROPERTY', { name: key }),
  ),
  define('get value', [context('context'), list('keys')], valueAt),
  define('get entries', [context('m')], (run, m) => {
    const context = copyOf(run, m);
    // Sorted: a stored context comes back with its keys sorted, and must give the same as before.
    return Object.keys(context)
      .sort()
      .map((key) => Object.assign(newContext(), { key, value: context[key] ?? null }));
  }),
  define('context put', [context('context'), text('key'), anything('value')], (run, original, key, value) => {
    return put(run, original, [key], value);
  }),
  define('context put', [context('context'), list('keys'), anything('value')], put),
  defineListOrItems('context merge', merge),
  define('context', [list('entries')], fromEntries),
];
