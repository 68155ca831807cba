// Notes about cases: searched, read, and written about a case or something in it.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import { type NoteRequest, writeNote } from '../../runtime/notes.ts';
import { type Note, notesOf } from '../../store/notes.ts';
import { type Fields, searchAnswer, searchBody } from '../fields.ts';
import { byCase, byNote } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { integer } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { instantShape, keyOrNull, keyShape } from '../shapes.ts';
import { searchCases } from '../visibility.ts';

const fields: Fields = {
  noteKey: { column: 'key', type: 'key' },
  caseKey: { column: 'root_key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  kind: { column: 'kind', type: 'text' },
  about: { column: 'about', type: 'key' },
  replyTo: { column: 'reply_to', type: 'key' },
  author: { column: 'author', type: 'text' },
  creationDate: { column: 'created_at', type: 'instant' },
};

const shape = z.object({
  noteKey: keyShape,
  caseKey: keyShape,
  processInstanceKey: keyShape,
  kind: z.string(),
  text: z.string(),
  about: keyOrNull.meta({ description: 'The element instance, task or incident; null: the case' }),
  replyTo: keyOrNull,
  author: z.string(),
  mentions: z.array(z.string()),
  pendingAnswers: z.array(z.string()),
  documentIds: z.array(z.string()),
  shared: z.boolean().meta({ description: 'Whoever filed the case may read it' }),
  detail: z.custom<Json>(),
  creationDate: instantShape,
});

const digits = (key: number | null) => (key === null ? null : String(key));

const noteOf = (note: Note): z.input<typeof shape> => ({
  noteKey: String(note.key),
  caseKey: String(note.caseKey),
  processInstanceKey: String(note.instanceKey),
  kind: note.kind,
  text: note.text,
  about: digits(note.about),
  replyTo: digits(note.replyTo),
  author: note.author,
  mentions: note.mentions,
  pendingAnswers: note.pending,
  documentIds: note.documents,
  shared: note.shared,
  detail: note.detail,
  creationDate: new Date(note.at).toISOString(),
});

const search = route({
  method: 'post',
  path: '/notes/search',
  policy: { action: 'case:list' },
  request: searchBody(fields),
  response: searchAnswer(shape),
  summary: 'Search the notes about cases',
  async handler(call) {
    const page = await searchCases(call, 'notes', 'root_key', toQuery(call.body, fields));
    await call.recordReads(page.rows.map((row) => integer(row, 'root_key')));
    return toAnswer(page, (await notesOf(call.store, page.rows)).map(noteOf));
  },
});

const get = route({
  method: 'get',
  path: '/notes/:noteKey',
  policy: { action: 'case:read', on: byNote },
  response: shape,
  summary: 'Get a note',
  async handler({ store, row }) {
    const [note] = await notesOf(store, [row]);
    return noteOf(note as Note);
  },
});

const usernames = z.array(z.string().min(1).max(256)).max(50);

const creation = route({
  method: 'post',
  path: '/cases/:caseKey/notes',
  policy: { action: 'case:annotate', on: byCase },
  request: z.strictObject({
    kind: z.string().default('comment'),
    text: z.string(),
    about: keyShape.optional(),
    replyTo: keyShape.optional(),
    mentions: usernames.optional(),
    documentIds: z.array(z.string().min(1).max(256)).max(20).optional(),
    shared: z.boolean().optional(),
    detail: z.custom<Json>().optional(),
  }),
  response: z.object({ noteKey: keyShape }),
  status: 201,
  summary:
    'Write a note about a case, running or closed; who is asked a question may read the case until the answer',
  async handler({ engine, body, row, submission }) {
    const { about, replyTo, mentions, documentIds, shared, detail, kind, text } = body;
    const request: NoteRequest = {
      caseKey: integer(row, 'key'),
      kind,
      text,
      ...(about !== undefined && { about: Number(about) }),
      ...(replyTo !== undefined && { replyTo: Number(replyTo) }),
      ...(mentions && { mentions }),
      ...(documentIds && { documents: documentIds }),
      ...(shared && { shared }),
      ...(detail !== undefined && { detail }),
    };
    const outcome = await writeNote(engine, request, submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    return { noteKey: String(outcome.noteKey) };
  },
});

export const noteRoutes = [search, get, creation];
