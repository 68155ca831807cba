// FEEL over business calendars: the worked examples of due dates as expressions, and what lies around them.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { feelProblems } from '../../../engine/runtime/feelProblems.ts';
import { timeProblems } from '../../../engine/time/index.ts';
import { calendarNamed, fixture } from '../time/calendars.ts';

interface Example {
  id: string;
  desc: string;
  mode: string;
  start: string;
  amount: number;
  calendar: string;
  due: string;
  base_due?: string;
  after_hours_policy?: string;
  request_completion_on?: string;
  completed_on?: string;
  end_of_working_day?: boolean;
  pauses?: [string, string][];
  changed_at?: string;
  returned_at?: string;
}

const examples = JSON.parse(fixture('sla-examples.json')) as Example[];
const ports = createPorts({ functions: feelFunctions() });
const calendars = ['co-legal', 'co-8x5', 'co-24x7'];
const inputs = Object.fromEntries(
  calendars.map((id) => [`calendar:${id}`, calendarNamed(id) as unknown as Json]),
);

function evaluate(expression: string, variables: { [name: string]: Json } = {}) {
  return ports.evaluate(expression, {
    variables: { get: (name) => variables[name] },
    now: Date.parse('2026-04-30T23:30:00-05:00'),
    owner: 1,
    inputs,
  });
}

/** The example as somebody would write it in a timer or a decision. */
function asFeel(example: Example): string {
  const { mode, start, amount, calendar } = example;
  if (mode === 'reminder') return `business days before("${example.base_due}", ${-amount}, "${calendar}")`;
  if (mode === 'threshold')
    return `due("${start}", 8, "business-hours", "${calendar}", { percent: ${amount} })`;
  const restarts = mode === 'misroute_restart' || mode === 'priority_change_restart';
  const from = restarts ? (example.returned_at ?? example.changed_at) : start;
  const [way = ''] = mode.startsWith('clock') ? ['clock'] : mode.split('+');
  const counted = /^(misroute|priority)/.test(way) ? 'business-hours' : way.replace('_', '-');
  const options: string[] = [];
  if (example.after_hours_policy === 'next_business_day') options.push('afterHours: "next-day"');
  if (example.end_of_working_day) options.push('endOfWorkingDay: true');
  if (example.pauses) options.push(`pauses: ${JSON.stringify(example.pauses)}`);
  if (example.completed_on)
    options.push(
      `pauses: [{ from: "${example.request_completion_on}", to: date("${example.completed_on}") }]`,
    );
  const last = options.length === 0 ? '' : `, { ${options.join(', ')} }`;
  return `due("${from}", ${amount}, "${counted}", "${calendar}"${last})`;
}

describe('the worked examples in FEEL', () => {
  it.each(examples.map((example) => [example.id, asFeel(example), example.due]))('%s %s', (_, feel, due) => {
    expect(evaluate(feel)).toEqual({ kind: 'value', value: `${due}-05:00` });
  });

  it('are all 47, each holiday of Ley 2578 among them from 2026 on', () => {
    expect(examples).toHaveLength(47);
    const july = (year: number) =>
      evaluate(`business days between("${year}-07-08", "${year}-07-16", "co-legal")`);
    expect(july(2026)).toEqual({ kind: 'value', value: 5 });
    expect(july(2025)).toEqual({ kind: 'value', value: 6 });
  });
});

describe('between and add', () => {
  it.each([
    ['business days between("2026-03-16", "2026-04-09", "co-legal")', 15],
    ['business days between("2026-04-09T08:00:00", "2026-03-16T17:00:00", "co-legal")', -15],
    ['business days between("2026-04-02", "2026-04-02", "co-legal")', 0],
    ['business days between(date("2026-11-13"), date("2026-11-17"), "co-8x5") > 1', false],
    ['business time between("2026-11-09T08:30:00", "2026-11-12T08:30:00", "co-8x5")', 'PT24H'],
    ['business time between("2026-11-20T14:00:00", "2026-11-18T11:00:00", "co-8x5")', '-PT18H'],
    [
      'duration(business time between("2026-11-18T09:00:00", "2026-11-18T11:30:00", "co-8x5")) > duration("PT2H")',
      true,
    ],
    ['add business time("2026-11-13T15:30:00", "PT8H", "co-8x5")', '2026-11-17T15:30:00-05:00'],
    ['add business time("2026-11-18T08:00:00", duration("PT8H"), "co-8x5")', '2026-11-18T17:00:00-05:00'],
    ['add business time("2026-11-13T15:30:00", 24, "co-8x5")', '2026-11-19T15:30:00-05:00'],
    ['add business time("2026-11-13T15:30:00", "PT24H", "co-8x5")', '2026-11-19T15:30:00-05:00'],
    ['add business time("2026-11-13T15:30:00", -1.5, "co-8x5")', '2026-11-13T14:00:00-05:00'],
    ['add business time("2026-11-14T11:00:00", "P1D", "co-8x5")', '2026-11-18T08:00:00-05:00'],
    ['add business time("2026-11-13T10:15:00", "P1DT2H", "co-8x5")', '2026-11-17T13:15:00-05:00'],
    ['add business time("2026-11-17T10:15:00", "-P1D", "co-8x5")', '2026-11-13T10:15:00-05:00'],
    ['add business time("2026-11-17T09:00:00", duration("-PT2H"), "co-8x5")', '2026-11-13T16:00:00-05:00'],
    ['add business time("2026-11-16T09:00:00", "-PT9H", "co-8x5")', '2026-11-12T16:00:00-05:00'],
    ['add business time("2026-11-14T09:00:00", "PT0S", "co-8x5")', '2026-11-17T08:00:00-05:00'],
    ['add business time("2026-11-14T09:00:00", "PT24H", "co-24x7")', '2026-11-15T09:00:00-05:00'],
  ])('%s', (expression, value) => {
    expect(evaluate(expression)).toEqual({ kind: 'value', value });
  });

  it.each([
    ['business days between("x", "2026-04-09", "co-legal")', 'FEEL_NOT_A_DATE_TIME'],
    ['business time between("2026-04-09", "2999-04-09", "co-legal")', 'FEEL_TOO_FAR_APART'],
    ['add business time("2026-04-09", "P1M", "co-legal")', 'TERM_MALFORMED'],
    ['add business time("2026-04-09", true, "co-legal")', 'TERM_MALFORMED'],
    ['add business time("2026-04-09", 1e12, "co-legal")', 'TERM_TOO_LONG'],
    ['add business time("2026-04-09", "P9999D", "co-legal")', 'TERM_TOO_LONG'],
    ['due("2026-04-09", 1, "legal-days", "co-legal", { after: 1 })', 'DUE_OPTION_UNKNOWN'],
    ['due("2026-04-09", 1, "legal-days", "co-legal", { afterHours: "never" })', 'DUE_OPTION_VALUE'],
    ['due("2026-04-09", 1, "legal-days", "co-legal", { percent: 101 })', 'DUE_OPTION_VALUE'],
    ['due("2026-04-09", 1, "legal-days", "co-legal", "next-day")', 'DUE_OPTION_VALUE'],
    ['due("2026-04-09", 1, "legal-days", "co-legal", { pauses: [["2026-04-10"]] })', 'FEEL_NOT_A_DATE_TIME'],
  ])('%s is refused with %s', (expression, code) => {
    expect(evaluate(expression)).toMatchObject({ kind: 'error', code });
    expect({ ...feelProblems, ...timeProblems }).toHaveProperty(code);
  });
});
