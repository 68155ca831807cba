// Who is away and who stands in: people say so of themselves, leaders of their team; what is held already may be offered, too.
import { namesOf } from '../desk/names.ts';
import { dayOf } from '../desk/readFilter.ts';
import { groupsOfTeam, type Member, membersOf } from '../desk/team/people.ts';
import {
  type Absence,
  type AbsenceOutcome,
  isAbsentNow,
  offerToSubstitute,
  readAbsences,
  recordAbsence,
  withdrawAbsence,
} from '../engine.ts';
import { dateWords } from '../render/words.ts';
import { todayOf } from '../reports/asking.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';

const DAY = 86_400_000;
const mostOffered = 200;

const isLeader = ({ principal }: Visit): boolean =>
  principal.roles.some((role) => role === 'leader' || role === 'admin');

/** Oneself, and for leaders their team. */
async function subjects(visit: Visit): Promise<Member[]> {
  const { principal, identity } = visit;
  const me = { username: principal.username, name: identity?.name ?? principal.username, groups: [] };
  if (!isLeader(visit)) return [me];
  const team = await membersOf(visit, await groupsOfTeam(visit));
  return [me, ...team.filter(({ username }) => username !== principal.username)];
}

/** Colleagues of any group that this person, or their team, works in. */
async function substitutes(visit: Visit): Promise<Member[]> {
  return membersOf(visit, await groupsOfTeam(visit));
}

async function seen(visit: Visit, people: readonly Member[]): Promise<Absence[]> {
  const { store } = visit.engine;
  const mine = new Set(people.map(({ username }) => username));
  const all = await readAbsences(store.reader, store.tenant, visit.engine.now());
  return all.filter(
    ({ username, substitute }) => mine.has(username) || substitute === visit.principal.username,
  );
}

async function views(visit: Visit, people: readonly Member[]) {
  const absences = await seen(visit, people);
  const names = await namesOf(
    visit.engine.store,
    absences.flatMap(({ username, substitute, recordedBy }) => [username, substitute ?? '', recordedBy]),
  );
  const at = visit.engine.now();
  const own = new Set(people.map(({ username }) => username));
  const day = (text: string) => dateWords(visit.lang, Date.parse(text), 'UTC');
  return absences.map((absence) => ({
    who: names.get(absence.username) ?? absence.username,
    from: day(absence.fromDay),
    to: day(absence.toDay),
    substitute:
      absence.substitute === null
        ? visit.t('absence.nobody')
        : (names.get(absence.substitute) ?? absence.substitute),
    isNow: isAbsentNow(absence, at),
    by:
      absence.recordedBy === absence.username
        ? ''
        : visit.t('absence.by', { name: names.get(absence.recordedBy) ?? absence.recordedBy }),
    withdraw: own.has(absence.username) && `${visit.base}/ausencias/${absence.id}/quitar`,
  }));
}

async function showAbsences(visit: Visit, wrong = '', status = 200): Promise<void> {
  const people = await subjects(visit);
  const typed = wrong === '' ? undefined : (name: string) => visit.field(name);
  const others = await substitutes(visit);
  const today = todayOf(visit.engine.now(), visit.options.timeZone);
  const offered = Number(visit.query('offered') ?? Number.NaN);
  const notices: { [name: string]: string } = {
    recorded: Number.isSafeInteger(offered)
      ? visit.t('absence.recordedOffered', { count: offered })
      : visit.t('absence.recorded'),
    withdrawn: visit.t('absence.withdrawn'),
  };
  const notice = notices[visit.query('notice') ?? ''];
  visit.show(
    'absences',
    {
      title: visit.t('absence.title'),
      notice: wrong ? { text: wrong, wrong: true } : notice ? { text: notice } : undefined,
      absences: await views(visit, people),
      action: `${visit.base}/ausencias`,
      today,
      from: typed?.('from') ?? today,
      to: typed?.('to') ?? '',
      offer: typed ? typed('offer') === '1' : true,
      people: people.length > 1 && people.map((each) => choice(each, typed?.('who'))),
      substitutes: others
        .filter(({ username }) => people.length > 1 || username !== visit.principal.username)
        .map((each) => choice(each, typed?.('substitute'))),
      teamHref: isLeader(visit) && `${visit.base}/equipo`,
    },
    status,
  );
}

const choice = ({ username, name }: Member, chosen: string | undefined) => ({
  username,
  name,
  chosen: username === chosen,
});

async function record(visit: Visit): Promise<void> {
  const people = await subjects(visit);
  const who = visit.field('who') || visit.principal.username;
  if (!people.some(({ username }) => username === who)) throw forbidden();
  const substitute = visit.field('substitute') || null;
  const isKnown = (await substitutes(visit)).some(({ username }) => username === substitute);
  if (substitute !== null && !isKnown) return showAbsences(visit, visit.t('absence.wrong.unknown'), 422);
  const outcome = await recorded(visit, who, substitute);
  if (!outcome.ok) return showAbsences(visit, visit.t(`absence.wrong.${outcome.wrong}`), 422);
  const { absence } = outcome;
  const isOffering = visit.field('offer') === '1' && absence.substitute !== null;
  if (!isOffering) return visit.go('/ausencias?notice=recorded');
  visit.go(`/ausencias?notice=recorded&offered=${await offerHeld(visit, absence)}`);
}

function recorded(visit: Visit, username: string, substitute: string | null): Promise<AbsenceOutcome> {
  const [fromDay, toDay] = [visit.field('from'), visit.field('to')];
  const startsAt = dayOf(visit, fromDay) ?? Number.NaN;
  const last = dayOf(visit, toDay) ?? Number.NaN;
  // Midday of the last day and a day on: the next midnight, also where clocks are moved.
  const next = Number.isNaN(last) ? '' : todayOf(last + DAY + DAY / 2, visit.options.timeZone);
  const given = { username, substitute, fromDay, toDay, startsAt, endsAt: dayOf(visit, next) ?? Number.NaN };
  return recordAbsence(visit.engine.store, visit.engine.now(), given, visit.principal.username);
}

/** What is held already, one by one: what somebody completed meanwhile is none of it. */
async function offerHeld(visit: Visit, absence: Absence): Promise<number> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [
      { column: 'state', op: 'eq', value: 'CREATED' },
      { column: 'assignee', op: 'eq', value: absence.username },
    ],
    limit: mostOffered,
  });
  let offered = 0;
  for (const row of rows) if (await offerToSubstitute(visit.engine, absence, row, 'recorded')) offered += 1;
  return offered;
}

async function withdraw(visit: Visit): Promise<void> {
  const { store, now } = visit.engine;
  const id = visit.param('id');
  const own = new Set((await subjects(visit)).map(({ username }) => username));
  const found = (await readAbsences(store.reader, store.tenant, now())).find((each) => each.id === id);
  if (found && !own.has(found.username)) throw forbidden();
  // Pressed twice it is done.
  if (found) await withdrawAbsence(store, now(), id, visit.principal.username);
  visit.go('/ausencias?notice=withdrawn');
}

export const absencePages: PageRoute[] = [
  get('/ausencias', 'absence:write', (visit) => showAbsences(visit)),
  post('/ausencias', 'absence:write', record),
  post('/ausencias/:id/quitar', 'absence:write', withdraw),
];
