// What goes between the team and whoever filed the case: the notes that both may read, and what is added from outside.
import { keepNoteFiles, takeNoteFiles } from '../desk/conversation/noteFiles.ts';
import { isFromRequester } from '../desk/conversation/noteViews.ts';
import { openStoreOf } from '../desk/openStore.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, requestOf } from '../desk/requestId.ts';
import type { Case } from '../desk/rows.ts';
import { anonymous, type Note, readNotes, type StoredDocument, writeNote } from '../engine.ts';
import type { Visit } from '../visit.ts';

/** What one case may be told from outside: more is a conversation for the telephone. */
const MOST = 50;

const sharedNotes = (visit: Visit, caseKey: number): Promise<Note[]> =>
  readNotes(openStoreOf(visit), caseKey, { shared: true });

/** Where a file of a note is, under the page of its case. */
type Address = (id: string) => string;

export async function messagesOf(visit: Visit, found: Case, address: Address) {
  const notes = await sharedNotes(visit, found.key);
  const documents = await filesOf(visit, found.key, notes);
  return notes.map((note) => ({
    text: note.text,
    at: note.at,
    isMine: isFromRequester(note),
    files: note.documents.flatMap((id) => {
      const file = documents.get(id);
      return file ? [{ name: file.name || id, bytes: file.size, href: address(id) }] : [];
    }),
  }));
}

async function filesOf(visit: Visit, caseKey: number, notes: readonly Note[]) {
  const named = notes.some(({ documents }) => documents.length > 0);
  const all = named ? await openStoreOf(visit).documents.ofCase(caseKey) : [];
  return new Map(all.map((document) => [document.id, document]));
}

/** Only what a shared note carries: the case holds other files. */
export async function sharedFile(visit: Visit, found: Case, id: string): Promise<StoredDocument | undefined> {
  const notes = await sharedNotes(visit, found.key);
  if (!notes.some(({ documents }) => documents.includes(id))) return undefined;
  return (await filesOf(visit, found.key, notes)).get(id);
}

/** Undefined: it was taken. Else why not, in words. */
export async function addMessage(visit: Visit, found: Case): Promise<string | undefined> {
  const text = visit.field('_message').replace(/\r\n?/g, '\n').trim();
  const files = takeNoteFiles(visit);
  if (text === '' && files.length === 0) return visit.t('filing.messages.empty');
  if (found.state !== 'ACTIVE') return visit.t('filing.messages.closed');
  const before = await sharedNotes(visit, found.key);
  if (before.filter(isFromRequester).length >= MOST)
    return visit.t('filing.messages.tooMany', { most: MOST });
  const { ids, wrong } = await keepNoteFiles(visit, found.key, files);
  if (wrong.length > 0) return wrong.join(' ');
  const outcome = await writeNote(
    visit.engine,
    { caseKey: found.key, kind: 'requester', text, shared: true, ...(ids.length > 0 && { documents: ids }) },
    { principal: anonymous, commandId: commandIdFrom(`${requestOf(visit)} message`) },
  );
  return outcome.ok ? undefined : refusalWords(visit, outcome.rejection);
}
