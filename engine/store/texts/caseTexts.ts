// All the text of cases: number, variables of every scope, names of files, mails and notes, opened where they are sealed.
import type { Knex } from 'knex';
import type { Json } from '../../core/json.ts';
import { openText } from '../envelopes.ts';
import type { KeyStore } from '../keys.ts';
import type { Sealing } from '../sealing.ts';
import { readMarks } from './caseMarks.ts';
import type { CaseText } from './textIndex.ts';

export interface TextSource {
  reader: Knex;
  tenant: string;
  keys: KeyStore;
  sealing: Sealing;
}

/** What a case holds beyond this is not searched. */
const MOST = 100_000;
/** Variables that no reader would look for. */
const LONGEST_TEXT = 20_000;

type Lines = Map<number, string[]>;

/** Of root instances; one whose key was erased keeps what was never sealed. */
export async function readCaseTexts(source: TextSource, roots: readonly number[]): Promise<CaseText[]> {
  const lines: Lines = new Map(roots.map((root) => [root, []]));
  await readNumbers(source, roots, lines);
  await readVariables(source, roots, lines);
  await readFileNames(source, roots, lines);
  await readMails(source, roots, lines);
  await readNotes(source, roots, lines);
  const marks = await readMarks(source, roots);
  return roots.map((key) => ({
    key,
    body: (lines.get(key) ?? []).join('\n').slice(0, MOST),
    marks: [...(marks.get(key) ?? [])],
  }));
}

function add(lines: Lines, root: number, name: string, text: string): void {
  // Links may open a case to whoever holds them.
  const plain = text
    .slice(0, LONGEST_TEXT)
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain !== '') lines.get(root)?.push(`${name}\t${plain}`);
}

async function readNumbers(
  { reader, tenant }: TextSource,
  roots: readonly number[],
  lines: Lines,
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
    add(lines, key, '#', number ?? '');
    add(lines, key, '#process', process_name);
  }
}

async function readVariables(source: TextSource, roots: readonly number[], lines: Lines): Promise<void> {
  const { reader, sealing } = source;
  const rows = (await reader('cauce_process_instances as p')
    .join('cauce_variables as v', 'v.instance_key', 'p.key')
    .whereIn('p.root_key', roots)
    .orderBy(['v.instance_key', 'v.scope_key', 'v.name'])
    .select('p.root_key', 'v.name', 'v.value')) as { root_key: number; name: string; value: string }[];
  for (const { root_key, name, value } of rows) {
    // Numbers and yes or no say nothing by themselves; a telephone or a document of identity does.
    if (value === 'true' || value === 'false' || value === 'null') continue;
    const open = await sealing.openValue(root_key, name, JSON.parse(value) as Json);
    const said = [...new Set(textsIn(open))].join(' · ');
    add(lines, root_key, name, said);
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

async function readFileNames(
  { reader, tenant, keys }: TextSource,
  roots: readonly number[],
  lines: Lines,
): Promise<void> {
  const rows = (await reader('cauce_documents')
    .where({ tenant_id: tenant })
    .whereIn('case_key', roots)
    .orderBy('id')
    .select('case_key', 'name', 'key_id')) as { case_key: number; name: string; key_id: string | null }[];
  for (const { case_key, name, key_id } of rows) {
    const key = key_id === null ? undefined : await keys.find(key_id);
    if (key === 'erased' || (key_id !== null && !key)) continue;
    add(lines, case_key, '#file', key ? openText(key, 'name', name) : name);
  }
}

async function readMails(
  { reader, tenant, sealing }: TextSource,
  roots: readonly number[],
  lines: Lines,
): Promise<void> {
  const rows = (await reader('cauce_mails')
    .where({ tenant_id: tenant })
    .whereIn('root_key', roots)
    .orderBy('job_key')
    .select('root_key', 'content')) as { root_key: number; content: string }[];
  for (const { root_key, content } of rows) {
    const open = await sealing.open(root_key, 'mail', content);
    if (open === undefined) continue;
    // Their texts hold codes for the requester alone; what else they say stands in the case.
    const { to, subject } = JSON.parse(open) as { to?: unknown; subject?: unknown };
    add(lines, root_key, '#mail', [to, subject].filter((part) => typeof part === 'string').join(' · '));
  }
}

async function readNotes(
  { reader, tenant, sealing }: TextSource,
  roots: readonly number[],
  lines: Lines,
): Promise<void> {
  const rows = (await reader('cauce_notes')
    .where({ tenant_id: tenant })
    .whereIn('root_key', roots)
    .orderBy('key')
    .select('root_key', 'text')) as { root_key: number; text: string }[];
  for (const { root_key, text } of rows) {
    const open = await sealing.openValue(root_key, 'text', JSON.parse(text) as Json);
    if (typeof open === 'string') add(lines, root_key, '#note', open);
  }
}
