// Calendars: which there are, a year of one with the reason of each day, a term tried out, its versions, and what differs.
import { compareView } from '../desk/calendarComparison.ts';
import { weekView, yearView } from '../desk/calendarViews.ts';
import { dueTrial } from '../desk/dueTrial.ts';
import { authorize, type Calendar, type ContentVersion } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

export const calendarAddress = (id: string) => `/calendarios/${encodeURIComponent(id)}`;

async function showList(visit: Visit): Promise<void> {
  const { calendars } = visit.engine;
  const newest = await calendars.list();
  const wanted = visit.query('id');
  if (wanted !== undefined && authorize(visit.principal, 'calendar:write')) {
    const from = visit.query('from') ?? '';
    if (/^[\w.-]{1,100}$/.test(wanted))
      return visit.go(`${calendarAddress(wanted)}/editar?from=${encodeURIComponent(from)}`);
  }
  const rows = await Promise.all(
    newest.map(async (last) => {
      const now = await calendars.read(last.id, visit.engine.now());
      const { calendar, facts } = now ?? (await calendars.readVersion(last.id, last.version)) ?? {};
      return { last, calendar, facts };
    }),
  );
  visit.show('calendars', {
    title: visit.t('calendars.title'),
    mayWrite: authorize(visit.principal, 'calendar:write'),
    wrongId: wanted !== undefined,
    wanted,
    calendars: rows.map(({ last, calendar, facts }) => ({
      id: last.id,
      href: visit.base + calendarAddress(last.id),
      name: calendar?.name,
      zone: calendar?.zone,
      version: facts?.version,
      at: facts?.changedAt,
      by: facts?.changedBy,
      coming: facts?.version !== last.version && last.fromAt > visit.engine.now() ? last.fromAt : undefined,
    })),
  });
}

function versionsView(visit: Visit, versions: ContentVersion[], inForce: number) {
  const address = visit.base + calendarAddress(visit.param('id'));
  const now = visit.engine.now();
  return versions.toReversed().map((one) => ({
    version: one.version,
    href: `${address}?version=${one.version}`,
    fromAt: one.fromAt,
    at: one.changedAt,
    by: one.changedBy,
    comment: one.comment,
    how: visit.t(one.source === 'edit' ? 'calendars.edited' : 'catalogs.deployed'),
    state: visit.t(
      one.version === inForce
        ? 'calendars.inForce'
        : one.fromAt > now
          ? 'calendars.coming'
          : 'calendars.earlier',
    ),
    compare: one.version > 1 ? `${address}/comparar?a=${one.version - 1}&b=${one.version}` : undefined,
  }));
}

async function opened(visit: Visit) {
  const id = visit.param('id');
  const { calendars } = visit.engine;
  const versions = await calendars.history(id);
  const now = await calendars.read(id, visit.engine.now());
  const asked = visit.query('version');
  const shown = asked === undefined ? now : await calendars.readVersion(id, Number(asked) || 0);
  const found = shown ?? (asked === undefined ? await calendars.readVersion(id, 1) : undefined);
  if (!found) throw notFound();
  return { id, versions, inForce: now?.version ?? 0, ...found };
}

function yearAsked(visit: Visit): number {
  const asked = visit.query('year') ?? '';
  return /^(19|20|21)\d\d$/.test(asked) ? Number(asked) : new Date(visit.engine.now()).getUTCFullYear();
}

async function showCalendar(visit: Visit): Promise<void> {
  const { id, versions, inForce, calendar, version } = await opened(visit);
  const address = visit.base + calendarAddress(id);
  const year = yearAsked(visit);
  const of = version === inForce ? '' : `&version=${version}`;
  const notice = visit.query('notice');
  visit.show('calendar', {
    title: calendar.name,
    notice: notice === 'saved' ? { text: visit.t('calendars.notice.saved') } : undefined,
    id,
    calendar,
    version,
    address,
    isOther: version !== inForce,
    mayWrite: authorize(visit.principal, 'calendar:write'),
    mayRecalculate: authorize(visit.principal, 'calendar:recalculate'),
    week: weekView(visit, calendar),
    year: yearView(visit, calendar, year),
    before: `${address}?year=${year - 1}${of}#year`,
    after: `${address}?year=${year + 1}${of}#year`,
    trial: dueTrial(visit, calendar as Calendar, version === inForce ? undefined : version),
    versions: versionsView(visit, versions, inForce),
    choices: versions.map((one) => ({
      version: one.version,
      isFirst: one.version === versions.at(-2)?.version,
      isLast: one === versions.at(-1),
    })),
    mayCompare: versions.length > 1,
    crumbs: [{ label: visit.t('calendars.title'), href: `${visit.base}/calendarios` }, { label: id }],
  });
}

async function showComparison(visit: Visit): Promise<void> {
  const id = visit.param('id');
  const [a, b] = await Promise.all(
    ['a', 'b'].map((name) => visit.engine.calendars.readVersion(id, Number(visit.query(name)) || 0)),
  );
  if (!a || !b) throw notFound();
  const href = visit.base + calendarAddress(id);
  visit.show('calendarComparison', {
    title: visit.t('calendars.compareTitle', { a: a.version, b: b.version }),
    a: a.facts,
    b: b.facts,
    ...compareView(visit, a.calendar, b.calendar),
    crumbs: [
      { label: visit.t('calendars.title'), href: `${visit.base}/calendarios` },
      { label: id, href },
      { label: visit.t('calendars.compare') },
    ],
  });
}

export const calendarPages: PageRoute[] = [
  get('/calendarios', 'calendar:read', showList),
  get('/calendarios/:id', 'calendar:read', showCalendar),
  get('/calendarios/:id/comparar', 'calendar:read', showComparison),
];
