// A page of cases that were found, each with where it says what was looked for; that it was shown goes on record.
import { type Excerpt, type Query, searchCases } from '../../engine.ts';
import { hasText } from '../../render/locale.ts';
import type { Visit } from '../../visit.ts';
import { stateView } from '../caseFor.ts';
import { dueView } from '../due.ts';
import { type Labels, labelOf, labelsOf } from '../labels.ts';
import { definitionsOf } from '../names.ts';
import { openStoreOf } from '../openStore.ts';
import { capital } from '../progress.ts';
import { type Case, caseOf } from '../rows.ts';

const MOST = 25;

export async function foundCases(visit: Visit, query: Query, limit = MOST) {
  const after = visit.query('after');
  const page = await searchCases(visit, 'cases', 'key', { ...query, limit, ...(after && { after }) });
  const cases = page.rows.map(caseOf);
  const keys = cases.map(({ key }) => key);
  // Before anything of them is shown.
  const { username } = visit.principal;
  await visit.access.reads.record(keys.map((caseKey) => ({ caseKey, username, action: 'case:search' })));
  const definitions = await definitionsOf(visit, keys);
  const excerpts = query.text ? await openStoreOf(visit).texts?.excerpts(query.text, keys) : undefined;
  const views = cases.map(async (each) => {
    const definition = definitions.get(each.key) ?? 0;
    const labels = await labelsOf(visit, definition);
    return {
      ...caseView(visit, each),
      due: each.state === 'ACTIVE' && (await dueView(visit, each.dueAt, definition)),
      excerpts: (excerpts?.get(each.key) ?? []).map((one) => excerptView(visit, labels, one)),
    };
  });
  return { page, limit, cases: await Promise.all(views) };
}

function caseView(visit: Visit, found: Case) {
  return {
    number: found.number,
    href: `${visit.base}/casos/${found.key}`,
    process: found.processName,
    milestone: capital(found.milestone),
    openedAt: found.openedAt,
    ...stateView(visit, found.state),
  };
}

function excerptView(visit: Visit, labels: Labels, { place, parts }: Excerpt) {
  const own = `search.place.${place.slice(1) || 'number'}`;
  return {
    label: place.startsWith('#') && hasText(visit.lang, own) ? visit.t(own) : labelOf(visit, labels, place),
    parts: parts.map((text, index) => ({ text, found: index % 2 === 1 })),
  };
}
