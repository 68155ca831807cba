// When a term would end by a calendar, from what people typed: every answer of the calendar's own count, or what is wrong
// with which field.
import type { Json } from '../core/json.ts';
import {
  type Calendar,
  type Due,
  due,
  formatDateTime,
  isMode,
  isTimeProblem,
  localOf,
  readTerm,
} from '../time/index.ts';
import { dueOptions } from './dueOptions.ts';
import { instantFrom, kindOf } from './feelArguments.ts';
import { zoneOf } from './zones.ts';

export interface DueAsked {
  /** ISO 8601; without an offset it is the calendar's wall time. */
  start: string;
  term: number | string;
  mode: string;
  /** As FEEL's `due` takes them. */
  options?: Json;
}

export interface DuePreview {
  /** With the offset of the calendar's zone. */
  due: string;
  dueAt: number;
  counted: number;
  countedDates: string[];
  skipped: Due['skipped'];
}

export interface DueRefused {
  field: keyof DueAsked;
  code: string;
  values: { [name: string]: Json };
}

export function previewDue(calendar: Calendar, asked: DueAsked): DuePreview | DueRefused[] {
  const zone = zoneOf(calendar.zone);
  if (!zone) return [{ field: 'start', code: 'CALENDAR_ZONE_UNKNOWN', values: { found: calendar.zone } }];
  const { mode } = asked;
  const refused: DueRefused[] = [];
  const start = instantFrom(asked.start, zone);
  if (start === undefined) {
    const values = { parameter: 'start', found: asked.start.slice(0, 40) || kindOf(null) };
    refused.push({ field: 'start', code: 'FEEL_NOT_A_DATE_TIME', values });
  }
  if (!isMode(mode))
    return [...refused, { field: 'mode', code: 'DUE_MODE_UNKNOWN', values: { found: mode.slice(0, 40) } }];
  const term = readTerm(asked.term, mode);
  if (isTimeProblem(term)) refused.push({ field: 'term', ...term });
  else if (term.months + term.days + term.ms === 0)
    refused.push({ field: 'term', code: 'TERM_NOT_POSITIVE', values: { term: asked.term } });
  const options = dueOptions(asked.options ?? null, zone);
  if ('kind' in options)
    return [...refused, options.kind === 'error' ? { ...options, field: 'options' } : notAsked];
  if (start === undefined || isTimeProblem(term) || refused.length > 0) return refused;
  const { percent: _, ...counting } = options;
  const {
    dueAt,
    counted,
    countedDates = [],
    skipped,
  } = due({ start, term, mode, calendar, zone, ...counting });
  return {
    due: formatDateTime(localOf(dueAt, zone), zone.offsetAt(dueAt)),
    dueAt,
    counted,
    countedDates,
    skipped,
  };
}

const notAsked: DueRefused = {
  field: 'options',
  code: 'DUE_OPTION_VALUE',
  values: { option: 'options', found: 'null' },
};
