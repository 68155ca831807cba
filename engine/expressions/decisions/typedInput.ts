// Inputs of a temporal type: JSON carries them as ISO text, and the drawing says what they are.
import type { Run } from '../run.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporalParse.ts';
import type { Value } from '../value.ts';

const PARSERS: { [type: string]: (text: string, run: Run) => Value } = {
  date: (text) => parseDate(text),
  time: (text, { surroundings }) => parseTime(text, surroundings.zoneOffset),
  dateTime: (text, { surroundings }) => parseDateTime(text, surroundings.zoneOffset),
  duration: (text) => parseDuration(text),
};
const SAME: { [type: string]: string } = {
  'date and time': 'dateTime',
  dayTimeDuration: 'duration',
  yearMonthDuration: 'duration',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
};

/** How a text of this type is read; undefined for every type that JSON has itself. */
export function parserOf(type: string | undefined): ((value: Value, run: Run) => Value) | undefined {
  const plain = (type ?? '').replace(/^feel:/, '');
  const name = SAME[plain] ?? plain;
  const parse = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  if (!parse) return undefined;
  // What is no such text stays what it is: comparisons with it give null, as for every other wrong type.
  return (value, run) => (typeof value === 'string' ? (parse(value, run) ?? value) : value);
}
