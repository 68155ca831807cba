// Gives a document to whoever may read the case that it belongs to: as a file, or to be looked at.
import { openStoreOf } from '../desk/openStore.ts';
import { sendDocument, showDocument } from '../desk/sendDocument.ts';
import { authorize, caseFacts, type StoredDocument } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

/** On record as read, before it is given. */
async function readable(visit: Visit): Promise<StoredDocument> {
  const { principal, engine } = visit;
  const { documents } = openStoreOf(visit);
  const document = await documents.find(visit.param('id'));
  if (!document) throw notFound();
  const { caseKey } = document;
  const ofCase = caseKey === null ? { involved: false } : await caseFacts(engine.store, principal, caseKey);
  const facts = {
    ...ofCase,
    kind: 'document' as const,
    createdBy: document.createdBy,
    attached: caseKey !== null,
  };
  if (!authorize(principal, 'document:read', facts)) throw notFound();
  if (caseKey !== null) {
    await visit.access.reads.record([{ caseKey, username: principal.username, action: 'document:read' }]);
  }
  return document;
}

export const documentPages: PageRoute[] = [
  get('/documentos/:id', 'document:read', async (visit) => sendDocument(visit, await readable(visit))),
  get('/documentos/:id/vista', 'document:read', async (visit) => showDocument(visit, await readable(visit))),
];
