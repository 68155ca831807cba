// The editor of a calendar: what people type, what is wrong beside each field, a look at its year, and a version from when on.
import {
  type CalendarFields,
  calendarFieldNames,
  type FieldProblem,
  fieldsOf,
  readFields,
} from '../desk/calendarForm.ts';
import { yearView } from '../desk/calendarViews.ts';
import { refusalWords } from '../desk/refusals.ts';
import { instantOf, parseDateTime, problemText, WEEKDAYS, zoneOf } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { calendarAddress } from './calendars.ts';

interface Draft {
  fields: CalendarFields;
  /** Newest version that its author has seen; 0: it is new. */
  expected: number;
  comment: string;
  from: string;
}

interface Again {
  problems?: FieldProblem[];
  wrong?: string;
  /** Of the draft as it stands. */
  year?: ReturnType<typeof yearView>;
}

function show(visit: Visit, draft: Draft, again: Again = {}, status = 200): void {
  const id = visit.param('id');
  const address = visit.base + calendarAddress(id);
  const { fields, expected } = draft;
  const wrong: { [field: string]: { code: string; text: string }[] } = {};
  for (const { field, code, values } of again.problems ?? []) {
    wrong[field] ??= [];
    const line = typeof values.line === 'number' && !code.endsWith('_LINE') ? values.line : undefined;
    const text = problemText(code, { ...values, ...pathWords(visit, field) }, visit.lang);
    wrong[field].push({ code, text: line === undefined ? text : visit.t('calendars.line', { line, text }) });
  }
  visit.show(
    'calendarEdit',
    {
      title: visit.t(expected === 0 ? 'calendars.newTitle' : 'calendars.editTitle', { id }),
      notice: again.wrong === undefined ? undefined : { text: again.wrong, wrong: true },
      formAction: address.concat('/editar'),
      id,
      isNew: expected === 0,
      action: `${address}/editar`,
      cancel: expected === 0 ? `${visit.base}/calendarios` : address,
      fields,
      expected,
      comment: draft.comment,
      from: draft.from,
      wrong,
      days: WEEKDAYS.map((day) => ({
        day,
        label: visit.t(`calendars.day.${day}`),
        hours: fields[day],
        wrong: wrong[day],
      })),
      zones: Intl.supportedValuesOf('timeZone'),
      zoneOfDates: visit.options.timeZone,
      year: again.year,
      crumbs: [
        { label: visit.t('calendars.title'), href: `${visit.base}/calendarios` },
        { label: id, ...(expected > 0 && { href: address }) },
        { label: visit.t('calendars.edit') },
      ],
    },
    status,
  );
}

/** People know the field by its label. */
function pathWords({ t }: Visit, field: string): { path?: string } {
  if (WEEKDAYS.some((day) => day === field)) return { path: t(`calendars.day.${field}`) };
  return ['from', 'comment'].includes(field) ? {} : { path: t(`calendars.field.${field}`) };
}

/** A new one may begin as a copy of another. */
async function showEditor(visit: Visit): Promise<void> {
  const id = visit.param('id');
  if (!/^[\w.-]{1,100}$/.test(id)) throw notFound();
  const { calendars } = visit.engine;
  const expected = (await calendars.history(id)).at(-1)?.version ?? 0;
  const copied = visit.query('from');
  const found =
    expected > 0
      ? await calendars.readVersion(id, expected)
      : copied === undefined
        ? undefined
        : await calendars.read(copied, visit.engine.now());
  const blank = { id, name: '', zone: visit.options.timeZone, week: {} };
  const fields = fieldsOf(found?.calendar ?? blank, visit.lang);
  show(visit, { fields: expected > 0 ? fields : { ...fields, name: '' }, expected, comment: '', from: '' });
}

async function save(visit: Visit): Promise<void> {
  const id = visit.param('id');
  const { calendars } = visit.engine;
  const fields = Object.fromEntries(calendarFieldNames.map((name) => [name, visit.field(name)]));
  const comment = visit.field('comment').trim().slice(0, 1_000);
  const draft = { fields, expected: Number(visit.field('version')) || 0, comment, from: visit.field('from') };
  const { calendar, problems } = readFields(id, fields, (json) => calendars.check(id, json));
  const year = problems.length > 0 ? undefined : yearView(visit, calendar, yearOf(visit));
  const more = (year === undefined ? {} : { year }) as Pick<Again, 'year'>;
  // The switch of language posts here, too, with what was typed.
  if (visit.query('lang') !== undefined) return show(visit, draft, { problems, ...more });
  if (visit.field('look') !== '')
    return show(visit, draft, { problems, ...more }, problems.length > 0 ? 422 : 200);
  const fromAt = instantTyped(visit, draft.from);
  if (fromAt === null) problems.push({ field: 'from', code: 'CALENDAR_FROM', values: { found: draft.from } });
  if (comment === '') problems.push({ field: 'comment', code: 'CALENDAR_COMMENT_MISSING', values: {} });
  if (problems.length > 0 || fromAt === null)
    return show(visit, draft, { problems, wrong: visit.t('calendars.refused') }, 422);
  const by = visit.principal.username;
  const given = { calendar: calendar as never, comment, by, fromAt, expected: draft.expected };
  const outcome = await calendars.replace(id, given);
  if (outcome.ok) return visit.go(`${calendarAddress(id)}?notice=saved`);
  if ('rejection' in outcome) {
    const { rejection } = outcome;
    const atFrom = rejection.code === 'CALENDAR_IN_THE_PAST' ? [{ field: 'from', ...rejection }] : [];
    return show(visit, draft, { problems: atFrom, wrong: refusalWords(visit, rejection) }, 409);
  }
  const left = outcome.problems.map(({ code, values }) => ({ field: 'name', code, values }));
  show(visit, draft, { problems: left, wrong: visit.t('calendars.refused') }, 422);
}

function yearOf(visit: Visit): number {
  return new Date(visit.engine.now()).getUTCFullYear();
}

/** Undefined: at once. Null: no date. */
function instantTyped(visit: Visit, text: string): number | undefined | null {
  if (text.trim() === '') return undefined;
  const read = parseDateTime(text.trim());
  const zone = zoneOf(visit.options.timeZone);
  return read && zone ? instantOf(read.localMs, zone) : null;
}

export const calendarEditPages: PageRoute[] = [
  get('/calendarios/:id/editar', 'calendar:write', showEditor),
  post('/calendarios/:id/editar', 'calendar:write', save),
];
