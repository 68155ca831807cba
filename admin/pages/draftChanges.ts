// What people do to a draft on its page: files added, renamed, removed and had back; its name, flow and tags; and set aside.

import { editorOf } from '../desk/draftView.ts';
import { blankFile, importFiles, type Refusal, type Rejection, tooMany, wrongFile } from '../engine.ts';
import { type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';
import { anyDraftOf, showDraft } from './draft.ts';
import { draftOf } from './draftFiles.ts';
import { importNews } from './drafts.ts';

/** Back to the draft's page, or the page as it is with what was refused. */
async function answer(visit: Visit, outcome: { ok: true } | Refusal, notice: string): Promise<void> {
  if (!outcome.ok) return showDraft(visit, outcome.rejection);
  visit.go(`/borradores/${visit.key('key')}?notice=${notice}`);
}

const by = (visit: Visit): string => visit.principal.username;

async function change(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const changes = {
    name: visit.field('name').trim(),
    flow: visit.field('flow').trim().slice(0, 100),
    tags: tagsOf(visit.field('tags')),
  };
  await answer(visit, await visit.engine.drafts.change(key, changes, by(visit)), 'changed');
}

/** Between commas, each once, whatever its case and accents. */
export function tagsOf(text: string): string[] {
  const byFold = new Map<string, string>();
  for (const tag of text.split(/[,\n]/).map((each) => each.trim().slice(0, 40)))
    if (tag !== '' && !byFold.has(tag.toLowerCase())) byFold.set(tag.toLowerCase(), tag);
  return [...byFold.values()].slice(0, 20);
}

async function addFile(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const uploads = visit.files.filter(({ field, name }) => field === 'files' && name !== '');
  if (uploads.length > 0) return addUploads(visit, key, uploads);
  const file =
    visit.field('name').trim() === '' ? undefined : blankFile(visit.field('kind'), visit.field('name'));
  if (!file) return showDraft(visit, { code: 'DRAFT_FILE_NAME', values: { file: visit.field('name') } });
  const saved = await visit.engine.drafts.save(key, { ...file, expected: 0, by: by(visit) });
  if (!saved.ok) return showDraft(visit, taken(saved.rejection, file.name));
  const editor = editorOf(visit, key, file.name);
  visit.response.redirect(303, editor ?? `${visit.base}/borradores/${key}`);
}

/** All of them, or none where one is not taken. */
async function addUploads(visit: Visit, key: number, uploads: readonly { name: string; content: Buffer }[]) {
  const { drafts } = visit.engine;
  const outcome = await importFiles(uploads);
  if (!outcome.ok) return showDraft(visit, outcome.rejection);
  const there = new Map((await drafts.files(key)).map(({ name, revision }) => [name, revision]));
  const replaces = visit.field('replace') === '1';
  const twice = outcome.files.find(({ name }) => there.has(name));
  if (twice && !replaces)
    return showDraft(visit, { code: 'DRAFT_FILE_EXISTS', values: { file: twice.name } });
  const fresh = outcome.files.filter(({ name }) => !there.has(name)).length;
  const wrong = outcome.files.map(wrongFile).find((each) => each !== undefined);
  const refusal = wrong ?? (fresh > 0 ? tooMany(there.size + fresh) : undefined);
  if (refusal) return showDraft(visit, refusal.rejection);
  for (const { name, content } of outcome.files) {
    const expected = there.get(name) ?? 0;
    // An upload is a state of its own, whoever saved a moment ago.
    const saved = await drafts.save(key, { name, content, expected, by: by(visit), kind: 'merged' });
    if (!saved.ok) return showDraft(visit, saved.rejection);
  }
  visit.go(`/borradores/${key}?${importNews(outcome)}`);
}

const taken = (rejection: Rejection, file: string): Rejection =>
  rejection.code === 'DRAFT_CHANGED' ? { code: 'DRAFT_FILE_EXISTS', values: { file } } : rejection;

async function rename(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const given = { name: visit.field('nombre'), to: visit.field('to').trim().normalize('NFC') };
  const expected = Number(visit.field('revision')) || 0;
  const outcome = await visit.engine.drafts.rename(key, { ...given, expected, by: by(visit) });
  await answer(visit, outcome, 'renamed');
}

async function remove(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const expected = Number(visit.field('revision')) || 0;
  const given = { name: visit.field('nombre'), expected, by: by(visit) };
  await answer(visit, await visit.engine.drafts.remove(key, given), 'removed');
}

async function restore(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const revision = Number(visit.field('revision')) || 0;
  const given = { name: visit.field('nombre'), revision, by: by(visit) };
  await answer(visit, await visit.engine.drafts.restore(key, given), 'restored');
}

async function discard(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  await answer(visit, await visit.engine.drafts.discard(key, by(visit)), 'discarded');
}

async function recover(visit: Visit): Promise<void> {
  const { key } = await anyDraftOf(visit);
  await answer(visit, await visit.engine.drafts.recover(key, by(visit)), 'recovered');
}

export const draftChangePages: PageRoute[] = [
  post('/borradores/:key', 'draft:write', change),
  post('/borradores/:key/archivos', 'draft:write', addFile, { upload: true }),
  post('/borradores/:key/archivo/renombrar', 'draft:write', rename),
  post('/borradores/:key/archivo/quitar', 'draft:write', remove),
  post('/borradores/:key/archivo/restaurar', 'draft:write', restore),
  post('/borradores/:key/descartar', 'draft:write', discard),
  post('/borradores/:key/recuperar', 'draft:write', recover),
];
