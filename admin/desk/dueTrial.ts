// "Try a due date": a form whose answer says the due instant, the days that counted and those that were skipped, and why.
import { type Calendar, type DueRefused, MODES, previewDue, problemText, zoneOf } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { dateView } from './calendarViews.ts';

const MOST_SHOWN = 40;

/** `version`: of a calendar that is not the one in force, kept in the form. */
export function dueTrial(visit: Visit, calendar: Calendar, version: number | undefined) {
  const { t, lang } = visit;
  const given = { start: visit.query('start'), term: visit.query('term'), mode: visit.query('mode') };
  const mode = given.mode ?? 'legal-days';
  const pause = pauseAsked(visit);
  const isAsked = given.start !== undefined || given.term !== undefined;
  const told = isAsked
    ? previewDue(calendar, {
        start: given.start ?? '',
        term: given.term ?? '',
        mode,
        options: {
          ...(visit.query('nextDay') !== undefined && { afterHours: 'next-day' }),
          ...(pause && { pauses: [pause] }),
        },
      })
    : undefined;
  const wrong = (field: DueRefused['field']) => {
    const found = Array.isArray(told) ? told.find((one) => one.field === field) : undefined;
    return found && { code: found.code, text: problemText(found.code, found.values, lang) };
  };
  return {
    version,
    start: given.start ?? nowIn(visit, calendar),
    term: given.term ?? '15',
    pause: visit.query('pauseFrom') !== undefined || visit.query('pauseTo') !== undefined,
    pauseFrom: visit.query('pauseFrom'),
    pauseTo: visit.query('pauseTo'),
    nextDay: visit.query('nextDay') !== undefined,
    modes: MODES.map((id) => ({ id, label: t(`calendars.mode.${id}`), current: id === mode })),
    wrong: { start: wrong('start'), term: wrong('term') ?? wrong('mode'), pause: wrong('options') },
    told: told && !Array.isArray(told) && resultView(told),
  };

  function resultView({
    due,
    dueAt,
    counted,
    countedDates,
    skipped,
  }: Exclude<typeof told, undefined | DueRefused[]>) {
    return {
      dueAt,
      due,
      counted: t(`calendars.counted.${mode}`, { count: counted }),
      dates: countedDates.slice(0, MOST_SHOWN).map((date) => dateView(visit, date)),
      moreDates: Math.max(0, countedDates.length - MOST_SHOWN),
      skipped: skipped.slice(0, MOST_SHOWN).map(({ date, kind, why }) => ({
        on: dateView(visit, date),
        why: kind === 'weekly' ? t('calendars.state.weekly') : why,
      })),
      moreSkipped: Math.max(0, skipped.length - MOST_SHOWN),
    };
  }
}

function pauseAsked(visit: Visit): { from: string; to: string } | undefined {
  const [from, to] = [visit.query('pauseFrom'), visit.query('pauseTo')];
  return from === undefined && to === undefined ? undefined : { from: from ?? '', to: to ?? '' };
}

/** As a field of date and time wants it. */
function nowIn({ engine }: Visit, calendar: Calendar): string {
  const now = engine.now();
  return new Date(now + (zoneOf(calendar.zone)?.offsetAt(now) ?? 0)).toISOString().slice(0, 16);
}
