// Reads the store's rows into the API's words: keys as digits, instants as ISO UTC, JSON text as values.
import type { Json } from '../core/json.ts';
import type { Row } from '../store/store.ts';

/** There is one tenant; the API names it everywhere. */
export const tenant = '<default>';

export function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}

export function textOrNull(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

export function integer(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

export function flag(row: Row, column: string): boolean {
  return Boolean(Number(row[column] ?? 0));
}

/** PostgreSQL gives 64-bit integers as text, SQLite as numbers; both are the same digits. */
export const key = text;
export const keyOrNull = textOrNull;

export function instant(row: Row, column: string): string {
  return new Date(integer(row, column)).toISOString();
}

export function instantOrNull(row: Row, column: string): string | null {
  return row[column] === null || row[column] === undefined ? null : instant(row, column);
}

export function json(row: Row, column: string): Json {
  return JSON.parse(text(row, column) || 'null') as Json;
}

export function names(row: Row, column: string): string[] {
  const value = json(row, column);
  return Array.isArray(value) ? value.map(String) : [];
}
