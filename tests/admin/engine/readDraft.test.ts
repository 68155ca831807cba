// The files of a draft as the browser's worker reads them: the shipped folders, changes of one file, and broken files.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDraftReader } from '../../../admin/islands/engine/readDraft.ts';
import { readFolder } from '../../../engine/runtime/folder.ts';

const textsOf = async (flow: string) => {
  const files = await readFolder(join(import.meta.dirname, '../../../processes', flow));
  return files.map(({ name, content }) => ({ name, text: content.toString('utf8') }));
};

describe('the reader of drafts', () => {
  test('reads a whole folder into processes, forms and what expressions look up', async () => {
    const draft = await createDraftReader().read(await textsOf('pqrs'));
    expect(draft.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(draft.drawings.map(({ name }) => name)).toEqual(['as-is.bpmn', 'to-be.bpmn']);
    expect(draft.models.length).toBeGreaterThanOrEqual(2);
    expect(draft.forms.length).toBeGreaterThan(3);
    const rows = draft.around.resolve({ kind: 'series', id: 'PQRS', owner: 0 }, Date.UTC(2026, 0, 5));
    expect(rows).toBe('PQRS-2026-000001');
  });

  test('reads again only the drawing that changed', async () => {
    const files = await textsOf('pqrs');
    const reader = createDraftReader();
    const first = await reader.read(files);
    const changed = files.map((file) =>
      file.name === 'to-be.bpmn' ? { ...file, text: `${file.text}\n` } : file,
    );
    const second = await reader.read(changed);
    expect(second.drawings[0]).toBe(first.drawings[0]);
    expect(second.drawings[1]).not.toBe(first.drawings[1]);
    expect(second.around).toBe(first.around);
  });

  test('tells what is wrong with a broken file, and reads the others all the same', async () => {
    const files = await textsOf('pqrs');
    const draft = await createDraftReader().read([
      ...files,
      { name: 'broken.bpmn', text: '<definitions' },
      { name: 'forms/broken.form', text: '{' },
    ]);
    expect(draft.models.length).toBeGreaterThanOrEqual(2);
    expect(draft.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { resource: 'broken.bpmn' },
    ]);
    expect(draft.forms.some(({ file }) => file === 'forms/broken.form')).toBe(false);
  });
});
