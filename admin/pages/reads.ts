// Who looked at which case, and who took data along: on record for auditors, by person, case, what was done and date.
import { auditTabs } from '../desk/auditTabs.ts';
import { csvFile } from '../desk/csvFile.ts';
import { actorWords, casesOf, namesOf } from '../desk/names.ts';
import { addressWith } from '../desk/pager.ts';
import { readFilterOf, typedOf } from '../desk/readFilter.ts';
import { recordExport } from '../desk/recordExport.ts';
import { plainNumber } from '../desk/rows.ts';
import { exportEvents, type ReadFilter, searchExports, searchReads } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import { dateTimeWords } from '../render/words.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const pageSize = 100;
/** Rows of one file; who needs more asks for other dates. */
const mostInFile = 50_000;

type Kind = 'reads' | 'exports';

interface Shown {
  at: number;
  who: string;
  what: string;
  number: string;
  caseKey: number | undefined;
  detail: string;
}

const actions = [
  'case:read',
  'case:history',
  'task:read',
  'document:read',
  'case:export',
  'case:search',
  'case:verify',
] as const;

/** Programs ask for more than people do; what has no words of its own is called as it is recorded. */
const readWords = (visit: Visit, action: string): string => {
  const key = `reads.action.${action.replace(':', '.')}`;
  return hasText(visit.lang, key) ? visit.t(key) : action;
};

async function rowsOf(
  visit: Visit,
  kind: Kind,
  filter: ReadFilter,
  after: string | undefined,
  limit: number,
) {
  const { store } = visit.engine;
  const place = { after, limit };
  if (kind === 'reads') {
    const { rows, next } = await searchReads(store.reader, store.tenant, filter, place);
    const [names, cases] = await Promise.all([
      namesOf(
        store,
        rows.map(({ username }) => username),
      ),
      casesOf(
        store,
        rows.map(({ caseKey }) => caseKey),
      ),
    ]);
    const shown = rows.map(
      ({ at, username, action, caseKey }): Shown => ({
        at,
        who: actorWords(visit, username, names),
        what: readWords(visit, action),
        number: cases.get(caseKey)?.number ?? plainNumber(caseKey),
        caseKey,
        detail: '',
      }),
    );
    return { shown, next };
  }
  const { rows, next } = await searchExports(store.reader, store.tenant, filter, place);
  const names = await namesOf(
    store,
    rows.map(({ username }) => username),
  );
  const keys = rows.map(({ detail }) => Number(/^case=(\d+) /.exec(detail)?.[1] ?? Number.NaN));
  const cases = await casesOf(store, keys.filter(Number.isSafeInteger));
  const shown = rows.map(({ at, username, event, detail }, index): Shown => {
    const caseKey = Number.isSafeInteger(keys[index]) ? keys[index] : undefined;
    return {
      at,
      who: actorWords(visit, username, names),
      what: visit.t(`reads.event.${event}`),
      number: caseKey === undefined ? '' : (cases.get(caseKey)?.number ?? plainNumber(caseKey)),
      caseKey,
      detail: detail.replace(/^case=\d+ /, ''),
    };
  });
  return { shown, next };
}

function choices(visit: Visit, kind: Kind) {
  const current = visit.query('accion');
  const all: [string, string][] =
    kind === 'reads'
      ? actions.map((id) => [id, readWords(visit, id)])
      : exportEvents.map((id) => [id, visit.t(`reads.event.${id}`)]);
  return all.map(([id, label]) => ({ id, label, current: id === current }));
}

const addresses: { readonly [kind in Kind]: string } = {
  reads: '/auditoria/lecturas',
  exports: '/auditoria/exportaciones',
};

async function show(visit: Visit, kind: Kind): Promise<void> {
  const after = visit.query('after');
  const { shown, next } = await rowsOf(visit, kind, await readFilterOf(visit), after, pageSize);
  const here = visit.base + addresses[kind];
  const query = new URL(visit.request.originalUrl, 'http://localhost').searchParams;
  for (const name of ['after', 'lang']) query.delete(name);
  visit.show('reads', {
    title: visit.t(`reads.${kind}.title`),
    lead: visit.t(`reads.${kind}.lead`),
    tabs: auditTabs(visit, kind),
    isReads: kind === 'reads',
    typed: typedOf(visit),
    choices: choices(visit, kind),
    isFiltered: ['persona', 'caso', 'accion', 'desde', 'hasta'].some(
      (name) => visit.query(name) !== undefined,
    ),
    here,
    csvHref: `${here}/exportar?${query}`,
    rows: shown.map(({ caseKey, ...row }) => ({
      ...row,
      href: caseKey !== undefined && `${visit.base}/casos/${caseKey}`,
    })),
    next: next && addressWith(visit, { after: next }),
    first: after && addressWith(visit, { after: undefined }),
  });
}

async function take(visit: Visit, kind: Kind): Promise<void> {
  const { shown } = await rowsOf(visit, kind, await readFilterOf(visit), undefined, mostInFile);
  const { t, lang, options } = visit;
  const heads = [t('reads.at'), t('reads.who'), t('reads.what'), t('tasks.case')];
  const rows = shown.map(({ at, who, what, number, detail }) => [
    dateTimeWords(lang, at, options.timeZone),
    who,
    what,
    number,
    ...(kind === 'exports' ? [detail] : []),
  ]);
  const name = t(`reads.${kind}.file`);
  const { search } = new URL(visit.request.originalUrl, 'http://localhost');
  await recordExport(visit, `${name}.csv ${search}`.trim());
  const file = csvFile(kind === 'exports' ? [...heads, t('reads.detail')] : heads, rows);
  visit.response.attachment(`${name}.csv`).type('text/csv').send(file);
}

export const readPages: PageRoute[] = [
  get('/auditoria/lecturas', 'audit:read', (visit) => show(visit, 'reads')),
  get('/auditoria/lecturas/exportar', 'audit:read', (visit) => take(visit, 'reads')),
  get('/auditoria/exportaciones', 'audit:read', (visit) => show(visit, 'exports')),
  get('/auditoria/exportaciones/exportar', 'audit:read', (visit) => take(visit, 'exports')),
];
