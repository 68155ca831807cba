// The indicators that the flows declare have one shape, so that whatever computes them finds what it needs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processesFolder } from './facts.ts';
import { checkIndicatorsOf, indicatorsOf } from './indicatorShape.ts';
import { shippedFolders } from './shipped.ts';

const declaring = shippedFolders.filter((folder) =>
  existsSync(join(processesFolder, folder, 'indicators.json')),
);

describe('declared indicators', () => {
  test.each(declaring)('of %s have every part that they need, and read what the diagrams have', (folder) => {
    expect(checkIndicatorsOf(folder)).toEqual([]);
  });

  test('are the same wherever they are declared', () => {
    const all = declaring.flatMap((folder) => indicatorsOf(folder));
    expect(new Set(all.map(({ id }) => id)).size).toBe(65);
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(65);
  });
});
