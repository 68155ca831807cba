// Checks the keys and paths of a form: well formed, each used once, none both an answer and a group.
import type { Json } from '../engine/core/json.ts';
import type { Field, Report } from './fields/field.ts';
import { isForbidden } from './paths.ts';
import { ACTION, HIDDEN } from './post.ts';
import { ROWS } from './resolve.ts';

const KEY = /^\w+(\.\w+)*$/;
const MAX_LENGTH = 200;
const RESERVED: ReadonlySet<string> = new Set([ACTION, HIDDEN, ROWS]);

/** What each path is used for, with the key as written. */
export type Claims = Map<string, { use: 'answer' | 'group'; key: string }>;

/** Notes what a component's key stands for; gives the path of what lies within it. */
export function claimPath(
  component: { [name: string]: Json },
  holds: Field['holds'],
  claims: Claims,
  path: readonly string[],
  report: Report,
): readonly string[] {
  if (holds === 'nothing') return path;
  const property = holds === 'value' ? 'key' : 'path';
  const written = holds === 'value' ? component.key : component.path || component.key;
  if (written === undefined || written === null || written === '') {
    // A group may leave its fields where they are; everything else needs a name.
    if (holds !== 'group') report('FORM_KEY_MISSING', { property });
    return path;
  }
  const key = typeof written === 'string' ? written : JSON.stringify(written);
  const segments = key.split('.');
  if (typeof written !== 'string' || !KEY.test(key) || key.length > MAX_LENGTH) {
    report('FORM_KEY_INVALID', { key: key.slice(0, MAX_LENGTH) });
    return path;
  }
  if (segments.some((segment) => isForbidden(segment) || RESERVED.has(segment))) {
    report('FORM_KEY_FORBIDDEN', { key });
    return path;
  }
  const full = [...path, ...segments];
  claim(full, key, holds === 'group' ? 'group' : 'answer', claims, report);
  return holds === 'list' ? [...full, '[]'] : full;
}

function claim(full: string[], key: string, use: 'answer' | 'group', claims: Claims, report: Report): void {
  for (let length = 1; length < full.length; length += 1) {
    const at = full.slice(0, length).join('.');
    const known = claims.get(at);
    const isRow = full[length] === '[]';
    if (known?.use === 'answer' && !isRow) return report('FORM_KEY_CONFLICT', { key, other: known.key });
    if (!known) claims.set(at, { use: 'group', key });
  }
  const at = full.join('.');
  const known = claims.get(at);
  if (!known) claims.set(at, { use, key });
  else if (known.use !== use) report('FORM_KEY_CONFLICT', { key, other: known.key });
  else if (use === 'answer') report('FORM_KEY_DUPLICATE', { key });
}
