// Files that somebody adds to a note: kept with the case before the note names them, once however often they are sent.
import { createHash } from 'node:crypto';
import type { PostedFile, Visit } from '../../visit.ts';
import { refusedFileWords } from '../attachments.ts';
import { checkedType, keptOrRefused } from '../documents.ts';
import { openStoreOf } from '../openStore.ts';

/** The page's own field, which no form has. */
export const NOTE_FILES = '_noteFiles';

/** Takes them out of what was posted: the form knows nothing of them. */
export function takeNoteFiles(visit: Visit): PostedFile[] {
  const taken = visit.files.filter(({ field }) => field === NOTE_FILES);
  visit.files = visit.files.filter(({ field }) => field !== NOTE_FILES);
  return taken.filter(({ name, size }) => name !== '' || size > 0);
}

export interface KeptFiles {
  /** Ids of documents. */
  ids: string[];
  /** Why the others were not taken, in words. */
  wrong: string[];
}

export async function keepNoteFiles(visit: Visit, caseKey: number, files: PostedFile[]): Promise<KeptFiles> {
  const { documents } = openStoreOf(visit);
  const there = files.length > 0 ? await documents.ofCase(caseKey) : [];
  const kept: KeptFiles = { ids: [], wrong: [] };
  for (const file of files) {
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    const known = there.find((one) => one.sha256 === sha256 && one.name === file.name);
    const outcome = known ?? (await keep(visit, caseKey, file));
    if ('id' in outcome) kept.ids.push(outcome.id);
    else kept.wrong.push(refusedFileWords(visit, file, outcome.refused));
  }
  return kept;
}

async function keep(visit: Visit, caseKey: number, file: PostedFile) {
  const contentType = await checkedType(file);
  if (contentType === undefined) return { refused: file.refused ?? ('content' as const) };
  const outcome = await keptOrRefused(visit, {
    name: file.name,
    contentType,
    createdBy: visit.principal.username,
    at: visit.engine.now(),
    caseKey,
    source: file.content,
  });
  return 'known' in outcome ? { refused: 'content' as const } : outcome;
}
