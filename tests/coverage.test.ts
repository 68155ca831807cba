// The README's coverage tables say what the scenarios prove, no less and no more. `UPDATE_COVERAGE=1` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { constructsOf } from './constructs/construct.ts';
import { coveredBy } from './constructs/covered.ts';
import { toMarkdown } from './constructs/markdown.ts';
import { tables } from './constructs/tables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const BEGIN = '<!-- coverage: written by tests/coverage.test.ts -->\n';
const END = '\n<!-- /coverage -->';
const proofs = coveredBy(join(root, 'tests/scenarios'));

describe('the coverage tables', () => {
  it('have a scenario in every cell that the specification allows', async () => {
    const covered = await proofs;
    const missing = tables.flatMap(constructsOf).filter((construct) => !covered.has(construct));
    expect(missing).toEqual([]);
  });

  it('stand in the README as the scenarios make them', async () => {
    const file = join(root, 'README.md');
    const readme = readFileSync(file, 'utf8');
    const [before = '', rest = ''] = readme.split(BEGIN);
    const [now = '', after = ''] = rest.split(END);
    const wanted = toMarkdown(tables, await proofs);
    if (process.env.UPDATE_COVERAGE === '1') writeFileSync(file, `${before}${BEGIN}${wanted}${END}${after}`);
    else expect(now).toBe(wanted);
  });
});
