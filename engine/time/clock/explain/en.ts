// A clock in English, as a good public servant would explain it at the counter.
import type { SlaTarget } from '../../../core/slaFacts.ts';
import type { ClockState } from '../foldClock.ts';
import type { DayOffGroup, LocalText, Phrases } from './phrases.ts';
import { joined, termParts, weekdayOf } from './wording.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const subjects = {
  response: 'The time for the first answer',
  resolution: 'The time for the full answer',
  operation: 'The time of this step',
};

export const english: Phrases = {
  begins: (metric, startedAt, isDayOfReceiptOut) =>
    `${metric ? subjects[metric] : 'The term'} began on ${moment(startedAt)}${
      isDayOfReceiptOut ? ' and is counted from the next day' : ''
    }.`,
  countsFrom: (at) =>
    isMidnight(at)
      ? `As that was outside of opening hours, it is taken as received on the next business day and counted from ${dateText(at.slice(0, 10), '')}.`
      : `As that was outside of opening hours, it is counted from ${moment(at)}.`,
  term(target, calendar) {
    if ('until' in target) return 'The due date is not counted: it was set beforehand.';
    const by = target.mode === 'clock' ? ', which run day and night' : ` by the calendar "${calendar}"`;
    return `It is ${termText(target)}${by}.`;
  },
  skipped: (days, year) => `${daysText(days, year)} ${isOne(days) ? 'does' : 'do'} not count.`,
  movedEnd: (days, year) =>
    `Its last day is no business day, so that it moves to the next one; ${daysText(days, year)} ${isOne(days) ? 'is' : 'are'} none.`,
  paused: (from, to, { reason, who, counts }) =>
    `It was paused from ${moment(from)} until ${moment(to)}${because(reason)}${by(who)}; ${
      counts ? 'the set date stayed as it was' : 'that time does not count'
    }.`,
  isPaused: (from, { reason, who, counts }) =>
    `It has been paused since ${moment(from)}${because(reason)}${by(who)}${
      counts ? '; the set date stays as it is' : ' and does not run meanwhile'
    }.`,
  retargeted: (at, target, reason) =>
    `On ${moment(at)} the target became ${targetText(target)}${because(reason)}; its beginning and its pauses were kept.`,
  extended: (at, target, reason, who) =>
    `On ${moment(at)}, before it was due, it was extended to ${
      'until' in target ? 'another date' : `${termText(target)} in all`
    }${because(reason)}${by(who)}, and whoever asked was told.`,
  recalculated: (at, version, reason, before, after) =>
    `On ${moment(at)} it was counted again by ${version === undefined ? 'a new version' : `version ${version}`} of the calendar${because(reason)}${
      before !== undefined && after !== undefined && before !== after
        ? `: the due date moved from ${moment(before)} to ${moment(after)}`
        : ''
    }.`,
  due: (dueAt) => `So it is due on ${moment(dueAt)}.`,
  wasDue: (dueAt) => `So it was due on ${moment(dueAt)}.`,
  left: (left) => (isNothing(left) ? 'It is due today.' : `${leftText(left)} left.`),
  overdue: (left) =>
    isNothing(left) ? 'It is overdue.' : `It is overdue by ${leftText({ ...left, count: -left.count })}.`,
  onceResumed: (left) =>
    isNothing(left)
      ? 'Once it is resumed, it is due on that day.'
      : `Once it is resumed, ${leftText(left)} will be left, and the due date will be known.`,
  closed(kind, at, reason) {
    if (kind === 'met') return `It was met in time on ${moment(at)}.`;
    if (kind === 'missed') return `It was met late, on ${moment(at)}.`;
    return `It stopped counting on ${moment(at)}${because(reason)}.`;
  },
  transferred: (at, to) =>
    `On ${moment(at)} it was passed on to ${to}, whose own term begins on the day after receiving it.`,
};

function daysText({ weekdays, named }: DayOffGroup, year: string): string {
  const weekly = weekdays.map((day) => `${DAYS[day - 1]}s`);
  const days = named.map(({ date, why }) => `${dateText(date, year)} (${why})`);
  return joined([...weekly, ...days], 'and');
}

function isOne({ weekdays, named }: DayOffGroup): boolean {
  return weekdays.length === 0 && named.length === 1;
}

/** Where days count whole, nobody cares for the hour. */
function isMidnight(local: LocalText): boolean {
  return local.slice(11, 19) === '00:00:00';
}

/** `Thursday 9 April 2026 at 23:59:59`. */
function moment(local: LocalText): string {
  const seconds = local.slice(17, 19);
  const time = seconds === '00' ? local.slice(11, 16) : local.slice(11, 19);
  return `${dateText(local.slice(0, 10), '')} at ${time}`;
}

/** The year is left out where it is this one. */
function dateText(date: string, year: string): string {
  const [y, m, d] = date.split('-') as [string, string, string];
  const day = `${DAYS[weekdayOf(date) - 1]} ${Number(d)} ${MONTHS[Number(m) - 1]}`;
  return y === year ? day : `${day} ${y}`;
}

function termText(target: SlaTarget & { mode: string }): string {
  const isBusiness = target.mode === 'legal-days' || target.mode === 'business-days';
  const parts = termParts(target).map(({ unit, count }) => {
    if (unit === 'month') return counted(count, 'calendar month');
    if (unit === 'day') return counted(count, isBusiness ? 'business day' : 'day');
    if (unit === 'hour') return counted(count, target.mode === 'clock' ? 'hour' : 'business hour');
    return counted(count, 'minute');
  });
  return joined(parts, 'and');
}

function targetText(target: SlaTarget): string {
  return 'until' in target ? 'a set date' : termText(target);
}

function leftText({ unit, count }: ClockState['left']): string {
  if (unit === 'days') return counted(count, 'business day');
  if (unit === 'calendar-days') return counted(count, 'calendar day');
  const minutes = Math.round(count * 60);
  const parts = [
    ...(minutes >= 60 ? [counted(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 || minutes < 60 ? [counted(minutes % 60, 'minute')] : []),
  ];
  return `${joined(parts, 'and')}${unit === 'hours' ? '' : ' of working time'}`;
}

function isNothing({ unit, count }: ClockState['left']): boolean {
  return unit === 'hours' || unit === 'business-hours' ? Math.round(count * 60) === 0 : count === 0;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** What the staff wrote for itself alone is left out. */
function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : ` for "${reason}"`;
}

function by(who: string | undefined): string {
  return who === undefined ? '' : ` (recorded by ${who})`;
}
