// Visits every XML element of a file that the library understood, without recursion.
import type { ModdleElement, PropertyDescriptor } from 'bpmn-moddle';
import { isElement } from './sourceNode.ts';

/** `visit` also gets the element's own texts, by property. */
export function walk(
  root: ModdleElement,
  visit: (element: ModdleElement, texts: { property: PropertyDescriptor; text: string }[]) => void,
): void {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const texts: { property: PropertyDescriptor; text: string }[] = [];
    const inner: ModdleElement[] = [];
    const properties = element.$descriptor?.propertiesByName ?? {};
    for (const [name, value] of Object.entries(element)) {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!property || property.isReference) continue;
      for (const each of Array.isArray(value) ? value : [value]) {
        if (isElement(each)) inner.push(each);
        else if (typeof each === 'string') texts.push({ property, text: each });
      }
    }
    visit(element, texts);
    // Reversed, because the last pushed is the next visited: problems come in the order of the file.
    for (const each of inner.reverse()) open.push(each);
  }
}
