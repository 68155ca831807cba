// Which variable a piece of BPMN data is: called as people call it, so that expressions and forms can say it.
import type { ModdleElement } from 'bpmn-moddle';
import { isForbiddenName } from '../core/names.ts';
import { childOf, childrenOf, textOf } from './sourceNode.ts';

/**
 * The variable that a data object, a reference to one, an input, an output, a property or a data store is: its name made a
 * name of FEEL, else its id. References to one object are one variable, called as the object, else as its first reference.
 */
export function variableOf(data: ModdleElement): string {
  const meant = childOf(data, 'dataObjectRef') ?? childOf(data, 'dataStoreRef') ?? data;
  const name = nameOf(meant) || firstReference(meant) || nameOf(data) || textOf(meant, 'id') || '';
  return feelName(name);
}

/** What a data store is called where it is kept, as a catalog for one. */
export function storeOf(data: ModdleElement): string {
  const meant = childOf(data, 'dataStoreRef') ?? data;
  return nameOf(meant) || nameOf(data) || textOf(meant, 'id') || '';
}

/** Words that FEEL keeps for itself. */
const KEYWORDS =
  /^(and|or|not|if|then|else|for|in|return|some|every|satisfies|between|instance|of|function|true|false|null|external)$/;

/** Letters, digits and `_`; what stands between words becomes one `_`. */
export function feelName(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu, '')
    .replace(/[^\p{L}\p{N}_]+/gu, '_');
  const own = name === '' || /^\p{N}/u.test(name) ? `_${name}` : name;
  return KEYWORDS.test(own) || isForbiddenName(own) ? `${own}_` : own;
}

/** Modelers put the name on the reference and leave the object without one. */
function firstReference(object: ModdleElement): string {
  const around = object.$type === 'bpmn:DataObject' && object.$parent;
  if (!around) return '';
  const references = childrenOf(around, 'flowElements').filter(
    (each) => each.$type === 'bpmn:DataObjectReference' && childOf(each, 'dataObjectRef') === object,
  );
  return references.map(nameOf).find((name) => name !== '') ?? '';
}

function nameOf(data: ModdleElement): string {
  return textOf(data, 'name')?.replace(/\s+/g, ' ').trim() ?? '';
}
