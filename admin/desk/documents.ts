// Keeps uploaded files as documents that no case has taken yet, and finds those of an earlier attempt.
import type { FieldErrors, SubmittedFile } from '../../forms/index.ts';
import type { Json, StoredDocument } from '../engine.ts';
import { contentTypeOf } from '../uploads.ts';
import type { Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';

export interface Accepted {
  files: SubmittedFile[];
  /** Documents that the same person uploaded before and no case has taken. */
  earlier: StoredDocument[];
  /** By field: files of a kind that we do not take. */
  errors: FieldErrors;
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

export async function acceptFiles(visit: Visit, owner: string): Promise<Accepted> {
  const accepted: Accepted = { files: [], earlier: [], errors: {} };
  // An empty choice of file arrives as a nameless file without content.
  const given = visit.files.filter((file) => file.name !== '' || file.content.length > 0);
  for (const { field, name, content } of given) {
    const contentType = await contentTypeOf(name, content);
    if (contentType === undefined) {
      const message = visit.t('file.badType', { name });
      accepted.errors[field] = { code: 'FILE_TYPE', values: { name }, message };
      continue;
    }
    const at = visit.engine.now();
    const stored = await openStoreOf(visit).documents.create({
      name,
      contentType,
      createdBy: owner,
      at,
      source: content,
    });
    accepted.files.push({
      field,
      fileName: name,
      contentType,
      size: content.length,
      reference: referenceOf(stored),
    });
  }
  accepted.earlier = await earlierOf(visit, owner);
  return accepted;
}
