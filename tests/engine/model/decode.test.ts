// Bytes of other encodings than UTF-8.
import { expect, test } from 'vitest';
import { drawing, parse, problemsOf } from './drawing.ts';

const text = drawing('<bpmn:task id="t" name="Petición"/>');
const declaring = (encoding: string) => text.replace('UTF-8', encoding);

async function nameIn(bytes: Uint8Array): Promise<string | undefined> {
  return (await parse(bytes)).processes[0]?.elements[0]?.name;
}

test('UTF-8 is read with and without its mark', async () => {
  expect(await nameIn(Buffer.from(text))).toBe('Petición');
  expect(await nameIn(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).toBe('Petición');
});

test('a declared old encoding is read by its declaration, with a warning', async () => {
  const bytes = Buffer.from(declaring('ISO-8859-1'), 'latin1');
  expect(await nameIn(bytes)).toBe('Petición');
  expect(await problemsOf(bytes)).toEqual(['warning ENCODING_NOT_UTF8']);
});

test('UTF-8 that declares an old encoding is read as what it is', async () => {
  expect(await nameIn(Buffer.from(declaring('WINDOWS-1252')))).toBe('Petición');
});

test('UTF-16 with its mark is read', async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(declaring('UTF-16'), 'utf16le')]);
  expect(await nameIn(bytes)).toBe('Petición');
});

test('bytes that are not what they say are refused', async () => {
  expect(await problemsOf(Buffer.from(text, 'latin1'))).toEqual(['error ENCODING_NOT_SUPPORTED']);
  expect(await problemsOf(Buffer.from(declaring('EBCDIC-17'), 'latin1'))).toEqual([
    'error ENCODING_NOT_SUPPORTED',
  ]);
});
