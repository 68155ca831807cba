// Whether a value counts as unanswered.
import type { Json } from '../engine/core/json.ts';
import type { ValueField } from './fields/field.ts';

export function isBlank(field: ValueField, value: Json): boolean {
  if (field.isBlank) return field.isBlank(value);
  if (value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
