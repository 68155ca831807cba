// A report as a file in one of the formats that people take along, named so that it is found again.
import { dateTimeWords } from '../../render/words.ts';
import type { Asking } from '../asking.ts';
import type { Report } from '../report.ts';
import { fileTable } from './fileTable.ts';
import { reportCsv } from './reportCsv.ts';
import { reportPdf } from './reportPdf.ts';
import { reportXlsx } from './reportXlsx.ts';

export const FORMATS = ['csv', 'xlsx', 'pdf'] as const;

export type Format = (typeof FORMATS)[number];

export const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

export interface ReportFile {
  name: string;
  contentType: string;
  content: Buffer;
}

const contentTypes: { readonly [format in Format]: string } = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

export async function reportFile(
  asking: Asking,
  shown: Report,
  format: Format,
  section?: string,
): Promise<ReportFile> {
  const { lang, question } = asking;
  const sections = shown.sections.map((each) =>
    each.table ? { ...each, table: fileTable(each.table) } : each,
  );
  const report = { ...shown, sections };
  const name = ['cauce', report.id.replaceAll('/', '-'), section, question.period.id.replace('/', '_')]
    .filter(Boolean)
    .join('-');
  return { name: `${name}.${format}`, contentType: contentTypes[format], content: await contentOf() };

  async function contentOf(): Promise<Buffer> {
    if (format === 'csv') return Buffer.from(reportCsv(report, lang, section));
    if (format === 'xlsx') return reportXlsx(report, section);
    const footer = asking.t('report.madeAt', { at: dateTimeWords(lang, asking.now, asking.timeZone) });
    const page = (number: number, of: number) => asking.t('report.pageOf', { number, of });
    return reportPdf(report, lang, { footer, page }, section);
  }
}
