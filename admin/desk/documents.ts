// Keeps uploaded files as documents that no case has taken yet, and finds those of an earlier attempt.
import { createHash } from 'node:crypto';
import type { SubmittedFile } from '../../forms/index.ts';
import type { Json, NewDocument, StoredDocument } from '../engine.ts';
import { contentTypeOf } from '../uploads.ts';
import type { PostedFile, Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';

export interface Accepted {
  /** Those refused too, without a reference: their fields say why. */
  files: SubmittedFile[];
  /** Documents that the same person uploaded before and no case has taken. */
  earlier: StoredDocument[];
}

/** A reference as the Camunda 8 API writes it, so that variables mean the same to its clients. */
export function referenceOf(document: StoredDocument): Json {
  return {
    'camunda.document.type': 'camunda',
    storeId: 'cauce',
    documentId: document.id,
    contentHash: document.sha256,
    metadata: { contentType: document.contentType, fileName: document.name, size: document.size },
  };
}

export function referencesOf(documents: StoredDocument[]): Json[] {
  return documents.map(referenceOf);
}

/** `owner` is who may keep using an upload until a case takes it. */
async function earlierOf(visit: Visit, owner: string): Promise<StoredDocument[]> {
  const { rows } = await visit.engine.store.search('documents', {
    where: [
      { column: 'created_by', op: 'eq', value: owner },
      { column: 'case_key', op: 'exists', value: false },
    ],
    sort: [{ column: 'created_at', descending: true }],
    limit: 100,
  });
  const found = await Promise.all(rows.map((row) => openStoreOf(visit).documents.find(String(row.id))));
  return found.filter((document) => document !== undefined);
}

/** What the scanner says, said at the field. */
const refusals: ReadonlyMap<string, NonNullable<SubmittedFile['refused']>> = new Map([
  ['DOCUMENT_INFECTED', 'infected'],
  ['DOCUMENT_NOT_SCANNED', 'unscanned'],
]);

/** The type that its bytes show; undefined where it is refused already, or of no kind that is taken. */
export async function checkedType({ name, content, refused }: PostedFile): Promise<string | undefined> {
  return refused ? undefined : contentTypeOf(name, content);
}

type Refused = { refused: NonNullable<SubmittedFile['refused']> };

/** `unless`: it is there already, by its hash, and is not kept again. */
export async function keptOrRefused(
  visit: Visit,
  document: NewDocument & { source: Buffer; unless?: (sha256: string) => boolean },
): Promise<StoredDocument | Refused | { known: true }> {
  const { unless, ...given } = document;
  if (unless?.(createHash('sha256').update(given.source).digest('hex'))) return { known: true };
  try {
    return await openStoreOf(visit).documents.create(given);
  } catch (error) {
    const refused = refusals.get(String((error as { code?: unknown } | null)?.code));
    if (!refused) throw error;
    return { refused };
  }
}

async function accept(visit: Visit, owner: string, file: PostedFile): Promise<SubmittedFile> {
  const { field, name, content, size } = file;
  const contentType = await checkedType(file);
  const given = { field, fileName: name, size };
  const refusedAs = (refused: SubmittedFile['refused'] = 'content'): SubmittedFile => {
    return { ...given, contentType: '', reference: null, refused };
  };
  if (contentType === undefined) return refusedAs(file.refused);
  const at = visit.engine.now();
  const kept = await keptOrRefused(visit, { name, contentType, createdBy: owner, at, source: content });
  if ('refused' in kept) return refusedAs(kept.refused);
  return { ...given, contentType, reference: 'id' in kept ? referenceOf(kept) : null };
}

export async function acceptFiles(visit: Visit, owner: string): Promise<Accepted> {
  const files: SubmittedFile[] = [];
  // An empty choice of file arrives as a nameless file without content.
  for (const file of visit.files.filter(({ name, size }) => name !== '' || size > 0))
    files.push(await accept(visit, owner, file));
  return { files, earlier: await earlierOf(visit, owner) };
}
