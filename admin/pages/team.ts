// The leader's board: who holds how much, what is late, what was done; and several tasks reassigned at once with a reason.
import { dueView } from '../desk/due.ts';
import { casesOf, namesOf } from '../desk/names.ts';
import { pagerView, pageSize } from '../desk/pager.ts';
import { newRequest, requestOf } from '../desk/requestId.ts';
import { plainNumber, taskOf } from '../desk/rows.ts';
import { groupRows, personRows } from '../desk/team/board.ts';
import { absencesNow, groupsOfTeam, membersOf } from '../desk/team/people.ts';
import { BALANCE, reassignAll } from '../desk/team/reassign.ts';
import { keysOf } from '../desk/workList/bulk.ts';
import { type Condition, isAdministrator, type Query, sortOfList } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

interface Again {
  wrong?: string;
}

/** Of a person or a group of the team; undefined where none is chosen. */
function chosenQuery(visit: Visit, groups: readonly string[]): Query | undefined {
  const { principal } = visit;
  const person = visit.query('persona');
  const group = visit.query('grupo');
  const open: Condition = { column: 'state', op: 'eq', value: 'CREATED' };
  const team = isAdministrator(principal)
    ? {}
    : { candidates: { groups: [...groups], user: principal.username, heldByOthers: true } };
  if (person !== undefined)
    return { where: [open, { column: 'assignee', op: 'eq', value: person }], ...team };
  if (group === undefined || !groups.includes(group)) return undefined;
  const free: Condition = { column: 'assignee', op: 'exists', value: false };
  return { where: [open, free], offeredTo: [{ kind: 'group', names: [group] }] };
}

async function chosenTasks(visit: Visit, query: Query) {
  const { store } = visit.engine;
  const after = visit.query('after');
  const page = await store.search('user_tasks', {
    ...query,
    sort: sortOfList('urgency'),
    limit: pageSize,
    ...(after && { after }),
  });
  const tasks = page.rows.map(taskOf);
  const cases = await casesOf(
    store,
    tasks.map(({ rootKey }) => rootKey),
  );
  const dues = await Promise.all(tasks.map((task) => dueView(visit, task.dueAt, task.definitionKey)));
  const picked = new Set(keysOf(visit));
  const views = tasks.map((task, at) => ({
    key: task.key,
    name: task.name,
    process: task.processName,
    number: cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey),
    due: dues[at],
    picked: picked.has(task.key),
    href: `${visit.base}/tareas/${task.key}`,
  }));
  return { tasks: views, pager: pagerView(visit, page) };
}

async function chosenName(visit: Visit): Promise<string> {
  const person = visit.query('persona');
  if (person === undefined) return visit.query('grupo') ?? '';
  return (await namesOf(visit.engine.store, [person])).get(person) ?? person;
}

async function showTeam(visit: Visit, again: Again = {}, status = 200): Promise<void> {
  const groups = await groupsOfTeam(visit);
  const members = await membersOf(visit, groups);
  const absences = await absencesNow(visit);
  const people = await personRows(visit, members, absences);
  const query = chosenQuery(visit, groups);
  const away = new Set(absences.map(({ username }) => username));
  visit.show(
    'team',
    {
      title: visit.t('team.title'),
      islands: ['rows'],
      wide: true,
      titleCount: people.reduce((sum, { load }) => sum + load.overdue, 0),
      ...(again.wrong !== undefined && { notice: { text: again.wrong, wrong: true } }),
      people,
      groups: await groupRows(visit, groups),
      absencesHref: `${visit.base}/ausencias`,
      chosen: query && {
        name: await chosenName(visit),
        isPerson: visit.query('persona') !== undefined,
        ...(await chosenTasks(visit, query)),
        action: `${visit.base}/equipo/reasignar${visit.request.originalUrl.replace(/^[^?]*/, '')}`,
        request: newRequest(),
        reason: visit.field('reason'),
        takers: people
          .filter(({ username }) => !away.has(username) && username !== visit.query('persona'))
          .map(({ username, name, load }) => ({
            username,
            label: visit.t('team.taker', { name, count: load.open }),
            chosen: username === visit.field('to'),
          })),
        balance: BALANCE,
      },
    },
    status,
  );
}

async function reassign(visit: Visit): Promise<void> {
  const keys = keysOf(visit);
  const to = visit.field('to');
  const reason = visit.field('reason').trim();
  const request = requestOf(visit);
  if (keys.length === 0) return showTeam(visit, { wrong: visit.t('team.noneChosen') }, 422);
  if (to === '') return showTeam(visit, { wrong: visit.t('team.nobodyChosen') }, 422);
  if (reason === '') return showTeam(visit, { wrong: visit.t('team.noReason') }, 422);
  const results = await reassignAll(visit, keys, { to, reason, request });
  const done = results.filter(({ why }) => why === undefined).length;
  visit.show('teamResults', {
    title: visit.t('team.results'),
    summary: visit.t('team.reassigned', { count: done }),
    failed: results.length > done ? visit.t('team.stayed', { count: results.length - done }) : '',
    reason,
    results,
    back: `${visit.base}/equipo${visit.request.originalUrl.replace(/^[^?]*/, '')}`,
    crumbs: [
      { label: visit.t('nav.team'), href: `${visit.base}/equipo` },
      { label: visit.t('team.results') },
    ],
  });
}

export const teamPages: PageRoute[] = [
  get('/equipo', 'team:read', (visit) => showTeam(visit)),
  post('/equipo/reasignar', 'team:read', reassign),
];
