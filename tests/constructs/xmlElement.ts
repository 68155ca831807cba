// Reads the XML library's objects in the tests: an attribute as text, children as a list.
import type { ModdleElement } from 'bpmn-moddle';

export function attribute(element: ModdleElement, name: string): string {
  const value = element.get?.(name);
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

export function children(element: ModdleElement | undefined, name: string): ModdleElement[] {
  const value = element?.get?.(name);
  const list = Array.isArray(value) ? value : [value];
  return list.filter(
    (each): each is ModdleElement => typeof each === 'object' && each !== null && '$type' in each,
  );
}

/** `bpmn:UserTask` -> `userTask`. */
export function localName(element: ModdleElement): string {
  const name = element.$type.slice(element.$type.indexOf(':') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
