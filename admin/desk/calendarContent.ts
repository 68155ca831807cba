// A calendar of a draft as the fields of its form, and back to the file's text, with its year to look at.
import { type Calendar, type Json, problemText, WEEKDAYS } from '../engine.ts';
import { renderTemplate } from '../render/templates.ts';
import type { Visit } from '../visit.ts';
import { calendarFieldNames, fieldsOf, readFields } from './calendarForm.ts';
import { yearView } from './calendarViews.ts';

/** Calendars are known by the name of their file. */
function calendarIdOf(fileName: string): string {
  return fileName.replace(/^.*\//, '').replace(/\.json$/i, '');
}

/** What the form is drawn with; its fields come when the file is opened. */
export function calendarForm(visit: Visit) {
  return {
    yearNow: new Date(visit.engine.now()).getUTCFullYear(),
    zones: Intl.supportedValuesOf('timeZone'),
    days: WEEKDAYS.map((day) => ({ day, label: visit.t(`calendars.day.${day}`) })),
  };
}

/** The fields of a file's text; none where it is no calendar, or the form would lose some of it. */
export function calendarFields(visit: Visit, fileName: string, text: string) {
  const id = calendarIdOf(fileName);
  const blank: Calendar = { id, name: '', zone: visit.options.timeZone, week: {} };
  const calendar = text.trim() === '' ? blank : calendarIn(visit, id, text);
  return calendar ? { fields: fieldsOf(calendar, visit.lang) } : {};
}

/** One with faults in its values is still a calendar; what has another shape would lose something in the form. */
const OTHER_SHAPE = ['CALENDAR_SHAPE', 'CALENDAR_UNKNOWN_FIELD', 'CALENDAR_TOO_LARGE'];

function calendarIn(visit: Visit, id: string, text: string): Calendar | undefined {
  try {
    const json = JSON.parse(text) as Json;
    const problems = visit.engine.calendars.check(id, json);
    return problems.some(({ code }) => OTHER_SHAPE.includes(code))
      ? undefined
      : (json as unknown as Calendar);
  } catch {
    // No JSON.
    return undefined;
  }
}

/** What the form's fields say: the file's text, what is wrong beside which field, and the year. */
export function calendarAnswer(visit: Visit, fileName: string) {
  const id = calendarIdOf(fileName);
  const fields = Object.fromEntries(calendarFieldNames.map((name) => [name, visit.field(name)]));
  const { calendar, problems } = readFields(id, fields, (json) => visit.engine.calendars.check(id, json));
  const year = Number(visit.field('year')) || new Date(visit.engine.now()).getUTCFullYear();
  return {
    text: `${JSON.stringify(calendar, null, 2)}\n`,
    problems: problems.map(({ field, code, values }) => ({
      field,
      code,
      text: problemText(code, values, visit.lang),
    })),
    year: problems.length > 0 ? undefined : yearHtml(visit, calendar, year),
  };
}

function yearHtml(visit: Visit, calendar: Calendar, year: number): string {
  const { lang, base, options } = visit;
  return renderTemplate('calendarYearPart', {
    lang,
    base,
    timeZone: options.timeZone,
    year: yearView(visit, calendar, year),
  });
}
