// References to stored documents as variables hold them, and what a page uploads.
import type { Json } from '../engine/core/json.ts';
import { isObject } from './paths.ts';

/** One document as the page received and stored it. `reference` becomes part of the field's value. */
export interface SubmittedFile {
  /** The posted field name. */
  field: string;
  fileName: string;
  /** As found by looking at the bytes, not as the browser claims. */
  contentType: string;
  size: number;
  reference: Json;
  /** Not taken, so without a reference: not what its name says, too large, too much together, a virus, or not looked through. */
  refused?: 'content' | 'size' | 'total' | 'infected' | 'unscanned';
}

export interface DocumentView {
  id: string;
  name: string;
}

/** The id and file name of a reference; undefined when it is none. */
export function documentOf(reference: Json): DocumentView | undefined {
  if (!isObject(reference) || typeof reference.documentId !== 'string') return undefined;
  const metadata = reference.metadata;
  const name = isObject(metadata) ? metadata.fileName : undefined;
  return {
    id: reference.documentId,
    name: typeof name === 'string' && name !== '' ? name : reference.documentId,
  };
}

export function documentsOf(value: Json | undefined): Json[] {
  if (value === null || value === undefined || value === '') return [];
  return (Array.isArray(value) ? value : [value]).filter((one) => documentOf(one) !== undefined);
}

/** Whether a file satisfies an `accept` list of extensions and types; an empty list takes all. */
export function isAccepted(accept: string, fileName: string, contentType: string): boolean {
  const kinds = accept
    .split(',')
    .map((kind) => kind.trim().toLowerCase())
    .filter((kind) => kind !== '');
  const name = fileName.toLowerCase();
  const type = contentType.toLowerCase().split(';')[0]?.trim() ?? '';
  if (kinds.length === 0) return true;
  return kinds.some((kind) => {
    if (kind.startsWith('.')) return name.endsWith(kind);
    return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind;
  });
}

/** An `accept` list as people name file types: `PDF, PNG`. */
export function acceptInWords(accept: string): string {
  const kinds = accept.split(',').map((kind) =>
    kind
      .trim()
      .replace(/^\.|^.*\/(?!\*)/, '')
      .toUpperCase(),
  );
  return [...new Set(kinds.filter((kind) => kind !== ''))].join(', ');
}
