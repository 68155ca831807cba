// The search of whoever signed in: cases by anything that they say or that happened to them, as far as each may see.
import { guidesSaying } from '../desk/help/helpView.ts';
import { openStoreOf } from '../desk/openStore.ts';
import { pagerView } from '../desk/pager.ts';
import { foundCases } from '../desk/search/foundCases.ts';
import { searchChoices } from '../desk/search/searchChoices.ts';
import { queryOf, states, type Typed, typedOf } from '../desk/search/searchFilter.ts';
import { authorize, searchCases } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

/** A whole number of a case, and nothing else, leads to it. */
async function caseOfNumber(visit: Visit, typed: Typed): Promise<number | undefined> {
  const { text, ...others } = typed;
  if (text === '' || Object.values(others).some((value) => value !== '')) return undefined;
  const where = [{ column: 'number', op: 'eq' as const, value: text.toUpperCase() }];
  const { rows } = await searchCases(visit, 'cases', 'key', { where, limit: 1 });
  return rows[0] && Number(rows[0].key);
}

async function showSearch(visit: Visit): Promise<void> {
  const typed = typedOf(visit);
  const mayFind = authorize(visit.principal, 'case:list');
  const direct = mayFind ? await caseOfNumber(visit, typed) : undefined;
  if (direct !== undefined) return visit.go(`/casos/${direct}`);
  const choices = await searchChoices(visit);
  const query = mayFind ? await queryOf(visit, typed, choices) : undefined;
  const found = query && (await foundCases(visit, query));
  const current = <T extends { id: string }>(list: T[], chosen: string) =>
    list.map((each) => ({ ...each, current: each.id === chosen }));
  visit.show('search', {
    title: typed.text === '' ? visit.t('search.title') : visit.t('search.titleOf', { text: typed.text }),
    searching: true,
    here: `${visit.base}/buscar`,
    typed,
    mayFind,
    processes: current(choices.processes, typed.process),
    states: current(
      states.map((id) => ({ id, name: visit.t(`state.${id}`) })),
      typed.state,
    ),
    decisions: current(choices.decisions, typed.decision),
    promises: current(choices.promises, typed.breach),
    anyBreach: typed.breach === 'si',
    isNarrowed: Object.entries(typed).some(([name, value]) => name !== 'text' && value !== ''),
    guides: authorize(visit.principal, 'definition:read') && (await guidesSaying(visit, typed.text, 4)),
    helpHref: `${visit.base}/ayuda?q=${encodeURIComponent(typed.text)}`,
    asked: query !== undefined,
    cases: found?.cases,
    filling:
      query && (query.text !== undefined || query.marks) && (await openStoreOf(visit).texts?.isFilling()),
    pager: found && pagerView(visit, found.page, found.limit),
  });
}

export const searchPages: PageRoute[] = [get('/buscar', 'signedIn', showSearch)];
