// `cauce:almera`: lists each closed case in a CSV file that Almera collects from a folder, one file a year.
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, Variables } from '../../core/json.ts';
import type { Connector } from '../connector.ts';
import { csvLine } from '../csv.ts';

/** No personal data: what the case is, and when. */
const COLUMNS = ['request_type', 'service', 'channel', 'filed_at', 'due_date', 'sent_at', 'closing_state'];
const HEADER = ['job_key', 'case_key', 'case_number', ...COLUMNS, 'closed_at'];

export const almera: Connector = {
  type: 'cauce:almera',
  configured: ({ almeraExportDir }) => almeraExportDir !== undefined && almeraExportDir !== '',
  async run(job, { settings, now }) {
    const folder = settings.almeraExportDir;
    if (!folder) throw new Error('Expected an export folder: configured() said so.');
    const closedAt = new Date(now());
    const cells = [String(job.key), String(job.rootKey), ...rowOf(job.variables), closedAt.toISOString()];
    await inTurn(async () => {
      await mkdir(folder, { recursive: true });
      const year = closedAt.getUTCFullYear();
      // A run that was cut off at New Year's Eve may have written into last year's file.
      if (await holdsJob(fileOf(folder, year - 1), job.key)) return;
      await appendOnce(fileOf(folder, year), job.key, csvLine(cells));
    });
    return { variables: {} };
  },
};

function rowOf(variables: Variables): string[] {
  return ['case_number', ...COLUMNS].map((name) => cellText(variables[name]));
}

function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fileOf(folder: string, year: number): string {
  return join(folder, `closed-cases-${year}.csv`);
}

let last: Promise<void> = Promise.resolve();

/** One append at a time, so that two closings cannot both find the file without their row's neighbor. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

async function holdsJob(file: string, jobKey: number): Promise<boolean> {
  return completeLines(await textOf(file)).includes(`\n"${jobKey}",`);
}

async function appendOnce(file: string, jobKey: number, line: string): Promise<void> {
  const before = await textOf(file);
  const complete = completeLines(before);
  if (complete.includes(`\n"${jobKey}",`)) return;
  const handle = await open(file, 'a');
  try {
    // A row torn by a power cut was never answered for: its job runs again and writes it whole.
    if (complete.length < before.length) await handle.truncate(Buffer.byteLength(complete));
    await handle.appendFile(complete === '' ? csvLine(HEADER) + line : line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function completeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
