// What the requester of a case writes to those who attend to it, and the files that came with their answers.
import { sendDocument } from '../desk/sendDocument.ts';
import { addMessage, sharedFile } from '../filing/messages.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { opened, showCase } from './track.ts';

async function say(visit: Visit): Promise<void> {
  const found = await opened(visit);
  const unsaid = await addMessage(visit, found);
  if (unsaid !== undefined) return showCase(visit, found, { unsaid }, 422);
  visit.go(`/seguimiento/${encodeURIComponent(visit.param('code'))}?notice=said`);
}

async function download(visit: Visit): Promise<void> {
  const file = await sharedFile(visit, await opened(visit), visit.param('id'));
  if (!file) throw notFound();
  await sendDocument(visit, file);
}

export const trackMessagePages: PageRoute[] = [
  post('/seguimiento/:code/mensajes', 'public', say, { upload: 'form', limited: true }),
  get('/seguimiento/:code/documentos/:id', 'public', download, { limited: true }),
];
