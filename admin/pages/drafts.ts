// Beginning a draft: from nothing, from what is deployed, or from files of other tools.
import { type Beginning, fromDeployment, fromFiles, fromNothing } from '../desk/newDraft.ts';
import { refusalWords } from '../desk/refusals.ts';
import type { Rejection } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const MOST_NAMED = 5;

function showNew(visit: Visit, rejection?: Rejection): void {
  const wrong = rejection && refusalWords(visit, rejection);
  visit.show(
    'newDraft',
    {
      title: visit.t('drafts.newTitle'),
      notice: wrong === undefined ? undefined : { text: wrong, wrong: true },
      action: `${visit.base}/borradores`,
      formAction: `${visit.base}/borradores`,
      name: visit.field('name'),
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: visit.t('drafts.new') },
      ],
    },
    rejection ? 422 : 200,
  );
}

async function create(visit: Visit): Promise<void> {
  // The switch of language posts here, too, with what was typed.
  if (visit.query('lang') !== undefined) return showNew(visit);
  const name = visit.field('name').trim();
  const from = Number(visit.field('from'));
  const isImport = visit.files.some((file) => file.field === 'files' && file.name !== '');
  let beginning: Beginning | undefined;
  if (isImport) {
    const outcome = await fromFiles(visit);
    if (!outcome.ok) return showNew(visit, outcome.rejection);
    beginning = outcome;
  } else if (visit.field('import') === '1') {
    return showNew(visit, { code: 'IMPORT_NOTHING', values: {} });
  } else if (Number.isSafeInteger(from) && from > 0) {
    beginning = await fromDeployment(visit, from);
    if (!beginning) throw notFound();
  } else beginning = fromNothing(name);
  const { flow, basedOn, files, drawn, left } = beginning;
  const made = await visit.engine.drafts.create({
    name: name || beginning.name,
    flow,
    ...(basedOn !== undefined && { basedOn }),
    files,
    by: visit.principal.username,
  });
  if (!made.ok) return showNew(visit, made.rejection);
  const { key } = made.draft;
  if (!isImport) return visit.go(`/borradores/${key}`);
  visit.go(`/borradores/${key}?${importNews({ files, drawn, left })}`);
}

/** What the page of the draft says once about what came. */
export function importNews({ files, drawn, left }: Pick<Beginning, 'files' | 'drawn' | 'left'>): string {
  const news = new URLSearchParams({ importados: String(files.length) });
  if (drawn.length > 0) news.set('dibujados', drawn.slice(0, MOST_NAMED).join('|'));
  if (left.length > 0) news.set('omitidos', left.slice(0, MOST_NAMED).join('|'));
  return news.toString();
}

export const draftsPages: PageRoute[] = [
  get('/borradores', 'draft:read', (visit) => visit.go('/procesos#borradores')),
  get('/borradores/nuevo', 'draft:write', (visit) => showNew(visit)),
  post('/borradores', 'draft:write', create, { upload: true }),
];
