// Which connectors the drawings of a draft use, and whether they are configured here.
import { connectorViews } from '../desk/connectorViews.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function showConnectors(visit: Visit): Promise<void> {
  const draft = await visit.engine.drafts.find(visit.key('key'));
  if (!draft) throw notFound();
  visit.show('draftConnectors', {
    title: visit.t('connectors.title', { draft: draft.name }),
    types: await connectorViews(visit, draft.key),
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: draft.name, href: `${visit.base}/borradores/${draft.key}` },
      { label: visit.t('connectors.crumb') },
    ],
  });
}

export const draftConnectorPages: PageRoute[] = [
  get('/borradores/:key/conectores', 'draft:read', showConnectors),
];
