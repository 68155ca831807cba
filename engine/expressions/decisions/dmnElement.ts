// Reads the XML library's objects: every property is unknown until it has been looked at.
import type { DmnElement } from 'dmn-moddle';

export function isElement(value: unknown): value is DmnElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

export function textOf(element: DmnElement, property: string): string {
  const value = element[property];
  return typeof value === 'string' ? value : '';
}

export function childOf(element: DmnElement, property: string): DmnElement | undefined {
  const value = element[property];
  return isElement(value) ? value : undefined;
}

export function childrenOf(element: DmnElement, property: string): DmnElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** `#id`, or an address that ends in one. */
export function hrefOf(element: DmnElement): string {
  const href = textOf(element, 'href');
  return href.slice(href.lastIndexOf('#') + 1);
}
