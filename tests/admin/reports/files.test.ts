// Files that people take along: nothing in them is run by a spreadsheet, numbers are numbers, and paper has the page's colors.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { paperColors, plainText } from '../../../admin/reports/files/paper.ts';
import { reportCsv } from '../../../admin/reports/files/reportCsv.ts';
import { reportPdf } from '../../../admin/reports/files/reportPdf.ts';
import { reportXlsx } from '../../../admin/reports/files/reportXlsx.ts';
import type { Report } from '../../../admin/reports/report.ts';

const hostile = ["=cmd|' /C calc'!A0", '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1', 'a";b\r\n=2'];
const report: Report = {
  id: 'prueba',
  title: 'Título con ñ y «comillas»',
  lead: '',
  facts: [{ label: 'Área', text: '=Subsidio' }],
  sections: [
    {
      id: 'uno',
      heading: 'Área: [tipo]/tema*',
      chart: {
        kind: 'line',
        title: 'Línea',
        categories: ['ene', '<b>'],
        series: [{ name: 'A&B', values: [1, null], color: 'cauce' }],
        unit: 'number',
      },
      table: {
        caption: 'c',
        columns: [{ label: 'Área' }, { label: 'Casos', numeric: true }],
        rows: [
          ...hostile.map((text) => ({ cells: [{ text }, { text: 'Sin datos', value: null }] })),
          { cells: [{ text: 'Normal' }, { text: '−1.234,5', value: -1234.5 }] },
        ],
      },
    },
    {
      id: 'dos',
      heading: 'Área: [tipo]/tema*',
      table: { caption: 'd', columns: [{ label: 'x' }], rows: [] },
    },
  ],
};

test('in CSV every text is quoted and none begins a formula; numbers have a decimal comma', () => {
  const csv = reportCsv(report, 'es');
  expect(csv.startsWith('\ufeff"Título con ñ y «comillas»"\r\n')).toBe(true);
  const cells = csv
    .slice(1)
    .split('\r\n')
    .flatMap((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  for (const cell of cells) expect(cell).toMatch(/^$|^"(?![\s]*[=+\-@＝＋－＠])[\s\S]*"$|^-?\d+(,\d+)?$/);
  expect(csv).toContain('"Normal";-1234,5\r\n');
  expect(reportCsv(report, 'en')).toContain('"Normal";-1234.5\r\n');
});

/** The parts of the workbook, which is a ZIP. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
  for (; at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    parts.set(name, (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8'));
  }
  return parts;
}

test('a workbook holds texts as texts and numbers as numbers, each table on a sheet of its own', async () => {
  const parts = partsOf(await reportXlsx(report));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<v>-1234.5</v>');
  const texts = parts.get('xl/sharedStrings.xml') ?? '';
  for (const text of ['+1', '@SUM(A1)', '=Subsidio']) expect(texts).toContain(text);
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^[^\\/?*[\]:]{1,31}$/);
});

test('a document is tagged, names its language, and draws its chart as lines instead of pixels', async () => {
  const pdf = await reportPdf(report, 'es', { footer: 'Cauce', page: (number, of) => `${number} de ${of}` });
  const text = pdf.toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  for (const part of ['/Marked true', '/Lang (es-CO)', '/S /Figure', '/S /TH', '/DisplayDocTitle true'])
    expect(text).toContain(part);
  expect(text).not.toContain('/Subtype /Image');
});

test('paper has the colors of the pages in the light', () => {
  const read = (name: string) =>
    readFileSync(new URL(`../../../admin/styles/${name}.css`, import.meta.url), 'utf8');
  // What is printed has the page's white before the screen's.
  const css = /--paper: #[0-9a-f]{6};/.exec(read('print'))?.[0] + read('tokens');
  for (const [token, color] of Object.entries(paperColors))
    expect([token, css.match(`--${token}: (#[0-9a-f]{6});`)?.[1]]).toEqual([token, color]);
});

test('signs that the fonts of paper lack are written with those they have', () => {
  expect(plainText('▲ 3 puntos, ▼ 2, \u22121 → ≥ 5\u00a0%')).toBe('+ 3 puntos, – 2, –1 - >= 5 %');
});
