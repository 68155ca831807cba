// What a process folder says to the public: requests in plain words, and texts to consent to, or where they are wrong.
import { describe, expect, test } from 'vitest';
import { readConsent } from '../../../engine/runtime/consentText.ts';
import { readRequests } from '../../../engine/runtime/requestCatalog.ts';

const entry = { id: 'queja', process: 'p', title: 'Poner una queja' };

describe('requests', () => {
  test('are read with what they leave out', () => {
    expect(readRequests({ requests: [entry] })).toEqual({
      requests: [{ ...entry, words: [], prepare: [], variables: {} }],
    });
  });

  test.each<[unknown, string]>([
    [[], 'requests'],
    [{ requests: {} }, 'requests'],
    [{ requests: [null] }, 'requests[0]'],
    [{ requests: [entry, { ...entry, id: 'a b' }] }, 'requests[1].id'],
    [{ requests: [entry, entry] }, 'requests[1].id'],
    [{ requests: [{ ...entry, title: ' ' }] }, 'requests[0].title'],
    [{ requests: [{ ...entry, process: 7 }] }, 'requests[0].process'],
    [{ requests: [{ ...entry, words: ['ok', 7] }] }, 'requests[0].words'],
    [{ requests: [{ ...entry, prepare: 'todo' }] }, 'requests[0].prepare'],
    [{ requests: [{ ...entry, variables: [] }] }, 'requests[0].variables'],
    [{ requests: [{ ...entry, summary: 'x'.repeat(501) }] }, 'requests[0].summary'],
  ])('%j are wrong at %s', (json, wrong) => {
    expect(readRequests(json)).toEqual({ wrong });
  });
});

describe('a text of consent', () => {
  test('has a title, a version, its words and the hash of the whole file, with whatever line ends', () => {
    const file = '\uFEFF---\r\ntitle: Autorización 🦜\r\nversion: 2.1\r\n---\r\n\r\nUsamos sus datos.\r\n';
    const read = readConsent(Buffer.from(file));
    expect(read).toMatchObject({ title: 'Autorización 🦜', version: '2.1', text: 'Usamos sus datos.' });
    const other = readConsent(Buffer.from(file.replace('Usamos', 'No usamos')));
    expect('hash' in read && 'hash' in other && read.hash !== other.hash).toBe(true);
  });

  test.each([
    ['Sin cabeza', 'title'],
    ['---\nversion: 1\n---\ntexto', 'title'],
    ['---\ntitle: A\n---\ntexto', 'version'],
    ['---\ntitle: A\nversion: 1\n---\n\n', 'text'],
    [`---\ntitle: A\nversion: 1\n---\n${'x'.repeat(20_001)}`, 'text'],
  ])('%j lacks its %s', (file, wrong) => {
    expect(readConsent(Buffer.from(file))).toEqual({ wrong });
  });
});
