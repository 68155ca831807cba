// The reports that are mailed by themselves: which, to whom, when next, and a form to add one.
import { randomUUID } from 'node:crypto';
import { namesOf } from '../desk/names.ts';
import { askingOf } from '../desk/reportAsking.ts';
import { authorize } from '../engine.ts';
import { todayOf } from '../reports/asking.ts';
import { reports } from '../reports/catalog.ts';
import { FORMATS, isFormat } from '../reports/files/reportFile.ts';
import { addressOf } from '../reports/question.ts';
import { factsOf } from '../reports/reportFacts.ts';
import { businessDays, FREQUENCIES, leavesAt, nextDate } from '../reports/schedules/dates.ts';
import {
  addSchedule,
  listSchedules,
  MOST_RECIPIENTS,
  readRecipients,
  removeSchedule,
} from '../reports/schedules/table.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const here = '/tablero/envios';

/** The filters alone: the period follows from the day of the mail. */
async function filtersOf(visit: Visit) {
  const asking = await askingOf(visit);
  return { filters: addressOf(asking.question, { period: undefined }), facts: factsOf(asking).slice(1) };
}

async function showSchedules(
  visit: Visit,
  again: { wrong?: string; typed?: string } = {},
  status = 200,
): Promise<void> {
  const { engine, t, options } = visit;
  const schedules = await listSchedules(engine.store);
  const names = await namesOf(
    engine.store,
    schedules.map(({ createdBy }) => createdBy),
  );
  const { filters, facts } = await filtersOf(visit);
  const chosen = visit.query('report') ?? visit.field('report');
  visit.show(
    'reportSchedules',
    {
      title: t('schedule.heading'),
      notice: again.wrong ? { text: again.wrong, wrong: true } : noticeOf(visit),
      crumbs: [{ label: t('nav.reports'), href: `${visit.base}/tablero` }, { label: t('schedule.heading') }],
      mayWrite: authorize(visit.principal, 'report:schedule'),
      action: `${visit.base}${here}?${filters}`,
      facts,
      recipients: again.typed ?? '',
      noServer: !visit.retryMail,
      reports: reports.map(({ id }) => ({ id, label: t(`report.tab.${id}`), current: id === chosen })),
      formats: FORMATS.map((id) => ({ id, label: id.toUpperCase(), current: id === 'pdf' })),
      frequencies: FREQUENCIES.map((id) => ({ id, label: t(`schedule.${id}`), current: id === 'monthly' })),
      schedules: schedules.map((each) => ({
        name: t(`report.tab.${each.report}`),
        href: `${visit.base}/tablero/${each.report}?${each.filters}`,
        filters:
          each.filters === ''
            ? ''
            : decodeURIComponent(each.filters.replaceAll('+', ' ')).replaceAll('&', ', '),
        format: each.format.toUpperCase(),
        when: t(`schedule.${each.frequency}`),
        recipients: each.recipients.join(', '),
        next: leavesAt(each.nextDate, options.timeZone),
        sentAt: each.sentAt,
        failed: each.error !== null && t('schedule.failed', { code: each.error }),
        by: names.get(each.createdBy) ?? each.createdBy,
        remove: `${visit.base}${here}/${each.id}/quitar`,
      })),
    },
    status,
  );
}

function noticeOf(visit: Visit) {
  const notice = visit.query('notice');
  return notice === 'added' || notice === 'removed' ? { text: visit.t(`schedule.${notice}`) } : undefined;
}

async function add(visit: Visit): Promise<void> {
  const { engine, t, options, lang } = visit;
  const report = reports.find(({ id }) => id === visit.field('report'));
  const format = visit.field('format');
  const frequency = FREQUENCIES.find((each) => each === visit.field('frequency'));
  if (!report || !isFormat(format) || !frequency) throw notFound();
  const typed = visit.field('recipients');
  const read = readRecipients(typed);
  if ('wrong' in read)
    return showSchedules(visit, { wrong: t('schedule.wrongAddress', { address: read.wrong }), typed }, 422);
  const { recipients } = read;
  if (recipients.length === 0 || recipients.length > MOST_RECIPIENTS)
    return showSchedules(visit, { wrong: t('schedule.howMany', { most: MOST_RECIPIENTS }), typed }, 422);
  const next = nextDate(frequency, todayOf(engine.now(), options.timeZone), await businessDays(engine));
  const { filters } = await filtersOf(visit);
  const schedule = {
    id: randomUUID(),
    report: report.id,
    filters,
    format,
    frequency,
    language: lang,
    recipients,
    createdBy: visit.principal.username,
    nextDate: next,
    nextAttemptAt: leavesAt(next, options.timeZone),
  };
  await addSchedule(engine.store, schedule, engine.now());
  visit.go(`${here}?notice=added`);
}

async function remove(visit: Visit): Promise<void> {
  const { engine, principal } = visit;
  if (!(await removeSchedule(engine.store, visit.param('id'), principal.username, engine.now())))
    throw notFound();
  visit.go(`${here}?notice=removed`);
}

export const reportSchedulePages: PageRoute[] = [
  get(here, 'report:read', (visit) => showSchedules(visit)),
  post(here, 'report:schedule', add),
  post(`${here}/:id/quitar`, 'report:schedule', remove),
];
