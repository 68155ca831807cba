// A persistent table keyed by rising integers: a draft copies only the chunks it writes, so that one command on an
// instance with 20,000 live elements does not copy them all.
import { KEYS_PER_INSTANCE } from './limits.ts';

// Powers of two, with bit operations below: a remainder of doubles above 2^31 costs more than the rest of a write.
const SHIFT = 5;
const CHUNK = 1 << SHIFT;
const MASK = CHUNK - 1;

/** Who may write in place. A draft makes one; whatever carries another owner is copied before it is written. */
export interface Owner {
  readonly owns: 'draft';
}

interface Chunk<T> {
  owner: Owner | undefined;
  live: number;
  slots: (T | undefined)[];
}

export interface Table<T> {
  owner: Owner | undefined;
  /** Key of the first slot of the first chunk. */
  base: number;
  size: number;
  chunks: (Chunk<T> | undefined)[];
}

export function emptyTable<T>(): Table<T> {
  return { owner: undefined, base: 0, size: 0, chunks: [] };
}

/** A key may be anybody's: one of another instance must not come out at a place of this one. */
export function lookUp<T>(table: Table<T>, key: number): T | undefined {
  const distance = key - table.base;
  if (distance < 0 || distance >= KEYS_PER_INSTANCE) return undefined;
  const offset = distance | 0;
  return table.chunks[offset >> SHIFT]?.slots[offset & MASK];
}

/** Gives the table to go on with: the same one when `owner` holds it, else a copy. `value` undefined removes. */
export function put<T>(table: Table<T>, owner: Owner, key: number, value: T | undefined): Table<T> {
  const mine =
    table.owner === owner
      ? table
      : { owner, base: table.base, size: table.size, chunks: table.chunks.slice() };
  if (mine.chunks.length === 0) mine.base = key - ((key >>> 0) & MASK);
  else if (key < mine.base) lowerBase(mine, key);
  const offset = (key - mine.base) | 0;
  const at = offset >> SHIFT;
  const chunk = ownedChunk(mine, owner, at);
  const slot = offset & MASK;
  const before = chunk.slots[slot];
  if (before === undefined && value !== undefined) {
    chunk.live += 1;
    mine.size += 1;
  } else if (before !== undefined && value === undefined) {
    chunk.live -= 1;
    mine.size -= 1;
  }
  chunk.slots[slot] = value;
  // The last one is kept: the next key most likely comes there.
  if (chunk.live === 0 && at < mine.chunks.length - 1) mine.chunks[at] = undefined;
  return mine;
}

/** Keys rise almost always; results of parallel iterations are the ones that come in any order. */
function lowerBase<T>(table: Table<T>, key: number): void {
  const base = key - ((key >>> 0) & MASK);
  const before = new Array<Chunk<T> | undefined>((table.base - base) >> SHIFT).fill(undefined);
  table.chunks = [...before, ...table.chunks];
  table.base = base;
}

function ownedChunk<T>(table: Table<T>, owner: Owner, at: number): Chunk<T> {
  const chunk = table.chunks[at];
  if (chunk?.owner === owner) return chunk;
  while (table.chunks.length < at) table.chunks.push(undefined);
  const copy: Chunk<T> = chunk
    ? { owner, live: chunk.live, slots: chunk.slots.slice() }
    : { owner, live: 0, slots: [] };
  table.chunks[at] = copy;
  return copy;
}

/** Live entries in key order. The callback must not write the same table object while it runs. */
export function forEach<T>(table: Table<T>, visit: (value: T, key: number) => void): void {
  const chunks = table.chunks;
  for (let at = 0; at < chunks.length; at++) {
    const slots = chunks[at]?.slots;
    if (!slots) continue;
    for (let slot = 0; slot < slots.length; slot++) {
      const value = slots[slot];
      if (value !== undefined) visit(value, table.base + at * CHUNK + slot);
    }
  }
}

/** Whether any live entry's key passes, in key order; stops at the first. */
export function some<T>(table: Table<T> | undefined, passes: (key: number) => boolean): boolean {
  if (!table) return false;
  for (const [at, chunk] of table.chunks.entries())
    for (const [slot, value] of chunk?.slots.entries() ?? [])
      if (value !== undefined && passes(table.base + at * CHUNK + slot)) return true;
  return false;
}

export function values<T>(table: Table<T>): T[] {
  const list: T[] = [];
  forEach(table, (value) => list.push(value));
  return list;
}

export function keys<T>(table: Table<T>): number[] {
  const list: number[] = [];
  forEach(table, (_, key) => list.push(key));
  return list;
}
