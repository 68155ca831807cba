// Downloads a document, to whoever may read the case that it belongs to, and always as a file.
import { openStoreOf } from '../desk/openStore.ts';
import { authorize, isInvolvedIn } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function download(visit: Visit): Promise<void> {
  const { principal, response, engine } = visit;
  const { documents } = openStoreOf(visit);
  const document = await documents.find(visit.param('id'));
  if (!document) throw notFound();
  const { caseKey } = document;
  const involved = caseKey !== null && (await isInvolvedIn(engine.store, principal, caseKey));
  const facts = {
    kind: 'document' as const,
    createdBy: document.createdBy,
    attached: caseKey !== null,
    involved,
  };
  if (!authorize(principal, 'document:read', facts)) throw notFound();
  if (caseKey !== null) {
    await visit.access.reads.record([{ caseKey, username: principal.username, action: 'document:read' }]);
  }
  response.attachment(document.name || document.id);
  // After the name, whose ending would decide the type: the bytes decided it when the file came.
  response.setHeader('Content-Type', document.contentType);
  response.setHeader('Content-Length', document.size);
  response.setHeader('Content-Security-Policy', 'sandbox');
  for await (const chunk of documents.read(document.id)) {
    // A reader that is slower than we are must not make us hold the whole file.
    if (!response.write(chunk)) await new Promise((resume) => response.once('drain', resume));
  }
  response.end();
}

export const documentPages: PageRoute[] = [get('/documentos/:id', 'document:read', download)];
