// Names that no variable may have, because JavaScript gives them a meaning of its own.

export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const IN_PATH = /(^|\.)(__proto__|constructor|prototype)(\.|$)/;

/** Most names are shorter than the shortest of them, and this is asked at every write. */
const SHORTEST = '__proto__'.length;

/** True also where one stands inside a path such as `a.b`. */
export function isForbiddenName(name: string): boolean {
  return name.length >= SHORTEST && IN_PATH.test(name);
}

export function forbiddenName(name: string) {
  return { code: 'VARIABLE_NAME_FORBIDDEN', values: { name } };
}
