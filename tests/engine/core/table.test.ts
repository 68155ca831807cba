import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEYS_PER_INSTANCE } from '../../../engine/core/limits.ts';
import { emptyTable, forEach, keys, lookUp, type Owner, put, values } from '../../../engine/core/table.ts';

const BASE = 4096 * 2 ** 20;

describe('a table', () => {
  test('holds what a map would hold, whatever the order of its keys', () => {
    const writes = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 300 }), fc.option(fc.integer(), { nil: undefined })),
    );
    fc.assert(
      fc.property(writes, fc.constantFrom(0, BASE), (list, base) => {
        const owner: Owner = { owns: 'draft' };
        const map = new Map<number, number>();
        let table = emptyTable<number>();
        for (const [key, value] of list) {
          table = put(table, owner, base + key, value);
          if (value === undefined) map.delete(base + key);
          else map.set(base + key, value);
        }
        const sorted = [...map].sort(([a], [b]) => a - b);
        expect(keys(table)).toEqual(sorted.map(([key]) => key));
        expect(values(table)).toEqual(sorted.map(([, value]) => value));
        expect(table.size).toBe(map.size);
        for (let key = 0; key <= 300; key++) expect(lookUp(table, base + key)).toBe(map.get(base + key));
      }),
    );
  });

  test('has nothing for a key of another instance, however far away', () => {
    const table = put(emptyTable<string>(), { owns: 'draft' }, BASE + 2, 'mine');
    expect(lookUp(table, BASE + 2)).toBe('mine');
    // Two instances 4,096 numbers apart: 32 bits of the distance are nought.
    for (const others of [1, 4_095, 4_096, 8_192])
      expect(lookUp(table, BASE + 2 + others * KEYS_PER_INSTANCE), String(others)).toBeUndefined();
    for (const others of [1, 4_096])
      expect(lookUp(table, BASE + 2 - others * KEYS_PER_INSTANCE)).toBeUndefined();
  });

  test('leaves what another owner holds as it was', () => {
    const writes = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.option(fc.integer(), { nil: undefined })),
    );
    fc.assert(
      fc.property(writes, writes, (first, second) => {
        let before = emptyTable<number>();
        const one: Owner = { owns: 'draft' };
        for (const [key, value] of first) before = put(before, one, BASE + key, value);
        const kept = JSON.stringify(before);
        let after = before;
        const two: Owner = { owns: 'draft' };
        for (const [key, value] of second) after = put(after, two, BASE + key, value);
        expect(JSON.stringify(before)).toBe(kept);
        expect(second.length === 0 || after !== before).toBe(true);
      }),
    );
  });

  test('visits in the order of keys', () => {
    const owner: Owner = { owns: 'draft' };
    let table = emptyTable<string>();
    for (const key of [500, 3, 40, 41]) table = put(table, owner, key, `v${key}`);
    const seen: [number, string][] = [];
    forEach(table, (value, key) => seen.push([key, value]));
    expect(seen).toEqual([
      [3, 'v3'],
      [40, 'v40'],
      [41, 'v41'],
      [500, 'v500'],
    ]);
  });
});
