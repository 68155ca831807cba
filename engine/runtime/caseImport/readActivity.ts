// What a line of an export says of one activity: which element it was, from when to when, and whose work.

import type { CsvRow } from '../csvTable.ts';
import { instantFrom } from './dates.ts';
import type { Field } from './mapping.ts';
import type { CellOf, Gathering, OldCase } from './readCases.ts';

export function addActivity(one: OldCase, row: CsvRow, given: Gathering, cell: CellOf): void {
  const { say, mapping, elements } = given;
  const { line } = row;
  const name = cell(row, 'activity');
  if (name === '') {
    for (const field of ['started', 'ended', 'actor'] as const)
      if (cell(row, field) !== '') say('IMPORT_WITHOUT_ACTIVITY', { row: line, name: field });
    return;
  }
  const asked = mapping.activities.get(name) ?? name;
  const element =
    elements.find(({ id }) => id === asked) ?? elements.find((each) => plain(each.name) === plain(asked));
  if (!element) return say('IMPORT_ACTIVITY_UNKNOWN', { row: line, activity: name.slice(0, 100) });
  const started = dateOf(row, 'started', given, cell);
  const ended = dateOf(row, 'ended', given, cell);
  if (started === undefined) {
    if (cell(row, 'started') === '') say('IMPORT_WITHOUT_DATE', { row: line, name: 'started' });
    return;
  }
  if (started < one.opened) say('IMPORT_DATES_REVERSED', { row: line, name: 'started', earlier: 'opened' });
  if (ended !== undefined && ended < started)
    say('IMPORT_DATES_REVERSED', { row: line, name: 'ended', earlier: 'started' });
  if (one.closed !== undefined && (ended ?? started) > one.closed)
    say('IMPORT_DATES_REVERSED', {
      row: line,
      name: 'closed',
      earlier: ended === undefined ? 'started' : 'ended',
    });
  if (ended === undefined && one.closed === undefined && element.parent !== null)
    say('IMPORT_OPEN_INSIDE', { row: line, activity: name.slice(0, 100) });
  const actor = cell(row, 'actor');
  one.activities.push({
    element,
    started,
    ...(ended !== undefined && { ended }),
    ...(actor !== '' && { actor }),
    line,
  });
}

/** Undefined where the cell is empty; what is no date is said. */
export function dateOf(row: CsvRow, field: Field, given: Gathering, cell: CellOf): number | undefined {
  const text = cell(row, field);
  if (text === '') return undefined;
  const at = instantFrom(text, given.mapping.dates, given.zone, field === 'due');
  const values = { row: row.line, name: field, found: text.slice(0, 40) };
  if (at === undefined) given.say('IMPORT_NOT_A_DATE', { ...values, format: given.mapping.dates });
  else if (field !== 'due' && at > given.now) given.say('IMPORT_IN_THE_FUTURE', values);
  return at;
}

function plain(name: string | undefined): string {
  return (name ?? '').replace(/\s+/g, ' ').trim().toLocaleLowerCase('es');
}
