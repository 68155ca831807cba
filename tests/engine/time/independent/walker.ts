// Due dates computed a second time and otherwise: a table of holidays by another Easter, days walked one by one and hours
// minute by minute. It shares no line with the engine. A wall minute counts from 1970-01-01T00:00 in Bogota.

const FIRST_YEAR = 2010;
const LAST_YEAR = 2060;
const DAY = 1_440;

export type Week = 'weekdays' | 'with-saturday' | 'always';

export interface Pause {
  from: number;
  to: number;
}

export interface Question {
  week: Week;
  mode: 'legal-days' | 'business-days' | 'business-hours' | 'calendar-month' | 'clock';
  /** Wall minute. */
  start: number;
  /** Days, months, or minutes. */
  amount: number;
  pauses: Pause[];
  afterHours: 'same-day' | 'next-day';
}

/** Carl Friedrich Gauss's Easter, with the corrections of 1816. */
function gaussEaster(year: number): number {
  const k = Math.floor(year / 100);
  const M = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30;
  const N = (4 + k - Math.floor(k / 4)) % 7;
  const d = (19 * (year % 19) + M) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + N) % 7;
  let march = 22 + d + e;
  if (d === 29 && e === 6) march -= 7;
  if (d === 28 && e === 6 && (11 * M + 11) % 30 < 19) march -= 7;
  return date(year, 3, march);
}

function date(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function weekdayOf(day: number): number {
  return new Date(day * 86_400_000).getUTCDay();
}

function toMonday(day: number): number {
  let monday = day;
  while (weekdayOf(monday) !== 1) monday += 1;
  return monday;
}

/** Day numbers, in order; one that is two holidays is there twice. */
export function holidaysOf(year: number): number[] {
  const easter = gaussEaster(year);
  const fixed = [
    [1, 1],
    [5, 1],
    [7, 20],
    [8, 7],
    [12, 8],
    [12, 25],
  ].map(([month, day]) => date(year, month!, day!));
  const moved = [
    [1, 6],
    [3, 19],
    [6, 29],
    [8, 15],
    [10, 12],
    [11, 1],
    [11, 11],
    ...(year >= 2026 ? [[7, 9]] : []),
  ].map(([month, day]) => toMonday(date(year, month!, day!)));
  // Ascension, Corpus Christi and Sacred Heart, by the Monday on which they are kept.
  const ofEaster = [-3, -2, 43, 64, 71].map((days) => easter + days);
  return [...fixed, ...moved, ...ofEaster].sort((a, b) => a - b);
}

export function dateText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

const origin = date(FIRST_YEAR, 1, 1);

/** One byte for each day: 1 Monday to Friday, 2 Saturday, 0 Sundays and holidays. */
const table = new Uint8Array(date(LAST_YEAR + 1, 1, 1) - origin);
for (let index = 0; index < table.length; index += 1) {
  const weekday = weekdayOf(origin + index);
  table[index] = weekday === 0 ? 0 : weekday === 6 ? 2 : 1;
}
for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
  for (const day of holidaysOf(year)) table[day - origin] = 0;
}

export function isBusinessDay(day: number, week: Week): boolean {
  const kind = table[day - origin];
  return week === 'always' || kind === 1 || (kind === 2 && week === 'with-saturday');
}

/** Open from, until, in minutes of the day. */
function hoursOf(day: number, week: Week): [number, number][] {
  if (week === 'always') return [[0, DAY]];
  if (!isBusinessDay(day, week)) return [];
  const morning: [number, number] = [480, 720];
  return table[day - origin] === 2 ? [morning] : [morning, [780, 1020]];
}

function isOpen(minute: number, week: Week): boolean {
  if (week === 'always') return true;
  const kind = table[Math.floor(minute / DAY) - origin];
  const of = minute % DAY;
  if (kind === 1) return (of >= 480 && of < 720) || (of >= 780 && of < 1020);
  return kind === 2 && week === 'with-saturday' && of >= 480 && of < 720;
}

function isPaused(minute: number, pauses: Pause[]): boolean {
  for (const { from, to } of pauses) if (from <= minute && minute < to) return true;
  return false;
}

function isSuspended(day: number, pauses: Pause[]): boolean {
  return pauses.some(
    ({ from, to }) => to > from && Math.floor(from / DAY) < day && day <= Math.floor(to / DAY),
  );
}

/** The minute that it counts from: its own, or the next business day's first. */
function filed({ start, week, afterHours, mode }: Question): number {
  if (afterHours === 'same-day') return start;
  let day = Math.floor(start / DAY);
  const closes =
    mode === 'legal-days' || mode === 'calendar-month' ? 1020 : (hoursOf(day, week).at(-1)?.[1] ?? 0);
  if (isBusinessDay(day, week) && start % DAY <= closes) return start;
  do day += 1;
  while (!isBusinessDay(day, week));
  return day * DAY;
}

/** Wall second at which it is due. */
export function dueBy(question: Question): number {
  switch (question.mode) {
    case 'legal-days':
      return endOf(legalDays(question));
    case 'calendar-month':
      return endOf(calendarMonths(question));
    case 'business-days':
      return businessDays(question) * 60;
    case 'business-hours':
      return used(question.start, question.amount, question) * 60;
    case 'clock':
      return used(question.start, question.amount, { ...question, week: 'always' }) * 60;
  }
}

function endOf(day: number): number {
  return (day + 1) * DAY * 60 - 1;
}

function legalDays(question: Question): number {
  let day = Math.floor(filed(question) / DAY);
  for (let left = question.amount; left > 0; ) {
    day += 1;
    if (isBusinessDay(day, question.week) && !isSuspended(day, question.pauses)) left -= 1;
  }
  return day;
}

/** Days off on the way that a legal term skips, pauses among them. */
export function skippedBy(question: Question): string[] {
  const skipped: string[] = [];
  const last = legalDays(question);
  for (let day = Math.floor(filed(question) / DAY) + 1; day <= last; day += 1) {
    if (!isBusinessDay(day, question.week) || isSuspended(day, question.pauses)) skipped.push(dateText(day));
  }
  return skipped;
}

function calendarMonths(question: Question): number {
  const received = Math.floor(filed(question) / DAY);
  const day = new Date(received * 86_400_000);
  const [year, month, of] = [day.getUTCFullYear(), day.getUTCMonth() + 1 + question.amount, day.getUTCDate()];
  const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let end = received;
  for (let left = date(year, month, Math.min(of, longest)) - received; left > 0; ) {
    end += 1;
    if (!isSuspended(end, question.pauses)) left -= 1;
  }
  while (!isBusinessDay(end, question.week)) end += 1;
  return end;
}

function businessDays(question: Question): number {
  const { week, amount, pauses } = question;
  let begins = filed(question);
  while (!isOpen(begins, week)) begins += 1;
  let day = Math.floor(begins / DAY);
  for (let left = amount; left > 0; ) {
    day += 1;
    if (isBusinessDay(day, week)) left -= 1;
  }
  const time = timeWithin(hoursOf(day, week), begins % DAY);
  let minutes = 0;
  let touched = false;
  for (let minute = begins; minute < day * DAY + time; minute += 1) {
    if (!isOpen(minute, week)) continue;
    minutes += 1;
    touched ||= isPaused(minute, pauses);
  }
  return touched ? used(begins, minutes, question) : day * DAY + time;
}

function timeWithin(hours: [number, number][], time: number): number {
  for (const [opens, closes] of hours) if (opens <= time && time <= closes) return time;
  const before = hours.filter(([, closes]) => closes < time).map(([, closes]) => closes);
  return before.length > 0 ? Math.max(...before) : hours[0]![0];
}

/** The end of the minute with which so many open ones are used up. */
export function used(
  start: number,
  minutes: number,
  { week, pauses }: Pick<Question, 'week' | 'pauses'>,
): number {
  let minute = start;
  for (let left = minutes; left > 0; minute += 1) {
    if (isOpen(minute, week) && !isPaused(minute, pauses)) left -= 1;
  }
  return minute;
}
