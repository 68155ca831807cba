// Answers with a document, always as a file, and never faster than it is read.
import type { StoredDocument } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';

export async function sendDocument(visit: Visit, document: StoredDocument): Promise<void> {
  const { response } = visit;
  response.attachment(document.name || document.id);
  // After the name, whose ending would decide the type: the bytes decided it when the file came.
  response.setHeader('Content-Type', document.contentType);
  response.setHeader('Content-Length', document.size);
  response.setHeader('Content-Security-Policy', 'sandbox');
  for await (const chunk of openStoreOf(visit).documents.read(document.id)) {
    // A reader that is slower than we are must not make us hold the whole file.
    if (!response.write(chunk)) await new Promise((resume) => response.once('drain', resume));
  }
  response.end();
}
