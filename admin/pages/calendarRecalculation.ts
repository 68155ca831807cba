// Cases counted by another version of their calendar: what would move, by how much, who was promised it; then the chosen
// ones, with a reason, and what became of each.

import { plainNumber } from '../desk/rows.ts';
import {
  authorize,
  businessDaysBetween,
  type Calendar,
  problemText,
  type Recalculated,
  zoneOf,
} from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { calendarAddress } from './calendars.ts';

const PAGE = 200;

async function opened(visit: Visit, asked: string | undefined) {
  const id = visit.param('id');
  const { calendars } = visit.engine;
  const found =
    asked === undefined
      ? await calendars.read(id, visit.engine.now())
      : await calendars.readVersion(id, Number(asked) || 0);
  if (!found) throw notFound();
  return { id, ...found };
}

/** "2 días hábiles más tarde", or by the clock where no business day lies between. */
function movedWords({ t }: Visit, calendar: Calendar, { dueAt, dueAfter }: Recalculated): string {
  if (dueAt === null || dueAfter === null) return '';
  const days = businessDaysBetween(dueAt, dueAfter, calendar, zoneOf(calendar.zone));
  const side = dueAfter > dueAt ? 'later' : 'earlier';
  if (days !== 0) return t(`calendars.moved.${side}.days`, { count: Math.abs(days) });
  return t(`calendars.moved.${side}.hours`, { count: Math.round(Math.abs(dueAfter - dueAt) / 3_600_000) });
}

function rowOf(visit: Visit, calendar: Calendar, clock: Recalculated) {
  const mayRead = authorize(visit.principal, 'case:list');
  return {
    key: clock.key,
    number: clock.caseNumber ?? plainNumber(clock.caseKey),
    href: mayRead ? `${visit.base}/casos/${clock.caseKey}` : undefined,
    name: clock.name,
    process: clock.processName ?? clock.processId,
    dueAt: clock.dueAt,
    dueAfter: clock.dueAfter,
    moved: movedWords(visit, calendar, clock),
    told: clock.isCommunicated,
    chosen: !clock.isCommunicated,
    problem: clock.rejection && {
      code: clock.rejection.code,
      text: problemText(clock.rejection.code, clock.rejection.values, visit.lang),
    },
  };
}

interface Again {
  wrong?: string;
  reason?: string;
  done?: Recalculated[];
}

async function show(visit: Visit, again: Again = {}, status = 200): Promise<void> {
  const asked = visit.query('version') ?? (visit.field('version') || undefined);
  const { id, calendar, version } = await opened(visit, asked);
  const after = Number(visit.query('after') ?? 0) || 0;
  const page = await visit.engine.recalculation.preview({ calendarId: id, version, after, limit: PAGE });
  const moving = page.clocks.filter(({ moves }) => moves);
  const address = visit.base + calendarAddress(id);
  const rows = (clocks: Recalculated[]) => clocks.map((clock) => rowOf(visit, calendar, clock));
  visit.show(
    'calendarRecalculation',
    {
      title: visit.t('calendars.recalculateTitle', { name: calendar.name }),
      notice: again.wrong === undefined ? undefined : { text: again.wrong, wrong: true },
      version,
      action: `${address}/recalculo`,
      versions: (await visit.engine.calendars.history(id)).map((one) => ({
        version: one.version,
        current: one.version === version,
      })),
      rows: rows(moving),
      promised: moving.filter(({ isCommunicated }) => isCommunicated).length,
      still: page.clocks.length - moving.length,
      reason: again.reason,
      done: again.done && {
        moved: rows(again.done.filter(({ moves }) => moves)),
        still: again.done.filter(({ moves, rejection }) => !moves && !rejection).length,
        refused: rows(again.done.filter(({ rejection }) => rejection)),
      },
      next:
        page.after === undefined ? undefined : `${address}/recalculo?version=${version}&after=${page.after}`,
      crumbs: [
        { label: visit.t('calendars.title'), href: `${visit.base}/calendarios` },
        { label: id, href: address },
        { label: visit.t('calendars.recalculate') },
      ],
    },
    status,
  );
}

async function apply(visit: Visit): Promise<void> {
  const { id, version } = await opened(visit, visit.field('version'));
  const reason = visit.field('reason').trim().slice(0, 2_000);
  const keys = (visit.posted.get('clock') ?? []).filter((key) => /^\d{1,16}$/.test(key)).map(Number);
  if (keys.length === 0) return show(visit, { wrong: visit.t('calendars.noneChosen'), reason }, 422);
  if (reason === '') return show(visit, { wrong: visit.t('calendars.reasonMissing') }, 422);
  const notified = visit.field('notified') === '1';
  const asked = { calendarId: id, version, clocks: [...new Set(keys)].slice(0, PAGE), reason, notified };
  const done = await visit.engine.recalculation.apply(asked, { principal: visit.principal });
  await show(visit, { done });
}

export const calendarRecalculationPages: PageRoute[] = [
  get('/calendarios/:id/recalculo', 'calendar:recalculate', (visit) => show(visit)),
  post('/calendarios/:id/recalculo', 'calendar:recalculate', apply),
];
