// Answers with a document, as a file or to be looked at where that is safe, and never faster than it is read.
import type { StoredDocument } from '../engine.ts';
import { PageError, type Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';

/** What a browser shows without running anything of it in our name. */
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'application/pdf',
  'text/plain',
]);

/** Within a page of ours alone; the reader of PDF files does not start in a sandbox, and runs nothing of ours. */
export async function showDocument(visit: Visit, document: StoredDocument): Promise<void> {
  const { response } = visit;
  if (!shown.has(document.contentType)) throw new PageError(415);
  const locked = document.contentType === 'application/pdf' ? '' : "sandbox; default-src 'none'; ";
  response.setHeader('Content-Security-Policy', `${locked}frame-ancestors 'self'`);
  response.setHeader('Content-Disposition', 'inline');
  await send(visit, document);
}

export async function sendDocument(visit: Visit, document: StoredDocument): Promise<void> {
  visit.response.attachment(document.name || document.id);
  visit.response.setHeader('Content-Security-Policy', 'sandbox');
  await send(visit, document);
}

async function send(visit: Visit, document: StoredDocument): Promise<void> {
  const { response } = visit;
  // After the name, whose ending would decide the type: the bytes decided it when the file came.
  response.setHeader('Content-Type', document.contentType);
  response.setHeader('Content-Length', document.size);
  for await (const chunk of openStoreOf(visit).documents.read(document.id)) {
    // A reader that is slower than we are must not make us hold the whole file.
    if (!response.write(chunk)) await new Promise((resume) => response.once('drain', resume));
  }
  response.end();
}
