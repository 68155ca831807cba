// The extra FEEL functions: what they ask for, what they give once answered, and what they refuse.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import type { EvaluationContext, LookupAnswers } from '../../../engine/core/ports.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { feelProblems } from '../../../engine/runtime/feelProblems.ts';
import { timeProblems } from '../../../engine/time/index.ts';
import { calendarNamed } from '../time/calendars.ts';

const functions = feelFunctions();
const legal = calendarNamed('co-legal') as unknown as Json;
const office = calendarNamed('co-8x5') as unknown as Json;
const calendars: LookupAnswers = { 'calendar:co-legal': legal, 'calendar:co-8x5': office };

function call(name: string, args: Json[], inputs: LookupAnswers = {}, now = '2026-04-30T23:30:00-05:00') {
  const context: EvaluationContext = {
    variables: { get: () => undefined },
    now: Date.parse(now),
    owner: 4_194_305,
    inputs,
  };
  return functions[name]!.call(args, context);
}

describe('due', () => {
  const args = ['2026-03-16T10:00:00-05:00', 15, 'legal-days', 'co-legal'];

  it('needs its calendar', () => {
    expect(call('due', args)).toEqual({ kind: 'need', lookup: { kind: 'calendar', id: 'co-legal' } });
  });

  it('gives the due instant with the offset of the calendar', () => {
    expect(call('due', args, calendars)).toEqual({ kind: 'value', value: '2026-04-09T23:59:59-05:00' });
  });

  it('takes a term as ISO duration and a start without an offset', () => {
    const found = call('due', ['2026-11-18T15:30:00', 'PT8H', 'business-hours', 'co-8x5'], calendars);
    expect(found).toEqual({ kind: 'value', value: '2026-11-19T15:30:00-05:00' });
    const inUtc = call('due', ['2026-11-18T20:30:00Z', 'PT8H', 'business-hours', 'co-8x5'], calendars);
    expect(inUtc).toEqual(found);
    const named = call(
      'due',
      ['2026-11-18T15:30:00@America/Bogota', 8, 'business-hours', 'co-8x5'],
      calendars,
    );
    expect(named).toEqual(found);
  });

  it('counts a month by the calendar', () => {
    expect(call('due', ['2026-10-14', 'P1M', 'calendar-month', 'co-legal'], calendars)).toEqual({
      kind: 'value',
      value: '2026-11-17T23:59:59-05:00',
    });
  });

  it.each([
    [[null, 15, 'legal-days', 'co-legal'], 'FEEL_NOT_A_DATE_TIME'],
    [['2026-02-30T10:00:00', 15, 'legal-days', 'co-legal'], 'FEEL_NOT_A_DATE_TIME'],
    [['2026-03-16T10:00:00', -1, 'legal-days', 'co-legal'], 'TERM_MALFORMED'],
    [['2026-03-16T10:00:00', 1.5, 'legal-days', 'co-legal'], 'TERM_MALFORMED'],
    [['2026-03-16T10:00:00', 'P15', 'legal-days', 'co-legal'], 'TERM_MALFORMED'],
    [['2026-03-16T10:00:00', null, 'legal-days', 'co-legal'], 'TERM_MALFORMED'],
    [['2026-03-16T10:00:00', 'PT8H', 'legal-days', 'co-legal'], 'TERM_NOT_OF_MODE'],
    [['2026-03-16T10:00:00', 1e9, 'legal-days', 'co-legal'], 'TERM_TOO_LONG'],
    [['2026-03-16T10:00:00', 15, 'days', 'co-legal'], 'DUE_MODE_UNKNOWN'],
    [['2026-03-16T10:00:00', 15, 'legal-days', null], 'FEEL_NOT_A_NAME'],
    [['2026-03-16T10:00:00', 15, 'legal-days', 'none'], 'CALENDAR_NOT_FOUND'],
    [['2026-03-16T10:00:00', 15, 'legal-days', 'bad'], 'CALENDAR_INVALID'],
  ] as [Json[], string][])('refuses %j with %s', (args, code) => {
    const inputs = { ...calendars, 'calendar:none': null, 'calendar:bad': { id: 'bad' } };
    expect(call('due', args, inputs)).toMatchObject({ kind: 'error', code });
    expect({ ...feelProblems, ...timeProblems }).toHaveProperty(code);
  });

  it('does not repeat a bad argument in its refusal', () => {
    const found = call('due', ['Ana María 52.123.456', 15, 'legal-days', 'co-legal'], calendars);
    expect(JSON.stringify(found)).not.toContain('Ana');
  });
});

describe('business days before', () => {
  it('is 08:00 so many business days earlier', () => {
    const args = ['2026-04-09T23:59:59-05:00', 2, 'co-legal'];
    expect(call('business days before', args)).toMatchObject({ kind: 'need' });
    expect(call('business days before', args, calendars)).toEqual({
      kind: 'value',
      value: '2026-04-07T08:00:00-05:00',
    });
  });

  it('refuses what is no instant and no count', () => {
    expect(call('business days before', ['x', 2, 'co-legal'], calendars)).toMatchObject({
      code: 'FEEL_NOT_A_DATE_TIME',
    });
    expect(call('business days before', ['2026-04-09', -2, 'co-legal'], calendars)).toMatchObject({
      code: 'FEEL_NOT_A_COUNT',
    });
    expect(call('business days before', ['2026-04-09', 1e12, 'co-legal'], calendars)).toMatchObject({
      code: 'FEEL_NOT_A_COUNT',
    });
  });
});

describe('next business day', () => {
  it('is 08:00 on the first business day after the local date of now', () => {
    expect(call('next business day', ['co-legal'])).toMatchObject({ kind: 'need' });
    // Thursday night in Bogota, Friday already in UTC; Friday is a holiday.
    expect(call('next business day', ['co-legal'], calendars)).toEqual({
      kind: 'value',
      value: '2026-05-04T08:00:00-05:00',
    });
  });
});

describe('next in series', () => {
  it('asks for a number of its own and gives it', () => {
    expect(call('next in series', ['PQRS'])).toEqual({
      kind: 'need',
      lookup: { kind: 'series', id: 'PQRS', owner: 4_194_305 },
    });
    const inputs = { 'series:PQRS:4194305': 'PQRS-2026-000001' };
    expect(call('next in series', ['PQRS'], inputs)).toEqual({ kind: 'value', value: 'PQRS-2026-000001' });
    expect(call('next in series', [''], inputs)).toMatchObject({ code: 'FEEL_NOT_A_NAME' });
  });
});

describe('within quota', () => {
  it('asks within the local month of now', () => {
    expect(call('within quota', ['verification', 100])).toEqual({
      kind: 'need',
      lookup: { kind: 'quota', id: 'verification', period: '2026-04', limit: 100, owner: 4_194_305 },
    });
    const inputs = { 'quota:verification:2026-04:100:4194305': false };
    expect(call('within quota', ['verification', 100], inputs)).toEqual({ kind: 'value', value: false });
    expect(call('within quota', ['verification', 'many'], inputs)).toMatchObject({
      code: 'FEEL_NOT_A_COUNT',
    });
  });
});

describe('catalog', () => {
  it('asks for its rows and gives them', () => {
    expect(call('catalog', ['products'])).toEqual({
      kind: 'need',
      lookup: { kind: 'catalog', id: 'products' },
    });
    const rows = [{ id: 'A', name: 'Ahorro' }];
    expect(call('catalog', ['products'], { 'catalog:products': rows })).toEqual({
      kind: 'value',
      value: rows,
    });
    expect(call('catalog', ['products'], { 'catalog:products': null })).toMatchObject({
      code: 'CATALOG_NOT_FOUND',
    });
    expect(call('catalog', [7])).toMatchObject({ code: 'FEEL_NOT_A_NAME' });
  });

  it('never takes an answer from the prototype', () => {
    expect(call('catalog', ['x'], Object.create({ 'catalog:x': [] }) as LookupAnswers)).toMatchObject({
      kind: 'need',
    });
  });
});

describe('distinct days', () => {
  it('counts local dates, not calls', () => {
    const calls = ['2026-11-16T09:00:00-05:00', '2026-11-16T15:00:00-05:00', '2026-11-18T02:00:00Z'];
    expect(call('distinct days', [calls])).toEqual({ kind: 'value', value: 2 });
    expect(call('distinct days', [[]])).toEqual({ kind: 'value', value: 0 });
    expect(call('distinct days', [['yesterday']])).toMatchObject({ code: 'FEEL_NOT_A_DATE_TIME' });
    expect(call('distinct days', ['2026-11-16'])).toMatchObject({ code: 'FEEL_NOT_A_LIST' });
  });
});

describe('in FEEL', () => {
  const ports = createPorts({ functions: feelFunctions() });
  const variables: { [name: string]: Json } = { filed_at: '2026-03-16T10:00:00-05:00', term: 15 };
  const context = {
    variables: { get: (name: string) => variables[name] },
    now: Date.parse('2026-04-30T23:30:00-05:00'),
    owner: 1,
    inputs: calendars,
  };

  it.each([
    ['due(filed_at, 2 * term, "legal-days", "co-legal")', '2026-04-30T23:59:59-05:00'],
    ['due(filed_at, duration("P15D"), "legal-days", "co-legal")', '2026-04-09T23:59:59-05:00'],
    ['due(date and time(filed_at), term, "legal-days", "co-legal")', '2026-04-09T23:59:59-05:00'],
    ['due(date(filed_at), "P1M", "calendar-month", "co-legal")', '2026-04-16T23:59:59-05:00'],
    ['due(now(), 1, "legal-days", "co-legal")', '2026-05-04T23:59:59-05:00'],
    [
      'business days before(due(filed_at, term, "legal-days", "co-legal"), 2, "co-legal")',
      '2026-04-07T08:00:00-05:00',
    ],
    ['next business day("co-legal")', '2026-05-04T08:00:00-05:00'],
    ['distinct days([filed_at, filed_at])', 1],
  ])('%s', (expression, value) => {
    expect(ports.evaluate(expression, context)).toEqual({ kind: 'value', value });
  });

  it('a need comes out of the middle of an expression', () => {
    const found = ports.evaluate('if within quota("calls", 100) then next in series("A") else null', context);
    expect(found).toMatchObject({ kind: 'need', lookup: { kind: 'quota', period: '2026-04', limit: 100 } });
  });
});
