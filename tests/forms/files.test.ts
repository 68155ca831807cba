// Files in forms: what is attached, kept and refused.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../engine/core/json.ts';
import { type FormSchema, type SubmittedFile, validateVariables } from '../../forms/index.ts';
import { document } from './support/answers.ts';
import { form, post, shared } from './support/form.ts';

describe('files', () => {
  const picker = (more: object = {}): FormSchema =>
    form({
      type: 'filepicker',
      key: 'files',
      accept: '.pdf, image/*',
      multiple: true,
      validate: { required: true },
      ...more,
    });
  const upload = (fileName: string, contentType: string, size = 10, field = 'files'): SubmittedFile => {
    return { field, fileName, contentType, size, reference: { documentId: `id-${fileName}` } };
  };
  const send = (
    files: SubmittedFile[],
    more: object = {},
    body = {},
    stored: Variables = {},
    earlier: Json[] = [],
  ) => post(picker(more), body, stored, { files, earlier, limits: { maxBytes: 100, maxCount: 2 } });

  test('become references with their names', () => {
    expect(send([upload('a.PDF', 'application/pdf')])).toMatchObject({
      variables: {
        files: [
          {
            documentId: 'id-a.PDF',
            metadata: { fileName: 'a.PDF', contentType: 'application/pdf', size: 10 },
          },
        ],
      },
    });
  });

  const refusals: [string, SubmittedFile[], object, string][] = [
    [
      'of a type that the field does not take',
      [upload('a.exe', 'application/x-dosexec')],
      {},
      'FIELD_FILE_TYPE',
    ],
    ['that only pose by their name', [upload('a.pdf.html', 'text/html')], {}, 'FIELD_FILE_TYPE'],
    ['too large', [upload('a.pdf', 'application/pdf', 101)], {}, 'FIELD_FILE_SIZE'],
    [
      'too many',
      ['a.pdf', 'b.pdf', 'c.pdf'].map((one) => upload(one, 'application/pdf')),
      {},
      'FIELD_FILE_COUNT',
    ],
    [
      'several where one is taken',
      [upload('a.pdf', 'application/pdf'), upload('b.pdf', 'application/pdf')],
      { multiple: false },
      'FIELD_FILE_SINGLE',
    ],
    ['none where one is required', [], {}, 'FIELD_REQUIRED_FILE'],
  ];
  test.each(refusals)('%s are refused', (_what, files, more, code) => {
    expect(send(files, more)).toMatchObject({ errors: { files: { code } } });
  });

  test('for another field refuse the submission', () => {
    expect(send([upload('a.pdf', 'application/pdf', 1, 'other')])).toMatchObject({
      errors: { other: { code: 'FIELD_UNKNOWN' } },
    });
  });

  test('that were sent as text only are refused', () => {
    expect(send([], {}, { files: 'a.pdf' })).toMatchObject({ errors: { files: { code: 'FIELD_FILE' } } });
  });

  test('of before are kept or dropped as the person ticked, and nobody keeps a document of others', () => {
    const stored = { files: [document('d1', 'uno.pdf'), document('d2', 'dos.pdf')] };
    const limits = { limits: { maxBytes: 5_000, maxCount: 3 } };
    expect(post(picker(), { 'files.keep': ['d2', 'other'] }, stored, limits)).toMatchObject({
      variables: { files: [document('d2', 'dos.pdf')] },
    });
    const earlier = [document('d3', 'tres.pdf')];
    expect(post(picker(), { 'files.keep': 'd3' }, stored, { ...limits, earlier })).toMatchObject({
      variables: { files: earlier },
    });
    const variables = { files: [document('other', 'ajeno.pdf')] };
    expect(validateVariables({ ...shared, schema: picker(), stored, variables })).toMatchObject({
      errors: { files: { code: 'FIELD_FILE' } },
    });
  });

  test('a new file takes the place of the old where one is taken', () => {
    const stored = { files: [document('d1', 'uno.pdf')] };
    const result = send(
      [upload('b.pdf', 'application/pdf')],
      { multiple: false },
      { 'files.keep': 'd1' },
      stored,
    );
    expect(result).toMatchObject({ variables: { files: [{ documentId: 'id-b.pdf' }] } });
  });
});
