// Open clocks counted by another version of their calendar: which would move, from when to when; and then those that one names.
import { z } from 'zod';
import type { Recalculated } from '../../runtime/recalculation.ts';
import { type Refusal, refusal } from '../problem.ts';
import { problemText } from '../problemText.ts';
import { type Call, refuse, route } from '../route.ts';
import { instantOrNull, keyShape } from '../shapes.ts';
import { invalid } from './contentVersions.ts';

const clockShape = z.object({
  slaKey: keyShape,
  caseKey: keyShape,
  caseNumber: z.string().nullable(),
  processDefinitionId: z.string(),
  name: z.string(),
  metric: z.string(),
  paused: z.boolean(),
  calendarVersion: z.number().nullable(),
  dueDate: instantOrNull,
  newDueDate: instantOrNull,
  moves: z.boolean(),
  /** Milliseconds of the clock on the wall; negative: due earlier. */
  movedBy: z.number(),
  /** Promised to somebody outside: it moves with notice alone. */
  communicated: z.boolean(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function clockOf(clock: Recalculated, { locale }: Call<unknown>): z.input<typeof clockShape> {
  const { dueAt, dueAfter, rejection } = clock;
  return {
    slaKey: String(clock.key),
    caseKey: String(clock.caseKey),
    caseNumber: clock.caseNumber,
    processDefinitionId: clock.processId,
    name: clock.name,
    metric: clock.metric,
    paused: clock.isPaused,
    calendarVersion: clock.version,
    dueDate: iso(dueAt),
    newDueDate: iso(dueAfter),
    moves: clock.moves,
    movedBy: dueAt === null || dueAfter === null ? 0 : dueAfter - dueAt,
    communicated: clock.isCommunicated,
    problem: rejection
      ? { code: rejection.code, message: problemText(rejection.code, rejection.values, locale) }
      : null,
  };
}

/** The version that was asked for, else the one in force. */
async function versionAsked(call: Call<unknown>, asked: number | undefined): Promise<number | Refusal> {
  const id = call.name('calendarId');
  const { calendars } = call.engine;
  const found =
    asked === undefined
      ? await calendars.read(id, call.engine.now())
      : await calendars.readVersion(id, asked);
  return found ? found.version : refusal('NOT_FOUND');
}

const preview = route({
  method: 'get',
  path: '/calendars/:calendarId/recalculation',
  policy: { action: 'calendar:recalculate' },
  response: z.object({
    calendarVersion: z.number(),
    items: z.array(clockShape),
    /** To be given as `after` for the next page; null on the last. */
    nextPage: keyShape.nullable(),
  }),
  summary: 'Look at the open clocks that another version counted: which would move, from when to when',
  async handler(call) {
    const [asked, after = '0'] = [call.query('version'), call.query('after')];
    if (asked !== undefined && !/^\d{1,9}$/.test(asked)) return refuse(invalid('version', '1, 2, …'));
    if (!/^\d{1,16}$/.test(after)) return refuse(invalid('after', '1, 2, …'));
    const version = await versionAsked(call, asked === undefined ? undefined : Number(asked));
    if (typeof version !== 'number') return refuse(version);
    const calendarId = call.name('calendarId');
    const page = await call.engine.recalculation.preview({ calendarId, version, after: Number(after) });
    return {
      calendarVersion: version,
      items: page.clocks.map((clock) => clockOf(clock, call)),
      nextPage: page.after === undefined ? null : String(page.after),
    };
  },
});

const apply = route({
  method: 'post',
  path: '/calendars/:calendarId/recalculation',
  policy: { action: 'calendar:recalculate' },
  request: z.strictObject({
    version: z.int().min(1).optional(),
    reason: z.string().max(2_000),
    /** Who was told the due dates is told the new ones; without it those do not move. */
    notified: z.boolean().optional(),
    slaKeys: z.array(keyShape).min(1).max(500),
  }),
  response: z.object({ calendarVersion: z.number(), items: z.array(clockShape) }),
  summary: 'Count the named clocks by that version from now on, each on record with the reason',
  async handler(call) {
    const { reason, notified, slaKeys } = call.body;
    const version = await versionAsked(call, call.body.version);
    if (typeof version !== 'number') return refuse(version);
    const clocks = [...new Set(slaKeys.map(Number))];
    const calendarId = call.name('calendarId');
    const asked = { calendarId, version, clocks, reason, ...(notified !== undefined && { notified }) };
    const done = await call.engine.recalculation.apply(asked, call.submission);
    return { calendarVersion: version, items: done.map((clock) => clockOf(clock, call)) };
  },
});

export const recalculationRoutes = [preview, apply];
