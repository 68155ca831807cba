// The very text that somebody agreed to, by its hash: as it was deployed, however often it was changed since.
import { readConsent } from '../engine.ts';
import { consentFile, consentHtml } from '../filing/consents.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function show(visit: Visit): Promise<void> {
  const file = await consentFile(visit, visit.param('hash'));
  const read = file && readConsent(file);
  if (!read || 'wrong' in read) throw notFound();
  visit.show('consent', {
    title: read.title,
    version: read.version,
    hash: read.hash,
    form: consentHtml(read),
  });
}

export const consentPages: PageRoute[] = [get('/autorizaciones/:hash', 'public', show)];
