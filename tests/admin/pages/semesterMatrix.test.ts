// The printed table of the first semester of 2013, imported as figures, comes out of the page and its file to the unit.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

const [header = '', ...lines] = readFileSync(
  new URL('../fixtures/comments-2013-s1.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n');
const types = ['reclamo', 'queja', 'sugerencia', 'felicit_agra'];
const printed = lines.map((line) => {
  const [area = '', ...numbers] = line.split(',');
  return {
    area,
    counts: numbers.slice(0, 4).map(Number),
    total: Number(numbers[4]),
    change: Number(numbers[5]),
    before: Number(numbers[6]),
  };
});
const areas = printed.filter(({ area }) => area !== 'Total general');

let product: Product;
let leader: Visitor;

beforeAll(async () => {
  expect(header.split(',').slice(1, 5)).toEqual(types.map((type) => `${type}_2013s1`));
  product = await startProduct();
  const now = areas.flatMap(({ area, counts }) =>
    counts.map((value, at) => ({
      name: 'comments',
      value,
      from: '2013-01-01',
      to: '2013-06-30',
      dims: { area, type: types[at] ?? '' },
    })),
  );
  // Of the year before only the totals were printed.
  const before = areas.map(({ area, before: value }) => ({
    name: 'comments',
    value,
    from: '2012-01-01',
    to: '2012-06-30',
    dims: { area },
  }));
  await product.cauce.engine.indicators.figures.add({
    figures: [...now, ...before],
    source: 'almera',
    by: 'lucia',
  });
  leader = createVisitor(product.url);
  await leader.signIn('lucia');
});
afterAll(() => product.close());

/** The rows of the page's first table as plain text. */
function tableOf(html: string): string[][] {
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? '';
  const text = (cell: string) => fromHtml(cell.replace(/<[^>]+>/g, '')).trim();
  return [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => text(cell)),
  );
}

const number = (value: number) => value.toLocaleString('es-CO');

test('on the page, largest area first, with the change of each and the total', async () => {
  const page = await leader.get('/tablero/matriz?period=2013-S1');
  const wanted = printed.map(({ area, counts, total, change, before }) => [
    area,
    ...counts.map(number),
    number(total),
    `${change > 0 ? '+' : ''}${change} %`.replace('-', '\u2212'),
    number(before),
  ]);
  expect(tableOf(page.text)).toEqual(wanted);
});

test('in the file, as numbers that a spreadsheet adds up', async () => {
  const file = await leader.get('/tablero/matriz/exportar?period=2013-S1&format=csv&section=matriz');
  expect(file.headers.get('content-type')).toContain('text/csv');
  const rows = file.text.split('\r\n').filter((line) => /^"[^"]+";-?\d/.test(line));
  expect(rows).toEqual(
    printed.map(({ area, counts, total, change, before }) =>
      [`"${area}"`, ...counts, total, change, before].join(';'),
    ),
  );
});

test('what is taken along is on record with who took it, and how it was filtered', async () => {
  const { reader, tenant } = product.cauce.engine.store;
  const taken = await reader('cauce_access_log')
    .where({ tenant_id: tenant, event: 'reportTaken' })
    .select('username', 'detail');
  expect(taken).toEqual([{ username: 'lucia', detail: 'matriz.csv period=2013-S1&section=matriz' }]);
});
