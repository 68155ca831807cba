// Reads a ZIP from outside by its directory: every name, link, size and sum is judged before and while it is unpacked, and
// one bad entry refuses the whole archive.
import { crc32, inflateRawSync } from 'node:zlib';
import type { Json } from '../core/json.ts';

export interface ArchiveFile {
  /** Path within the archive, with `/`. */
  name: string;
  content: Buffer;
}

export interface ArchiveLimits {
  files: number;
  /** Bytes of one file, and of all of them, unpacked. */
  fileBytes: number;
  totalBytes: number;
}

export type ArchiveOutcome =
  | { ok: true; files: ArchiveFile[] }
  | { ok: false; code: string; values: { [name: string]: Json } };

interface Entry {
  name: string;
  flags: number;
  method: number;
  sum: number;
  packed: number;
  size: number;
  at: number;
  isLink: boolean;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const UNIX = 3;
const ENCRYPTED = 1;
const UTF8 = 0x800;

class Refused extends Error {
  readonly code: string;
  readonly values: { [name: string]: Json };
  constructor(code: string, values: { [name: string]: Json } = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export const isArchive = (content: Buffer): boolean =>
  content.length >= 22 && [LOCAL, END].includes(content.readUInt32LE(0));

export function readArchive(content: Buffer, limits: ArchiveLimits): ArchiveOutcome {
  try {
    const entries = directoryOf(content, limits).filter(({ name }) => !name.endsWith('/'));
    for (const entry of entries) judge(entry, limits);
    const announced = entries.reduce((sum, { size }) => sum + size, 0);
    if (announced > limits.totalBytes) throw new Refused('ARCHIVE_TOO_LARGE', { limit: limits.totalBytes });
    return {
      ok: true,
      files: entries.map((entry) => ({ name: entry.name, content: unpack(content, entry) })),
    };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, values: error.values };
    // Node says so of what lies outside of the bytes that are there.
    if (error instanceof RangeError) return { ok: false, code: 'ARCHIVE_MALFORMED', values: {} };
    throw error;
  }
}

function directoryOf(content: Buffer, limits: ArchiveLimits): Entry[] {
  const end = endOf(content);
  const count = content.readUInt16LE(end + 10);
  if (count > limits.files * 2) throw new Refused('ARCHIVE_TOO_MANY', { found: count, limit: limits.files });
  const entries: Entry[] = [];
  let at = content.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (content.readUInt32LE(at) !== DIRECTORY) throw new Refused('ARCHIVE_MALFORMED');
    const nameLength = content.readUInt16LE(at + 28);
    const flags = content.readUInt16LE(at + 8);
    entries.push({
      name: nameOf(content.subarray(at + 46, at + 46 + nameLength), flags),
      flags,
      method: content.readUInt16LE(at + 10),
      sum: content.readUInt32LE(at + 16),
      packed: content.readUInt32LE(at + 20),
      size: content.readUInt32LE(at + 24),
      at: content.readUInt32LE(at + 42),
      isLink: content[at + 5] === UNIX && (content.readUInt16LE(at + 40) & 0xf000) === 0xa000,
    });
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  const files = entries.filter(({ name }) => !name.endsWith('/')).length;
  if (files > limits.files) throw new Refused('ARCHIVE_TOO_MANY', { found: files, limit: limits.files });
  return entries;
}

/** A comment of up to 64 kB may stand behind it. */
function endOf(content: Buffer): number {
  const first = Math.max(0, content.length - 22 - 0xffff);
  for (let at = content.length - 22; at >= first; at -= 1) if (content.readUInt32LE(at) === END) return at;
  throw new Refused('ARCHIVE_MALFORMED');
}

/** Programs that say nothing of the encoding write UTF-8, or the letters of Western Europe. */
function nameOf(bytes: Buffer, flags: number): string {
  const read = (encoding: string) => new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  try {
    return read('utf-8').replaceAll('\\', '/').normalize('NFC');
  } catch {
    if (flags & UTF8) throw new Refused('ARCHIVE_MALFORMED');
    return read('windows-1252').replaceAll('\\', '/');
  }
}

function judge({ name, flags, method, size, isLink }: Entry, limits: ArchiveLimits): void {
  const leavesFolder = /^\/|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name);
  if (leavesFolder || name === '') throw new Refused('ARCHIVE_PATH', { file: name.replaceAll('\0', '') });
  if (isLink) throw new Refused('ARCHIVE_LINK', { file: name });
  if (flags & ENCRYPTED) throw new Refused('ARCHIVE_ENCRYPTED', { file: name });
  if (method !== 0 && method !== 8) throw new Refused('ARCHIVE_METHOD', { file: name });
  if (size > limits.fileBytes)
    throw new Refused('ARCHIVE_FILE_TOO_LARGE', { file: name, limit: limits.fileBytes });
}

/** Never more bytes than the entry announced, whatever it holds. */
function unpack(content: Buffer, { at, packed, method, size, sum }: Entry): Buffer {
  if (content.readUInt32LE(at) !== LOCAL) throw new Refused('ARCHIVE_MALFORMED');
  const from = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28);
  const bytes = content.subarray(from, from + packed);
  const unpacked = method === 0 ? Buffer.from(bytes) : inflated(bytes, size);
  if (unpacked.length !== size || crc32(unpacked) !== sum) throw new Refused('ARCHIVE_MALFORMED');
  return unpacked;
}

function inflated(bytes: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new Refused('ARCHIVE_MALFORMED');
  }
}
