// Two who write in one draft: what each changed holds, and where both changed the same field, neither is lost in silence.
import { describe, expect, test } from 'vitest';
import { markOf, mergeDraft, readSeen, type Seen, seenOf } from '../../../admin/desk/draftMerge.ts';
import { formKeys } from '../../../admin/desk/formKeys.ts';
import type { Variables } from '../../../engine/core/json.ts';
import type { FormSchema } from '../../../forms/index.ts';

const fields = ['name', 'rows', 'agreed'];
const stored: Variables = { name: 'Ana', rows: [], agreed: false };
const shown = seenOf(fields, stored);

function merge(typed: Variables, draft: Variables = {}, seen: Seen | undefined = shown) {
  return mergeDraft({ fields, seen, typed, draft, stored });
}

describe('what was typed', () => {
  test('is kept where nobody else wrote, and only that', () => {
    expect(merge({ name: 'Luz', rows: [], agreed: false })).toEqual({
      values: { name: 'Luz' },
      changed: ['name'],
      conflicts: [],
      news: [],
    });
  });

  test('stands beside what another wrote in another field, which the form did not show yet', () => {
    const merged = merge({ name: 'Luz', agreed: false }, { agreed: true });
    expect([merged.values, merged.news, merged.conflicts]).toEqual([
      { name: 'Luz', agreed: true },
      ['agreed'],
      [],
    ]);
  });

  test('does not go over what another wrote in the same field, but where both say the same', () => {
    const clash = merge({ name: 'Luz' }, { name: 'Eva' });
    expect(clash).toMatchObject({
      values: { name: 'Eva' },
      changed: [],
      conflicts: [{ field: 'name', mine: 'Luz', theirs: 'Eva' }],
    });
    expect(merge({ name: 'Eva' }, { name: 'Eva' }).conflicts).toEqual([]);
  });

  test('holds once the other answer was seen', () => {
    const seen = { ...shown, name: markOf('Eva') };
    expect(merge({ name: 'Luz' }, { name: 'Eva' }, seen)).toMatchObject({
      values: { name: 'Luz' },
      conflicts: [],
    });
  });

  test('may be an emptied field or list; no answer in another writing is none', () => {
    expect(merge({ name: '', rows: null, agreed: null }).values).toEqual({ name: '' });
    const list = seenOf(fields, { ...stored, rows: [{ x: 1 }] });
    expect(merge({ name: 'Ana', rows: [] }, { rows: [{ x: 1 }] }, list).values).toEqual({ rows: [] });
  });

  test('of a form that says nothing of what it showed holds as it is', () => {
    const merged = mergeDraft({
      fields,
      seen: undefined,
      typed: { name: 'Luz' },
      draft: { name: 'Eva' },
      stored,
    });
    expect([merged.values.name, merged.conflicts]).toEqual(['Luz', []]);
  });
});

test('what a form carries of what it showed is read as nothing where it is no such record', () => {
  for (const text of ['', 'null', '[]', '{', '7']) expect(readSeen(text)).toBeUndefined();
  expect(readSeen('{"name":"a","other":1}')).toEqual({ name: 'a' });
});

test('a form keeps its answers under the first part of its keys and paths, and nothing under what it computes', () => {
  const components = [
    { type: 'textfield', key: 'address.street' },
    { type: 'group', components: [{ type: 'number', key: 'amount' }] },
    { type: 'group', path: 'contact', components: [{ type: 'textfield', key: 'phone' }] },
    { type: 'dynamiclist', path: 'items', components: [{ type: 'textfield', key: 'inner' }] },
    { type: 'expression', key: 'total', expression: '=1' },
    { type: 'radio', key: 'a.b', literalKey: true },
    { type: 'separator' },
  ];
  const schema = { type: 'default', components } as unknown as FormSchema;
  expect(formKeys(schema)).toEqual(['address', 'amount', 'contact', 'items', 'a.b']);
});
