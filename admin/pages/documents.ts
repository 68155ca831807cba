// Downloads a document, to whoever may read the case that it belongs to, and always as a file.
import { openStoreOf } from '../desk/openStore.ts';
import { sendDocument } from '../desk/sendDocument.ts';
import { authorize, caseFacts } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function download(visit: Visit): Promise<void> {
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
  await sendDocument(visit, document);
}

export const documentPages: PageRoute[] = [get('/documentos/:id', 'document:read', download)];
