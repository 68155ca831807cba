// On which days cron fires: of the month, of the week, and the last, nth or nearest working of them.
import { type CivilDate, daysFromCivil, daysInMonth, weekday } from './civil.ts';
import { DAYS, type Field, isAny, itemOf, numberOf, WEEK } from './cronFields.ts';

export type IsDay = (date: CivilDate) => boolean;

/** Days of the month: numbers, `L` the last, `L-3` three before it, `15W` and `LW` the nearest working day. */
export function daysOf(field: string): IsDay | undefined {
  if (isAny(field)) return () => true;
  return anyOf(
    field,
    DAYS,
    ({ day }) => day,
    (item) => {
      const match = /^(?:L(?:-(\d{1,2}))?|(\d{1,2})(?=W))(W)?$/.exec(item);
      if (!match) return undefined;
      const [, before = '0', number, nearest] = match;
      if (Number(before) > 30 || (number !== undefined && numberOf(number, DAYS) === undefined))
        return undefined;
      return (date) => {
        const last = daysInMonth(date.year, date.month);
        const day = number === undefined ? last - Number(before) : Number(number);
        if (day < 1 || day > last) return false;
        return date.day === (nearest ? workingDay({ ...date, day }, last) : day);
      };
    },
  );
}

/** The nearest Monday to Friday within the month. */
function workingDay(date: CivilDate, last: number): number {
  const { day } = date;
  switch (weekday(daysFromCivil(date))) {
    case 6:
      return day === 1 ? 3 : day - 1;
    case 7:
      return day === last ? day - 2 : day + 1;
    default:
      return day;
  }
}

/** Days of the week: names or numbers, `FRIL` the month's last Friday, `FRI#2` its second. */
export function weekdaysOf(field: string): IsDay | undefined {
  if (isAny(field)) return () => true;
  const dayOf = (date: CivilDate) => weekday(daysFromCivil(date));
  return anyOf(field, WEEK, dayOf, (item) => {
    const match = /^(\w+?)(?:L|#([1-5]))$/.exec(item);
    const wanted = match && numberOf(match[1] ?? '', WEEK);
    if (!match || wanted === undefined || wanted === null) return undefined;
    const nth = match[2];
    return (date) => {
      if (dayOf(date) !== (wanted === 0 ? 7 : wanted)) return false;
      if (nth !== undefined) return Math.ceil(date.day / 7) === Number(nth);
      return date.day + 7 > daysInMonth(date.year, date.month);
    };
  });
}

/** A list of plain values and of special items. */
function anyOf(
  field: string,
  range: Field,
  valueIn: (date: CivilDate) => number,
  special: (item: string) => IsDay | undefined,
): IsDay | undefined {
  const plain = new Set<number>();
  const tests: IsDay[] = [];
  for (const item of field.split(',')) {
    const values = itemOf(item, range);
    const test = values ? undefined : special(item);
    if (!values && !test) return undefined;
    for (const value of values ?? []) plain.add(value);
    if (test) tests.push(test);
  }
  return (date) => plain.has(valueIn(date)) || tests.some((test) => test(date));
}
