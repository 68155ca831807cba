// Business calendars: read as of an instant or by version, replaced from an instant on, and asked when a term would end.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { CalendarContent } from '../../runtime/calendars.ts';
import { previewDue } from '../../runtime/duePreview.ts';
import type { ContentVersion } from '../../store/contentVersions.ts';
import { type Calendar, calendarYear, holidays, MODES } from '../../time/index.ts';
import { type Refusal, refusal } from '../problem.ts';
import { problemText } from '../problemText.ts';
import { type Call, refuse, reply, route } from '../route.ts';
import {
  etag,
  expectedVersion,
  instantAsked,
  invalid,
  replacedBy,
  versionFacts,
  versionFields,
} from './contentVersions.ts';

const calendarShape = z
  .custom<Json>((json) => typeof json === 'object' && json !== null && !Array.isArray(json))
  .meta({ description: 'As a file `calendars/*.json` of a process folder' });

const versionShape = versionFields.extend({ calendarId: z.string() });
const contentShape = versionShape.extend({
  /** Newest version: what `If-Match` has to say to replace it. */
  newestVersion: z.number(),
  calendar: calendarShape,
});

function versionOf(version: ContentVersion): z.input<typeof versionShape> {
  return { calendarId: version.id, ...versionFacts(version) };
}

const list = route({
  method: 'get',
  path: '/calendars',
  policy: { action: 'calendar:read' },
  response: z.object({ items: z.array(versionShape) }),
  summary: 'List the calendars, each with its newest version',
  handler: async ({ engine }) => ({ items: (await engine.calendars.list()).map(versionOf) }),
});

/** `version` reads that one; `at` what was, or will be, in force then. */
async function found(call: Call<unknown>): Promise<(CalendarContent & { newest: number }) | Refusal> {
  const id = call.name('calendarId');
  const { calendars } = call.engine;
  const number = call.query('version');
  if (number !== undefined && !/^\d{1,9}$/.test(number)) return invalid('version', '1, 2, …');
  const at = instantAsked(call);
  if (typeof at !== 'number') return at;
  const read =
    number === undefined ? await calendars.read(id, at) : await calendars.readVersion(id, Number(number));
  if (!read) return refusal('NOT_FOUND');
  return { ...read, newest: (await calendars.history(id)).at(-1)?.version ?? read.version };
}

const get = route({
  method: 'get',
  path: '/calendars/:calendarId',
  policy: { action: 'calendar:read' },
  response: contentShape,
  summary: 'Get a calendar as it is in force, was at an instant, or by its version',
  async handler(call) {
    const read = await found(call);
    if ('code' in read) return refuse(read);
    const calendar = read.calendar as unknown as Json;
    const body = { ...versionOf(read.facts), newestVersion: read.newest, calendar };
    return reply(200, body, { ETag: etag(read.newest) });
  },
});

const history = route({
  method: 'get',
  path: '/calendars/:calendarId/history',
  policy: { action: 'calendar:read' },
  response: z.object({ items: z.array(versionShape) }),
  summary: 'List the versions of a calendar: who changed it, why, when and from when on',
  async handler({ engine, name }) {
    const versions = await engine.calendars.history(name('calendarId'));
    return versions.length === 0 ? refuse(refusal('NOT_FOUND')) : { items: versions.map(versionOf) };
  },
});

const yearShape = z.object({
  calendarId: z.string(),
  version: z.number(),
  year: z.number(),
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  workingDays: z.number(),
  months: z.array(z.object({ month: z.number(), workingDays: z.number() })),
});

function yearOf(calendar: Calendar, year: number) {
  const months = calendarYear(calendar, year).map(({ month, working }) => ({ month, workingDays: working }));
  const workingDays = months.reduce((sum, one) => sum + one.workingDays, 0);
  return { year, holidays: holidays(calendar, year), workingDays, months };
}

const year = route({
  method: 'get',
  path: '/calendars/:calendarId/years/:year',
  policy: { action: 'calendar:read' },
  response: yearShape,
  summary: 'Get the holidays of a year and its working days by month',
  async handler(call) {
    const asked = call.name('year');
    if (!/^(19|20|21)\d\d$/.test(asked)) return refuse(invalid('year', '1900 – 2199'));
    const read = await found(call);
    if ('code' in read) return refuse(read);
    const calendarId = call.name('calendarId');
    return { calendarId, version: read.version, ...yearOf(read.calendar, Number(asked)) };
  },
});

const dueShape = z.object({
  calendarId: z.string(),
  version: z.number(),
  due: z.string(),
  counted: z.number(),
  countedDates: z.array(z.string()),
  skipped: z.array(z.object({ date: z.string(), kind: z.string(), why: z.string() })),
});

const due = route({
  method: 'post',
  path: '/calendars/:calendarId/due',
  policy: { action: 'calendar:read' },
  request: z.strictObject({
    start: z.string().max(40),
    term: z.union([z.number(), z.string().max(40)]),
    mode: z.enum(MODES),
    options: z.custom<Json>().optional().meta({ description: 'As the options of the FEEL function `due`' }),
    /** One that is not stored: what a change would come to. */
    calendar: calendarShape.optional(),
  }),
  response: dueShape,
  summary: 'Tell when a term would end, which days counted, and which were skipped for what reason',
  async handler(call) {
    const { start, term, mode, options, calendar: draft } = call.body;
    const read = await found(call);
    if ('code' in read) return refuse(read);
    const calendarId = call.name('calendarId');
    const problems = draft === undefined ? [] : call.engine.calendars.check(calendarId, draft);
    const wrong = problems.map(({ code, values }) => ({ path: 'calendar', code, values }));
    const calendar = (draft as unknown as Calendar | undefined) ?? read.calendar;
    const told =
      wrong.length > 0
        ? []
        : previewDue(calendar, { start, term, mode, ...(options !== undefined && { options }) });
    const refused = Array.isArray(told) ? told.map(({ field, ...rest }) => ({ path: field, ...rest })) : [];
    if (Array.isArray(told)) {
      const violations = [...wrong, ...refused].map(({ path, code, values }) => ({
        path,
        code,
        message: problemText(code, values, call.locale),
      }));
      return refuse(refusal('INVALID_ARGUMENT', {}, { violations }));
    }
    const { dueAt: _, ...answer } = told;
    return { calendarId, version: read.version, ...answer };
  },
});

const replace = route({
  method: 'put',
  path: '/calendars/:calendarId',
  policy: { action: 'calendar:write' },
  request: z.strictObject({
    calendar: calendarShape,
    comment: z.string().max(1_000).optional(),
    effectiveDate: z.iso.datetime({ offset: true }).optional(),
  }),
  response: versionShape,
  summary: 'Replace a calendar, from now on or from an instant to come; due dates already told stay',
  async handler(call) {
    const { engine, body, name, principal } = call;
    const id = name('calendarId');
    if (!/^[\w.-]{1,100}$/.test(id))
      return refuse(refusal('RESOURCE_NAME_INVALID', { name: id.slice(0, 100) }));
    const expected = expectedVersion(call);
    if (expected === undefined) return refuse(refusal('IF_MATCH_REQUIRED'));
    const { calendar, comment, effectiveDate } = body;
    const fromAt = effectiveDate === undefined ? undefined : Date.parse(effectiveDate);
    const given = { calendar, comment, by: principal.username, fromAt, expected };
    const asked = { id, expected, body: body as Json, refusedAs: 'CALENDAR_REFUSED' };
    const made = await replacedBy(call, asked, (onCommit) =>
      engine.calendars.replace(id, { ...given, onCommit }),
    );
    if (typeof made !== 'number') return refuse(made);
    const version = await engine.calendars.readVersion(id, made);
    return version
      ? reply(200, versionOf(version.facts), { ETag: etag(made) })
      : refuse(refusal('NOT_FOUND'));
  },
});

export const calendarRoutes = [list, get, history, year, due, replace];
