// Reading and writing values by path in plain JSON, safe against names that reach an object's prototype.
import type { Json, Variables } from '../engine/core/json.ts';
import type { Segment } from './fields/field.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a name may never be a key, because JavaScript gives it another meaning. */
export function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name);
}

export function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; undefined where the path leads nowhere. */
export function getIn(data: Json | undefined, segments: readonly Segment[]): Json | undefined {
  let at: Json | undefined = data;
  for (const segment of segments) {
    if (Array.isArray(at)) at = typeof segment === 'number' ? at[segment] : undefined;
    else if (isObject(at) && Object.hasOwn(at, segment)) at = at[segment];
    else return undefined;
  }
  return at;
}

/** Writes in place, making the objects on the way; undefined removes. The data must be the caller's own copy. */
export function setIn(data: Variables, segments: readonly Segment[], value: Json | undefined): void {
  const last = segments.at(-1);
  if (last === undefined) return;
  if (segments.some((segment) => typeof segment === 'string' && isForbidden(segment))) {
    throw new Error(`Expected a path of plain names but got ${segments.join('.')}`);
  }
  let at: Variables | Json[] = data;
  for (const segment of segments.slice(0, -1)) {
    const next: Json | undefined = getIn(at, [segment]);
    if (isObject(next) || Array.isArray(next)) at = next;
    else if (value === undefined) return;
    else at = put(at, segment, {}) as Variables;
  }
  if (value === undefined) remove(at, last);
  else put(at, last, value);
}

function put(holder: Variables | Json[], segment: Segment, value: Json): Json {
  if (Array.isArray(holder)) {
    if (typeof segment === 'number') holder[segment] = value;
  } else holder[segment] = value;
  return value;
}

function remove(holder: Variables | Json[], segment: Segment): void {
  if (!Array.isArray(holder)) delete holder[segment];
  else if (typeof segment === 'number') holder[segment] = null;
}

/** A deep copy of plain JSON. */
export function copyOf<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** The path of a component's key: one segment a name, unless the key is literal. */
export function keySegments(key: string | undefined, literal?: boolean): Segment[] {
  if (!key) return [];
  return literal ? [key] : key.split('.');
}
