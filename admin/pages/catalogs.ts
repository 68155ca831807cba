// Catalogs: which there are, what was changed by whom, the file to download, and the changed file to send back.
import { actorWords, namesOf } from '../desk/names.ts';
import { refusalWords } from '../desk/refusals.ts';
import { type CatalogChange, problemTextOf } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const MOST_SHOWN = 50;

async function showList(visit: Visit): Promise<void> {
  const all = await visit.engine.catalogs.list();
  const names = await namesOf(
    visit.engine.store,
    all.map(({ changedBy }) => changedBy),
  );
  visit.show('catalogs', {
    title: visit.t('catalogs.title'),
    catalogs: all.map(({ id, changedAt, changedBy, version }) => ({
      id,
      href: `${visit.base}/catalogos/${encodeURIComponent(id)}`,
      at: changedAt,
      by: actorWords(visit, changedBy, names),
      version,
    })),
  });
}

interface Again {
  wrong?: string;
  problems?: string[];
}

function changeView(visit: Visit, change: CatalogChange, names: Map<string, string>) {
  const { added, removed, changed, version, fromAt, changedAt, changedBy, comment, source } = change;
  return {
    version,
    fromAt,
    at: changedAt,
    by: actorWords(visit, changedBy, names),
    comment,
    how: visit.t(source === 'edit' ? 'catalogs.edited' : 'catalogs.deployed'),
    rows: visit.t('catalogs.rows', { added, removed, changed }),
  };
}

async function showCatalog(visit: Visit, again: Again = {}, status = 200): Promise<void> {
  const id = visit.param('id');
  const history = await visit.engine.catalogs.history(id);
  const newest = history.at(-1);
  if (!newest) throw notFound();
  const people = history.map(({ changedBy }) => changedBy);
  const names = await namesOf(visit.engine.store, people);
  const address = `${visit.base}/catalogos/${encodeURIComponent(id)}`;
  visit.show(
    'catalog',
    {
      title: id,
      notice: again.wrong
        ? { text: again.wrong, wrong: true }
        : visit.query('notice') === 'changed'
          ? { text: visit.t('catalogs.changed') }
          : undefined,
      id,
      csvHref: `${address}/csv`,
      action: address,
      version: newest.version,
      rows: newest.rows,
      problems: again.problems?.slice(0, MOST_SHOWN),
      history: history.toReversed().map((change) => changeView(visit, change, names)),
      crumbs: [{ label: visit.t('catalogs.title'), href: `${visit.base}/catalogos` }, { label: id }],
    },
    status,
  );
}

async function download(visit: Visit): Promise<void> {
  const id = visit.param('id');
  const found = await visit.engine.catalogs.read(id, visit.engine.now());
  if (!found) throw notFound();
  visit.response.attachment(`${id}.csv`).type('text/csv; charset=utf-8').send(found.csv);
}

async function replace(visit: Visit): Promise<void> {
  const id = visit.param('id');
  const [file] = visit.files.filter(({ name, size }) => name !== '' || size > 0);
  if (!file || file.refused)
    return showCatalog(visit, { wrong: visit.t(file ? 'catalogs.tooLarge' : 'catalogs.noFile') }, 422);
  const outcome = await visit.engine.catalogs.replace(id, {
    csv: file.content.toString('utf8'),
    by: visit.principal.username,
    comment: visit.field('comment').slice(0, 1_000) || undefined,
    expected: Number(visit.field('version')),
  });
  if (outcome.ok) return visit.go(`/catalogos/${encodeURIComponent(id)}?notice=changed`);
  if ('rejection' in outcome)
    return showCatalog(visit, { wrong: refusalWords(visit, outcome.rejection) }, 409);
  const problems = outcome.problems.map((problem) => problemTextOf(problem, visit.lang));
  return showCatalog(visit, { wrong: visit.t('catalogs.refused'), problems }, 422);
}

export const catalogPages: PageRoute[] = [
  get('/catalogos', 'catalog:write', showList),
  get('/catalogos/:id', 'catalog:write', (visit) => showCatalog(visit)),
  get('/catalogos/:id/csv', 'catalog:write', download),
  post('/catalogos/:id', 'catalog:write', replace, { upload: 'form' }),
];
