// A form of a few components, and what is posted to it.
import type { Variables } from '../../../engine/core/json.ts';
import { type Component, type FormSchema, parseSubmission } from '../../../forms/index.ts';
import { evaluate, NOW } from './feel.ts';

export const shared = { locale: 'es' as const, evaluate, now: NOW };

export function form(...components: Component[]): FormSchema {
  return { type: 'default', id: 'test', components };
}

export function post(
  schema: FormSchema,
  body: { [name: string]: unknown },
  stored: Variables = {},
  more = {},
) {
  return parseSubmission({ ...shared, schema, body, stored, ...more });
}
