// The printed table of the comments of the first semester of 2013, and the file of figures that it is as an import.
import { readFileSync } from 'node:fs';
import { readCsv } from '../../../engine/runtime/csvTable.ts';

export interface PrintedRow {
  area: string;
  types: { [type: string]: number };
  total: number;
  change: number;
  before: number;
}

const TYPES = ['reclamo', 'queja', 'sugerencia', 'felicitacion'];

const table = readCsv(readFileSync(new URL('fixtures/comments-2013-s1.csv', import.meta.url), 'utf8'));

const rows: PrintedRow[] = table.rows.map(({ cells: [area = '', ...numbers] }) => {
  const [reclamo, queja, sugerencia, felicitacion, total, change, before] = numbers.map(Number);
  const types = { reclamo, queja, sugerencia, felicitacion } as PrintedRow['types'];
  return { area, types, total: total ?? 0, change: change ?? 0, before: before ?? 0 };
});

export const areas = rows.slice(0, -1);
export const grandTotal = rows.at(-1) as PrintedRow;

export const asFigures = [
  'name,period,value,area,type',
  ...areas.flatMap(({ area, types, before }) => [
    ...TYPES.map((type) => `comments,2013-S1,${types[type]},${area},${type}`),
    `comments,2012-S1,${before},${area},`,
  ]),
].join('\n');
