// Where a fact stands in the list behind a figure: what a page ends with, and the next one begins after.
import type { Cursor } from './scan.ts';

export interface Place extends Cursor {
  source: number;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.source - b.source || a.day - b.day || a.caseKey - b.caseKey || a.number - b.number;
}

export function cursorText({ source, day, caseKey, number }: Place): string {
  return Buffer.from(JSON.stringify([source, day, caseKey, number])).toString('base64url');
}

export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const cells = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(cells) || cells.length !== 4 || !cells.every(Number.isSafeInteger)) return undefined;
    const [source, day, caseKey, number] = cells as [number, number, number, number];
    return { source, day, caseKey, number };
  } catch {
    // Anybody may send anything: begin at the start.
    return undefined;
  }
}
