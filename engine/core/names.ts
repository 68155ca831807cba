// Names that no variable may have, because JavaScript gives them a meaning of its own.

/** True also where one stands inside a path such as `a.b`. */
export function isForbiddenName(name: string): boolean {
  return name.split('.').some((part) => FORBIDDEN_NAMES.has(part));
}

export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function forbiddenName(name: string) {
  return { code: 'VARIABLE_NAME_FORBIDDEN', values: { name } };
}
