// The editor of a draft's decisions: tables, expressions and their diagram, with rows that try them out as they stand.
import { contentFrame, openContentFile } from '../desk/contentFile.ts';
import { decisionTrial } from '../desk/decisionTrial.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function showEditor(visit: Visit): Promise<void> {
  const opened = await openContentFile(visit);
  if (!/\.dmn$/i.test(opened.name)) throw notFound();
  visit.show('decisionEdit', {
    ...contentFrame(visit, opened),
    islands: ['decision', 'draftState'],
    trial: `${visit.base}/borradores/${opened.draft.key}/decision/prueba`,
  });
}

async function tryOut(visit: Visit): Promise<void> {
  const draft = await visit.engine.drafts.find(visit.key('key'));
  if (!draft) throw notFound();
  visit.response.json(await decisionTrial(visit, draft.key));
}

export const decisionEditPages: PageRoute[] = [
  get('/borradores/:key/decision', 'draft:read', showEditor, { diagram: true }),
  post('/borradores/:key/decision/prueba', 'draft:read', tryOut, { upload: true }),
];
