// One XML element as the core's `read` hooks see it, over the XML library's objects.
import type { ModdleElement } from 'bpmn-moddle';
import type { SourceNode } from '../core/model.ts';

/** Attributes that an XML schema gives a default are never absent: their default is their text. */
export function sourceNode(element: ModdleElement): SourceNode {
  return {
    type: element.$type,
    text: (name) => textOf(element, name),
    written: (name) => (Object.hasOwn(element, name) ? textOf(element, name) : undefined),
    child: (name) => {
      const found = childrenOf(element, name)[0];
      return found && sourceNode(found);
    },
    children: (name) => childrenOf(element, name).map(sourceNode),
    extension: (type) => {
      const found = extensionOf(element, type);
      return found && sourceNode(found);
    },
  };
}

/** The value of a property by its local name; elements of no known namespace are searched by name too. */
function propertyOf(element: ModdleElement, name: string): unknown {
  const properties = element.$descriptor?.propertiesByName;
  const property = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  // Read as the library stores it: its own `get` fills in an empty list for each that is absent.
  if (property) return (element as unknown as { [name: string]: unknown })[property.name];
  if (properties && element.$attrs && Object.hasOwn(element.$attrs, name)) return element.$attrs[name];
  if (!properties && !name.startsWith('$') && Object.hasOwn(element, name)) {
    return (element as unknown as { [name: string]: unknown })[name];
  }
  return element.$children?.filter((child) => localName(child.$type) === name || child.$type === name);
}

export function textOf(element: ModdleElement, name: string): string | undefined {
  const value = propertyOf(element, name);
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string') return one;
  if (typeof one === 'number' || typeof one === 'boolean') return String(one);
  return isElement(one) ? bodyOf(one) : undefined;
}

/** The text inside an element such as an expression or a documentation. */
export function bodyOf(element: ModdleElement): string | undefined {
  if (typeof element.$body === 'string') return element.$body;
  const body = element.$descriptor?.properties?.find((property) => property.isBody);
  const value = body && element.get?.(body.name);
  return typeof value === 'string' ? value : undefined;
}

export function childrenOf(element: ModdleElement, name: string): ModdleElement[] {
  const value = propertyOf(element, name);
  if (Array.isArray(value)) return value.filter(isElement);
  return isElement(value) ? [value] : [];
}

export function childOf(element: ModdleElement, name: string): ModdleElement | undefined {
  return childrenOf(element, name)[0];
}

export function extensionsOf(element: ModdleElement): ModdleElement[] {
  const holder = childOf(element, 'extensionElements');
  return holder ? childrenOf(holder, 'values') : [];
}

export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensionsOf(element).find((extension) => extension.$type === type);
}

export function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && typeof (value as ModdleElement).$type === 'string';
}

/** `bpmn:UserTask` -> `userTask`. */
export function tagOf(element: ModdleElement): string {
  const name = localName(element.$type);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function localName(type: string): string {
  return type.slice(type.indexOf(':') + 1);
}

/** Names are drawn over several lines; as text they are one. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
