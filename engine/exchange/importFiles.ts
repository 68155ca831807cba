// Files from other tools made into files of a draft: archives unpacked, names set right, text as UTF-8, and a drawing
// without coordinates drawn. What is no part of a process is left out, and told.
import type { Json } from '../core/json.ts';
import { decodeText } from '../model/decode.ts';
import { isDraftFileName } from '../runtime/draftNames.ts';
import { MOST_DRAFT_BYTES, MOST_DRAFT_FILES } from '../runtime/draftRules.ts';
import { isDrawing } from '../runtime/drawingFiles.ts';
import type { Rejection, Resource } from '../runtime/requests.ts';
import { layoutInWorker } from './layoutInWorker.ts';
import { type ArchiveFile, isArchive, readArchive } from './readArchive.ts';

export interface Imported {
  files: Resource[];
  /** Names of drawings that came without coordinates and have them now. */
  drawn: string[];
  /** Names of what is no file of a process. */
  left: string[];
}

export type ImportOutcome = ({ ok: true } & Imported) | { ok: false; rejection: Rejection };

const LIMITS = { files: MOST_DRAFT_FILES, fileBytes: MOST_DRAFT_BYTES, totalBytes: 32 * 1024 * 1024 };

export async function importFiles(uploads: readonly ArchiveFile[]): Promise<ImportOutcome> {
  const found: ArchiveFile[] = [];
  for (const upload of uploads) {
    const tool = foreignTool(upload);
    if (tool !== undefined) return refused('IMPORT_FORMAT', { file: upload.name, tool });
    if (!isArchive(upload.content)) {
      found.push({ ...upload, name: upload.name.split(/[\\/]/).at(-1) ?? '' });
      continue;
    }
    const read = readArchive(upload.content, LIMITS);
    if (!read.ok) return refused(read.code, read.values);
    const strange = read.files.map((file) => ({ file: file.name, tool: foreignTool(file) }));
    const foreign = strange.find(({ tool }) => tool !== undefined);
    if (foreign) return refused('IMPORT_FORMAT', { file: foreign.file, tool: foreign.tool ?? '' });
    found.push(...withoutTopFolder(read.files.filter(({ name }) => !isHidden(name))));
  }
  const imported: Imported = { files: [], drawn: [], left: [] };
  for (const file of found) await take(file, imported);
  if (imported.files.length === 0) return refused('IMPORT_NOTHING', {});
  return { ok: true, ...imported };
}

async function take({ name: given, content }: ArchiveFile, imported: Imported): Promise<void> {
  const name = freeName(safeName(given), imported.files);
  const isText = !/\.xml$/i.test(name) || isDrawing(name, content);
  if (!isDraftFileName(name) || !isText) {
    imported.left.push(given);
    return;
  }
  if (!isDrawing(name, content)) {
    imported.files.push({ name, content });
    return;
  }
  const text = asUtf8(content);
  const drawn = text === undefined || isDrawn(text) ? undefined : await layoutInWorker(text);
  if (drawn !== undefined) imported.drawn.push(name);
  const kept = drawn ?? text;
  // What was UTF-8 stays as it came, to the byte.
  const isSame = kept === undefined || kept === content.toString('utf8').replace(/^\uFEFF/, '');
  imported.files.push({ name, content: isSame ? content : Buffer.from(kept) });
}

const isDrawn = (text: string): boolean => /<(?:[\w.-]+:)?BPMNShape[\s/>]/.test(text);

/** Undefined where it is in no encoding that we read: whoever opens it is told. */
function asUtf8(content: Buffer): string | undefined {
  const read = decodeText(content);
  if (read === undefined) return undefined;
  const { text, encoding } = read;
  if (/^utf-?8$/i.test(encoding)) return text;
  return text.replace(/^(\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*)(["'])[\w.:-]+\2/i, '$1$2UTF-8$2');
}

/** By what it is or how it is called; undefined where it may be BPMN. */
function foreignTool({ name, content }: ArchiveFile): string | undefined {
  if (/\.(bpm|bex|diag)$/i.test(name)) return 'Bizagi';
  if (/\.(sgx|signavio)$/i.test(name)) return 'Signavio';
  if (/\.(adl|axr)$/i.test(name)) return 'ADONIS';
  if (/\.vsdx?$/i.test(name)) return 'Visio';
  const head = content.subarray(0, 4096).toString('latin1').replaceAll('\0', '');
  if (/\.(xpdl|xml)$/i.test(name) && /<(?:[\w.-]+:)?Package[\s>][^>]*xpdl/i.test(head)) return 'XPDL';
  if (/\.xml$/i.test(name) && /<!DOCTYPE ADOXML|<ADOXML/i.test(head)) return 'ADONIS';
  return undefined;
}

const isHidden = (name: string): boolean => /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(name);

/** Folders that mean something by their names. */
const OURS = /^(catalogs|calendars|decisions|forms|mails|scenarios|intakes|webhooks)$/;

/** Whoever compresses a folder compresses it with its name. */
function withoutTopFolder(files: ArchiveFile[]): ArchiveFile[] {
  const top = files[0]?.name.split('/')[0] ?? '';
  const isTop = top !== '' && !OURS.test(top) && files.every(({ name }) => name.startsWith(`${top}/`));
  if (!isTop) return files;
  return withoutTopFolder(files.map((file) => ({ ...file, name: file.name.slice(top.length + 1) })));
}

/** What other tools put into names and no folder takes. */
function safeName(name: string): string {
  return name
    .normalize('NFC')
    .split('/')
    .map((part) =>
      part
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        .replace(/[\u0000-\u001f\u007f\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, '-')
        .trim(),
    )
    .join('/');
}

function freeName(name: string, taken: readonly Resource[]): string {
  const isTaken = (one: string) => taken.some((each) => each.name.toLowerCase() === one.toLowerCase());
  let free = name;
  for (let number = 2; isTaken(free); number += 1)
    free = name.replace(/^(.*?)((?:\.bpmn20)?\.[^./]+)?$/, `$1-${number}$2`);
  return free;
}

function refused(code: string, values: { [name: string]: Json }): { ok: false; rejection: Rejection } {
  return { ok: false, rejection: { code, values } };
}
