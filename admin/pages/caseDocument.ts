// The file of a case as a document: it leaves once it is on record who took it.
import { caseDocument } from '../desk/caseDocument/caseDocument.ts';
import { caseFor } from '../desk/caseFor.ts';
import { recordExport } from '../desk/recordExport.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

async function send(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:read');
  const file = await caseDocument(visit, found);
  const name = `${visit.lang === 'es' ? 'expediente' : 'case-file'}-${found.number.replace(/[^\w-]+/g, '')}.pdf`;
  await recordExport(visit, name, found.key);
  visit.response.attachment(name).type('application/pdf').send(file);
}

export const caseDocumentPages: PageRoute[] = [get('/casos/:key/expediente.pdf', 'case:read', send)];
