// All the text of cases: number, variables of every scope, names of files, mails and notes, opened where they are sealed.
import type { Knex } from 'knex';
import type { Json } from '../../core/json.ts';
import { openText } from '../envelopes.ts';
import type { KeyStore } from '../keys.ts';
import type { Sealing } from '../sealing.ts';
import { type CaseLines, caseLines } from './caseLines.ts';
import { readMarks } from './caseMarks.ts';
import { pagesOf, pagesOfCases, pauses } from './pages.ts';
import type { CaseText } from './textIndex.ts';

export interface TextSource {
  reader: Knex;
  tenant: string;
  keys: KeyStore;
  sealing: Sealing;
}

/** Of root instances; one whose key was erased keeps what was never sealed. One after another, as they are taken. */
export async function* readCaseTexts(source: TextSource, roots: readonly number[]): AsyncGenerator<CaseText> {
  const lines = caseLines(roots);
  await readNumbers(source, roots, lines);
  await readVariables(source, lines);
  await readFileNames(source, lines);
  await readMails(source, lines);
  await readNotes(source, lines);
  const marks = await readMarks(source, roots);
  for (const key of roots) yield { key, body: lines.body(key), marks: [...(marks.get(key) ?? [])] };
}

async function readNumbers(
  { reader, tenant }: TextSource,
  roots: readonly number[],
  lines: CaseLines,
): Promise<void> {
  const rows = (await reader('cauce_cases')
    .where({ tenant_id: tenant })
    .whereIn('key', roots)
    .select('key', 'number', 'process_name')) as {
    key: number;
    number: string | null;
    process_name: string;
  }[];
  for (const { key, number, process_name } of rows) {
    lines.add(key, '#', number ?? '');
    lines.add(key, '#process', process_name);
  }
}

const variables = { table: 'cauce_variables', order: ['scope_key', 'name'], columns: ['value'] } as const;

async function readVariables({ reader, sealing }: TextSource, lines: CaseLines): Promise<void> {
  const pause = pauses();
  const pages = pagesOfCases<{ name: string; value: string }>(reader, variables, lines.open);
  for await (const page of pages)
    for (const { root_key, name, value } of page) {
      // Numbers and yes or no say nothing by themselves; a telephone or a document of identity does.
      if (value === 'true' || value === 'false' || value === 'null' || !lines.hasRoom(root_key)) continue;
      const open = await sealing.openValue(root_key, name, JSON.parse(value) as Json);
      lines.add(root_key, name, [...new Set(textsIn(open))].join(' · '));
      await pause();
    }
}

/** Texts and longer numbers anywhere inside; of a document only its name. */
function* textsIn(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 1000) yield String(value);
  } else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (typeof value === 'object' && value !== null) {
    if (value.$erased === true) return;
    const kind = value['cauce.document.type'] ?? value['camunda.document.type'];
    if (kind !== undefined) return;
    for (const item of Object.values(value)) yield* textsIn(item);
  }
}

async function readFileNames({ reader, tenant, keys }: TextSource, lines: CaseLines): Promise<void> {
  const documents = {
    table: 'cauce_documents',
    of: 'case_key',
    order: ['id'],
    columns: ['name', 'key_id'],
    where: { tenant_id: tenant },
  };
  type Row = { case_key: number; name: string; key_id: string | null };
  const pause = pauses();
  for await (const page of pagesOf<Row>(reader, documents, lines.open))
    for (const { case_key, name, key_id } of page) {
      const key = key_id === null ? undefined : await keys.find(key_id);
      if (key === 'erased' || (key_id !== null && !key)) continue;
      lines.add(case_key, '#file', key ? openText(key, 'name', name) : name);
      await pause();
    }
}

async function readMails({ reader, tenant, sealing }: TextSource, lines: CaseLines): Promise<void> {
  const mails = {
    table: 'cauce_mails',
    of: 'root_key',
    order: ['job_key'],
    columns: ['content'],
    where: { tenant_id: tenant },
  };
  const pause = pauses();
  for await (const page of pagesOf<{ root_key: number; content: string }>(reader, mails, lines.open))
    for (const { root_key, content } of page) {
      const open = await sealing.open(root_key, 'mail', content);
      if (open === undefined) continue;
      // Their texts hold codes for the requester alone; what else they say stands in the case.
      const { to, subject } = JSON.parse(open) as { to?: unknown; subject?: unknown };
      const said = [to, subject].filter((part) => typeof part === 'string');
      lines.add(root_key, '#mail', said.join(' · '));
      await pause();
    }
}

async function readNotes({ reader, tenant, sealing }: TextSource, lines: CaseLines): Promise<void> {
  const notes = {
    table: 'cauce_notes',
    of: 'root_key',
    order: ['key'],
    columns: ['text'],
    where: { tenant_id: tenant },
  };
  const pause = pauses();
  for await (const page of pagesOf<{ root_key: number; text: string }>(reader, notes, lines.open))
    for (const { root_key, text } of page) {
      const open = await sealing.openValue(root_key, 'text', JSON.parse(text) as Json);
      if (typeof open === 'string') lines.add(root_key, '#note', open);
      await pause();
    }
}
