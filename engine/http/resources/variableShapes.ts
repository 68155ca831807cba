// Variables as the API shows them: values as JSON text, cut where they are long, in plain text where they are sealed.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import type { Fields } from '../fields.ts';
import { tenantField } from '../fields.ts';
import { key, tenant, text } from '../rows.ts';
import { keyOrNull, keyShape } from '../shapes.ts';

export const variableFields: Fields = {
  name: { column: 'name', type: 'text' },
  scopeKey: { column: 'scope_key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  tenantId: tenantField,
};

const base = z.object({
  name: z.string(),
  value: z.string(),
  tenantId: z.string(),
  variableKey: keyShape,
  scopeKey: keyShape,
  processInstanceKey: keyShape,
  rootProcessInstanceKey: keyOrNull,
});
export const variableShape = base;
export const listedVariableShape = base.extend({ isTruncated: z.boolean() });

export type Variable = z.input<typeof variableShape>;

/** Lists cut values off here; reading one variable gives it whole. */
const mostCharacters = 8192;

const nameDigits = 9;

/**
 * A variable has no key of its own: its scope and its name are what makes it. The API wants digits, so the key is the
 * scope's followed by nine digits of the name's hash; a scope with two names of one hash is one in a billion.
 */
export function variableKey(scopeKey: string, name: string): string {
  const hash = createHash('sha256').update(name).digest().readUInt32BE(0) % 10 ** nameDigits;
  return scopeKey + String(hash).padStart(nameDigits, '0');
}

export function scopeOfVariableKey(variable: string): number {
  return Number(variable.slice(0, -nameDigits) || '-1');
}

export async function plainValue(store: OpenStore, row: Row, rootKey: number): Promise<Json> {
  return store.openValue(rootKey, text(row, 'name'), JSON.parse(text(row, 'value')) as Json);
}

export async function variable(store: OpenStore, row: Row, rootKey: string): Promise<Variable> {
  const scopeKey = key(row, 'scope_key');
  return {
    name: text(row, 'name'),
    value: JSON.stringify(await plainValue(store, row, Number(rootKey))),
    tenantId: tenant,
    variableKey: variableKey(scopeKey, text(row, 'name')),
    scopeKey,
    processInstanceKey: key(row, 'instance_key'),
    rootProcessInstanceKey: rootKey,
  };
}

export function listed(one: Variable, truncate: boolean): z.input<typeof listedVariableShape> {
  const isTruncated = truncate && one.value.length > mostCharacters;
  return { ...one, value: isTruncated ? one.value.slice(0, mostCharacters) : one.value, isTruncated };
}
