// Lays what was typed over what is stored, field by field: what nobody else touched is taken, and where somebody else
// wrote meanwhile, the other answer is told instead of being written over.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type Variables } from '../engine.ts';

/** What each field held when the form was shown, as a short mark. */
export type Seen = { [field: string]: string };

export interface DraftConflict {
  field: string;
  mine: Json;
  theirs: Json;
}

export interface Merged {
  /** The answers that differ from the case's own values. */
  values: Variables;
  changed: string[];
  conflicts: DraftConflict[];
  /** Somebody else's answers that the form did not show yet. */
  news: string[];
}

/** No answer is written in several ways: a box without a tick, an empty line, an empty list. */
function plain(value: Json | undefined): Json {
  if (value === undefined || value === '' || value === false) return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}

export function markOf(value: Json | undefined): string {
  return createHash('sha256')
    .update(canonicalJson(plain(value)))
    .digest('hex')
    .slice(0, 10);
}

export function seenOf(fields: readonly string[], shown: Variables): Seen {
  return Object.fromEntries(fields.map((field) => [field, markOf(shown[field])]));
}

/** What the form carried; what is no such record says nothing. */
export function readSeen(text: string): Seen | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.fromEntries(Object.entries(read).filter(([, mark]) => typeof mark === 'string')) as Seen;
  } catch {
    return undefined;
  }
}

export interface Merging {
  fields: readonly string[];
  /** Undefined: the form did not say; what was typed holds. */
  seen: Seen | undefined;
  typed: Variables;
  /** The draft's answers as they are now. */
  draft: Variables;
  /** The case's values. */
  stored: Variables;
}

export function mergeDraft({ fields, seen, typed, draft, stored }: Merging): Merged {
  const merged: Merged = { values: { ...draft }, changed: [], conflicts: [], news: [] };
  for (const field of fields) {
    const now = Object.hasOwn(draft, field) ? draft[field] : stored[field];
    const [mine, current] = [markOf(typed[field]), markOf(now)];
    const shown = seen?.[field] ?? current;
    if (mine === current) continue;
    if (mine === shown) {
      merged.news.push(field);
    } else if (shown === current) {
      merged.values[field] = typed[field] ?? null;
      merged.changed.push(field);
    } else {
      merged.conflicts.push({ field, mine: typed[field] ?? null, theirs: now ?? null });
    }
  }
  return merged;
}
