// Documents: uploaded, read back as a download, and deleted while no case has taken them.
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import type { StoredDocument } from '../../store/documents.ts';
import { hashOf, once } from '../idempotency.ts';
import { caseFacts } from '../loaders.ts';
import type { HttpOptions } from '../options.ts';
import { fileName } from '../plainName.ts';
import { refusal } from '../problem.ts';
import { type Loader, type Route, refuse, reply, route } from '../route.ts';
import { text, textOrNull } from '../rows.ts';
import { nothing } from '../shapes.ts';

const shape = z.object({
  'camunda.document.type': z.literal('camunda'),
  storeId: z.string(),
  documentId: z.string(),
  contentHash: z.string().nullable(),
  metadata: z.object({
    contentType: z.string(),
    fileName: z.string(),
    expiresAt: z.string().nullable(),
    size: z.number(),
    processDefinitionId: z.string().nullable(),
    processInstanceKey: z.string().nullable(),
    customProperties: z.record(z.string(), z.unknown()),
  }),
});

/** The form in which a variable refers to a document. */
function reference(document: StoredDocument): z.input<typeof shape> {
  return {
    'camunda.document.type': 'camunda',
    storeId: 'cauce',
    documentId: document.id,
    contentHash: document.sha256,
    metadata: {
      contentType: document.contentType,
      fileName: document.name,
      expiresAt: null,
      size: document.size,
      processDefinitionId: null,
      processInstanceKey: null,
      customProperties: {},
    },
  };
}

/** What the bytes say they are; text has no such mark, so of what is claimed only plain kinds of text are believed. */
async function contentTypeOf(content: Buffer, claimed: string): Promise<string> {
  const found = await fileTypeFromBuffer(content);
  if (found) return found.mime;
  return ['text/plain', 'text/csv', 'application/json'].includes(claimed)
    ? claimed
    : 'application/octet-stream';
}

const byDocument: Loader = async (call) => {
  const row = await call.store.find('documents', { id: call.name('documentId') });
  if (!row) return undefined;
  const caseKey = textOrNull(row, 'case_key');
  const attached = caseKey !== null;
  const ofCase = attached
    ? await caseFacts(call.store, call.principal, Number(caseKey))
    : { involved: false };
  const facts = { ...ofCase, kind: 'document' as const, createdBy: text(row, 'created_by'), attached };
  return { row, facts, ...(attached && { caseKey: Number(caseKey) }) };
};

const create = (options: HttpOptions): Route =>
  route({
    method: 'post',
    path: '/documents',
    policy: { action: 'document:create' },
    // The client sends what it knows; the name and the type are taken from the file itself.
    request: z.strictObject({ metadata: z.string().max(16_384).optional() }),
    multipart: { files: 1, fileLimit: options.fileLimit, bodyLimit: options.fileLimit + 64 * 1024 },
    response: shape,
    status: 201,
    summary: 'Upload a document',
    async handler(call) {
      const { store, principal } = call;
      const [file] = call.files.filter(({ field }) => field === 'file');
      if (!file) return refuse(refusal('FILES_MISSING', { name: 'file' }));
      const name = fileName(file.name);
      const made = await once(call, hashOf(name, file.content), async (remember) => {
        const contentType = await contentTypeOf(file.content, file.contentType);
        const document = { name, contentType, createdBy: principal.username, at: call.access.now() };
        return (await store.documents.create({ ...document, source: file.content, with: remember })).id;
      });
      if (typeof made !== 'string') return refuse(made);
      const document = await store.documents.find(made);
      return document ? reference(document) : refuse(refusal('NOT_FOUND'));
    },
  });

/** RFC 6266: plain letters for old clients, UTF-8 for all others. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const get = route({
  method: 'get',
  path: '/documents/:documentId',
  policy: { action: 'document:read', on: byDocument },
  response: z.string(),
  summary: 'Download a document',
  async handler({ store, name }) {
    const document = await store.documents.find(name('documentId'));
    if (!document) return refuse(refusal('NOT_FOUND'));
    const chunks: Buffer[] = [];
    for await (const chunk of store.documents.read(document.id)) chunks.push(chunk);
    return reply(200, Buffer.concat(chunks), {
      'Content-Type': document.contentType,
      'Content-Disposition': disposition(document.name || 'documento'),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    });
  },
});

const remove = route({
  method: 'delete',
  path: '/documents/:documentId',
  policy: { action: 'document:delete', on: byDocument },
  response: nothing,
  summary: 'Delete a document that no case has taken',
  async handler({ store, name, principal, access }) {
    const gone = await store.documents.remove(name('documentId'), principal.username, access.now());
    return gone ? undefined : refuse(refusal('DOCUMENT_IN_USE'));
  },
});

export const documentRoutes = (options: HttpOptions): Route[] => [create(options), get, remove];
