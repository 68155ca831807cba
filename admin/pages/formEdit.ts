// The editor of a draft's form: fields to arrange, and beside them the form as people will have it.
import { contentFrame, openContentFile } from '../desk/contentFile.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function showEditor(visit: Visit): Promise<void> {
  const opened = await openContentFile(visit);
  if (!/\.form$/i.test(opened.name)) throw notFound();
  visit.show('formEdit', { ...contentFrame(visit, opened), islands: ['formEditor', 'draftState'] });
}

export const formEditPages: PageRoute[] = [
  get('/borradores/:key/formulario', 'draft:read', showEditor, { diagram: true }),
];
