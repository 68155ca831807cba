// Files of a draft for the editors in the browser: read, saved over what was seen only, and who else has them open.
import { namesOf } from '../desk/names.ts';
import { type Draft, type DraftFile, kindOfDraftFile, problemText, type SaveOutcome } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

/** A discarded draft is not edited; its page says how to have it back. */
export async function draftOf(visit: Visit): Promise<Draft> {
  const draft = await visit.engine.drafts.find(visit.key('key'));
  if (!draft || draft.discardedAt !== null) throw notFound();
  return draft;
}

/** The file that the address names. */
export function fileNameOf(visit: Visit): string {
  const name = visit.query('nombre');
  if (name === undefined) throw notFound();
  return name;
}

/** With `textos` what the files hold goes along: one answer instead of one for each. */
async function sendFiles(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const { drafts } = visit.engine;
  const files = await drafts.files(draft.key);
  const held = visit.query('textos') === undefined ? [] : await drafts.contents(draft.key);
  const texts = new Map(held.map((file) => [`${file.name} ${file.revision}`, file.content.toString()]));
  const { key, name, flow, tags, basedOn } = draft;
  visit.response.json({
    draft: { key, name, flow, tags, basedOn },
    files: files.map(({ name, revision, bytes, savedAt, savedBy }) => {
      const text = texts.get(`${name} ${revision}`);
      return { name, kind: kindOfDraftFile(name), revision, bytes, savedAt, savedBy, text };
    }),
  });
}

async function sendFile(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const file = await visit.engine.drafts.read(key, fileNameOf(visit));
  if (!file) return void visit.response.status(204).end();
  visit.response.setHeader('ETag', `"${file.revision}"`);
  // Never as a page: whatever it holds is text.
  visit.response.type('text/plain; charset=utf-8').send(file.content);
}

/** A large file comes as a part of its own; a small one may be a field. */
function contentOf(visit: Visit): Buffer {
  const part = visit.files.find(({ field }) => field === 'content');
  return part?.content ?? Buffer.from(visit.posted.get('content')?.[0] ?? '');
}

async function saveFile(visit: Visit): Promise<void> {
  const { drafts } = visit.engine;
  const kind = visit.field('merged') === '1' ? ('merged' as const) : ('saved' as const);
  const outcome = await drafts.save(visit.key('key'), {
    name: fileNameOf(visit),
    content: contentOf(visit),
    expected: Number(visit.field('revision')) || 0,
    by: visit.principal.username,
    kind,
  });
  if (outcome.ok) {
    const { revision, savedAt } = outcome.file;
    visit.response.json({ revision, savedAt });
  } else await refuse(visit, outcome);
}

/** What is there goes with it, so that nothing has to be asked again before the two are laid side by side. */
async function refuse(visit: Visit, outcome: Exclude<SaveOutcome, { ok: true }>): Promise<void> {
  const { code, values } = outcome.rejection;
  const { present } = outcome;
  const status = present ? 409 : code === 'DRAFT_GONE' ? 404 : 422;
  const names = present ? await namesOf(visit.engine.store, [present.savedBy]) : new Map<string, string>();
  const by = present && (names.get(present.savedBy) ?? present.savedBy);
  visit.response.status(status).json({
    code,
    message: problemText(code, { ...values, ...(by !== undefined && { by }) }, visit.lang),
    ...(present && shown(present, by)),
  });
}

function shown(present: DraftFile & { content: Buffer | undefined }, by: string | undefined) {
  const { revision, savedAt, content } = present;
  return {
    revision,
    savedAt,
    savedBy: by,
    removed: content === undefined,
    content: content?.toString() ?? '',
  };
}

async function tellPresence(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  const { drafts, store, now } = visit.engine;
  const { username } = visit.principal;
  const who = { username, file: visit.field('archivo').slice(0, 200) };
  if (visit.field('adios') === '1') {
    await drafts.leave(key, who);
    return void visit.response.json({ present: [] });
  }
  const present = await drafts.present(key, who);
  const names = await namesOf(
    store,
    present.map((each) => each.username),
  );
  visit.response.json({
    now: now(),
    present: present.map(({ username: one, file, since }) => {
      return { name: names.get(one) ?? one, file, since, me: one === username };
    }),
  });
}

export const draftFilePages: PageRoute[] = [
  get('/borradores/:key/archivos', 'draft:read', sendFiles),
  get('/borradores/:key/archivo', 'draft:read', sendFile),
  post('/borradores/:key/archivo', 'draft:write', saveFile, { upload: true }),
  post('/borradores/:key/presencia', 'draft:write', tellPresence),
];
