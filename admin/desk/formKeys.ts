// The names under which a form keeps its answers: the first part of each key and path.
import type { Component, FormSchema } from '../../forms/index.ts';

function namesOf(components: readonly Component[], found: Set<string>): void {
  for (const component of components) {
    const path = 'path' in component && component.path ? component.path : undefined;
    // What is computed is computed again, and nobody's answer.
    const key = component.type === 'expression' ? undefined : component.key;
    const own = path ?? (component.type === 'group' ? undefined : key);
    if (own) found.add(component.literalKey ? own : (own.split('.')[0] ?? own));
    if (component.type === 'group' && !path && Array.isArray(component.components))
      namesOf(component.components, found);
  }
}

export function formKeys({ components }: FormSchema): string[] {
  const found = new Set<string>();
  namesOf(components, found);
  return [...found].filter((name) => name !== '__proto__');
}
