// The modeler's page: a drawing of a draft, with all the room there is.
import { authorize, type Draft, kindOfDraftFile } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { draftOf, fileNameOf } from './draftFiles.ts';

async function showDrawing(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const fileName = fileNameOf(visit);
  const files = await visit.engine.drafts.files(draft.key);
  if (kindOfDraftFile(fileName) !== 'drawing' || !files.some(({ name }) => name === fileName))
    throw notFound();
  visit.show('drawingEdit', {
    title: visit.t('modeler.title', { file: fileName, draft: draft.name }),
    islands: ['modeler', 'draftState'],
    fileName,
    draftKey: draft.key,
    draftName: draft.name,
    mayPublish: authorize(visit.principal, 'deployment:create'),
    severalDrawings: files.filter(({ name }) => kindOfDraftFile(name) === 'drawing').length > 1,
    otherDrawings: files
      .map(({ name }) => name)
      .filter((name) => kindOfDraftFile(name) === 'drawing')
      .map((name) => ({ name, href: drawingAddress(visit, draft, name), isCurrent: name === fileName })),
    compareHref: `${visit.base}/borradores/${draft.key}/comparar`,
    publishHref: `${visit.base}/borradores/${draft.key}/publicar`,
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: draft.name, href: `${visit.base}/borradores/${draft.key}` },
      { label: fileName },
    ],
  });
}

function drawingAddress({ base }: Visit, { key }: Draft, name: string): string {
  return `${base}/borradores/${key}/dibujo?nombre=${encodeURIComponent(name)}`;
}

export const drawingEditPages: PageRoute[] = [
  get('/borradores/:key/dibujo', 'draft:write', showDrawing, { diagram: true }),
];
