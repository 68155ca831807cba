// What came with a mail, kept as documents: those of an attempt that a crash cut off are found again, not kept twice.
import { createHash } from 'node:crypto';
import type { Json } from '../../core/json.ts';
import type { NewDocument, StoredDocument } from '../../store/documents.ts';
import { isStoreError } from '../../store/storeError.ts';
import { type InboundPorts, MAIL_ACTOR } from './inboundPorts.ts';
import type { MailFile } from './mail.ts';
import { MOST_FILES } from './mailBody.ts';

export interface KeptFiles {
  documents: StoredDocument[];
  /** Of no kind that is taken, too large, harmful, or too many. */
  left: number;
}

/** `caseKey`: the case that they are kept with; absent while there is none. */
export async function keepFiles(
  files: MailFile[],
  id: string,
  ports: InboundPorts,
  caseKey?: number,
): Promise<KeptFiles> {
  const { store, now } = ports;
  const createdBy = `${MAIL_ACTOR}:${id}`;
  const earlier = await earlierOf(createdBy, ports);
  const documents: StoredDocument[] = [];
  for (const { name, content } of files.slice(0, MOST_FILES)) {
    const source = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    const contentType = await ports.contentType(name, source);
    if (contentType === undefined) continue;
    const sha256 = createHash('sha256').update(source).digest('hex');
    const known = earlier.find((one) => one.sha256 === sha256 && one.name === name);
    const document = { name, contentType, createdBy, at: now(), source };
    const kept = known ?? (await create({ ...document, ...(caseKey !== undefined && { caseKey }) }));
    if (kept) documents.push(kept);
  }
  return { documents, left: files.length - documents.length };

  /** Undefined: the scanner found something. Where it cannot tell, the mail is taken later. */
  async function create(document: NewDocument): Promise<StoredDocument | undefined> {
    try {
      return await store.documents.create(document);
    } catch (error) {
      if (isStoreError(error) && error.code === 'DOCUMENT_INFECTED') return undefined;
      throw error;
    }
  }
}

async function earlierOf(createdBy: string, { store }: InboundPorts): Promise<StoredDocument[]> {
  const { reader, tenant, documents } = store;
  const rows: { id: string }[] = await reader('cauce_documents')
    .where({ tenant_id: tenant, created_by: createdBy })
    .select('id');
  const found = await Promise.all(rows.map(({ id }) => documents.find(id)));
  return found.filter((document) => document !== undefined);
}

/** As variables refer to documents. */
export function referenceTo({ id, sha256, contentType, name, size }: StoredDocument): Json {
  return {
    'camunda.document.type': 'camunda',
    storeId: 'cauce',
    documentId: id,
    contentHash: sha256,
    metadata: { contentType, fileName: name, size },
  };
}
