// ZIPs that people send, honest ones and those made to break whoever unpacks them.
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isArchive, readArchive } from '../../../engine/exchange/readArchive.ts';
import { writeArchive } from '../../../engine/exchange/writeArchive.ts';

const limits = { files: 5, fileBytes: 1_000, totalBytes: 2_000 };

const zip = (files: { [name: string]: string }): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );

/** Writes over each place of the directory and of the entry itself where that number stands. */
function forged(archive: Buffer, change: (entry: { local: number; directory: number }) => void): Buffer {
  const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  change({ local: 0, directory });
  return archive;
}

test('a folder that was written is read again as it was', () => {
  const files = [
    { name: 'a.bpmn', content: Buffer.from('<a/>') },
    { name: 'formularios/petición.form', content: Buffer.from('{}') },
  ];
  const read = readArchive(writeArchive('peticiones', files), limits);
  expect(read).toEqual({
    ok: true,
    files: files.map(({ name, content }) => ({ name: `peticiones/${name}`, content })),
  });
  expect(writeArchive('x', files).equals(writeArchive('x', files))).toBe(true);
});

describe('an archive is refused as a whole', () => {
  test.each(['../a.bpmn', 'a/../../b.bpmn', '/etc/passwd', 'C:/a.bpmn', '..\\a.bpmn', 'a/..'])(
    'for the name %s',
    (name) => {
      expect(readArchive(zip({ 'fine.bpmn': 'x', [name]: 'x' }), limits)).toMatchObject({
        ok: false,
        code: 'ARCHIVE_PATH',
      });
    },
  );

  test('for a link', () => {
    const link = Buffer.from(
      zipSync({ 'a.bpmn': [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }),
    );
    expect(readArchive(link, limits)).toMatchObject({ code: 'ARCHIVE_LINK', values: { file: 'a.bpmn' } });
  });

  test('for more files, or more bytes, than it may hold', () => {
    const many = zip(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.form`, '{}'])));
    expect(readArchive(many, limits)).toMatchObject({ code: 'ARCHIVE_TOO_MANY', values: { found: 6 } });
    expect(readArchive(zip({ 'a.bpmn': 'x'.repeat(1_001) }), limits)).toMatchObject({
      code: 'ARCHIVE_FILE_TOO_LARGE',
    });
    const three = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.csv`, 'x'.repeat(900)]));
    expect(readArchive(zip(three), limits)).toMatchObject({ code: 'ARCHIVE_TOO_LARGE' });
  });

  test('for a bomb that announces less than it holds, before it is unpacked', () => {
    const bomb = zip({ 'a.csv': 'x'.repeat(50_000_000) });
    const small = forged(bomb, ({ local, directory }) => {
      bomb.writeUInt32LE(10, local + 22);
      bomb.writeUInt32LE(10, directory + 24);
    });
    expect(readArchive(small, limits)).toMatchObject({ code: 'ARCHIVE_MALFORMED' });
  });

  test('for a password, another compression, a wrong sum, and an end that is missing', () => {
    const encrypted = zip({ 'a.csv': 'x' });
    forged(encrypted, ({ directory }) => encrypted.writeUInt16LE(1, directory + 8));
    expect(readArchive(encrypted, limits)).toMatchObject({ code: 'ARCHIVE_ENCRYPTED' });
    const other = zip({ 'a.csv': 'x' });
    forged(other, ({ directory }) => other.writeUInt16LE(14, directory + 10));
    expect(readArchive(other, limits)).toMatchObject({ code: 'ARCHIVE_METHOD' });
    const wrong = zip({ 'a.csv': 'x' });
    forged(wrong, ({ directory }) => wrong.writeUInt32LE(7, directory + 16));
    expect(readArchive(wrong, limits)).toMatchObject({ code: 'ARCHIVE_MALFORMED' });
    const cut = zip({ 'a.csv': 'hola' });
    expect(readArchive(cut.subarray(0, cut.length - 30), limits)).toMatchObject({
      code: 'ARCHIVE_MALFORMED',
    });
  });

  test('for a directory that points outside of the file', () => {
    const far = zip({ 'a.csv': 'x' });
    forged(far, ({ directory }) => far.writeUInt32LE(0x7fffffff, directory + 42));
    expect(readArchive(far, limits)).toMatchObject({ code: 'ARCHIVE_MALFORMED' });
  });
});

test('whatever bytes are changed, it is read or refused, and never throws', () => {
  const honest = zip({ 'a.bpmn': '<a/>', 'forms/b.form': '{}' });
  for (let at = 0; at < honest.length; at += 1) {
    const mutant = Buffer.from(honest);
    mutant[at] = (mutant[at] ?? 0) ^ 0xff;
    expect(typeof readArchive(mutant, limits).ok).toBe('boolean');
  }
});

test('what is no archive is not taken for one', () => {
  expect([isArchive(Buffer.from('<?xml version="1.0"?>')), isArchive(deflateRawSync('PK'))]).toEqual([
    false,
    false,
  ]);
  expect(isArchive(zip({ 'a.csv': 'x' }))).toBe(true);
});
