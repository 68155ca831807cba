import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { evaluate, feelContext, feelValue } from './feelContext.ts';

function gives(cases: [string, Json][]): void {
  it.each(cases)('%s gives %j', (text, expected) => {
    expect(feelValue(text)).toEqual(expected);
  });
}

describe('numbers', () => {
  gives([
    ['decimal(2.5, 0)', 2],
    ['round half up(2.5, 0)', 3],
    ['round half down(-2.5, 0)', -2],
    ['round up(1.121, 2)', 1.13],
    ['round down(-1.126, 2)', -1.12],
    ['floor(-1.5)', -2],
    ['ceiling(1.24, 1)', 1.3],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['round half up(sqrt(3), 4)', 1.7321],
    ['exp(0) + log(1)', 1],
    ['odd(3) and even(-2)', true],
    ['abs(@"-PT5H")', 'PT5H'],
    ['0.1 + 0.7 - 0.8', 0],
    ['1.1 * 1.1', 1.21],
    ['123456789012345678 - 123456789012345677', 1],
    ['2 ** -1', 0.5],
    ['10 / 0', null],
    ['number("1.000,5", ".", ",")', 1000.5],
    ['number("abc")', null],
    ['sum([0.1, 0.2])', 0.3],
    ['mean([1, 2, 6])', 3],
    ['median(8, 2, 5, 3, 4)', 4],
    ['mode([6, 3, 9, 6, 6])', [6]],
    ['stddev(2, 4, 7, 5) > 2.08', true],
    ['max("a", "c", "b")', 'c'],
    ['min([@"2020-01-02", @"2020-01-01"])', '2020-01-01'],
    ['all([true, null])', null],
    ['any([true, null])', true],
  ]);
});

describe('text', () => {
  gives([
    ['substring("foobar", 3)', 'obar'],
    ['substring("foobar", -2, 1)', 'a'],
    ['substring("\\U01F40Eab", 2)', 'ab'],
    ['string length("\\U01F40Eab")', 3],
    ['substring before("foobar", "bar")', 'foo'],
    ['substring after("foobar", "ob")', 'ar'],
    ['upper case("ñ") + lower case("Ñ")', 'Ññ'],
    ['contains("foobar", "of")', false],
    ['matches("PQRS-2026", "^[A-Z]+-\\d{4}$")', true],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['split("a;b;;", ";")', ['a', 'b', '', '']],
    ['extract("ref 123 and 45", "\\d+")', ['123', '45']],
    ['string join(["a", null, "c"], "-")', 'a-c'],
    ['trim("  x ")', 'x'],
    ['string({a: [1, "x", @"2020-01-01"]})', '{a: [1, "x", 2020-01-01]}'],
    ['to base64("FEEL")', 'RkVFTA=='],
    ['matches("x", "(")', null],
    ['matches("aA", "(a)\\1", "i")', true],
    ['matches("ab", "(a)\\1")', false],
    ['matches("aa", "(a+)\\1")', null],
  ]);
});

describe('lists and contexts', () => {
  gives([
    ['sublist([1, 2, 3], -2)', [2, 3]],
    ['sublist([1, 2, 3], 2, 5)', null],
    ['append([1], 2, 3)', [1, 2, 3]],
    ['concatenate([1], [2], 3)', [1, 2, 3]],
    ['insert before([1, 3], 2, 2)', [1, 2, 3]],
    ['remove([1, 2, 3], -1)', [1, 2]],
    ['index of([1, 2, null, 2], 2)', [2, 4]],
    ['union([1, 2], [2, "1"])', [1, 2, '1']],
    ['distinct values([1, [1], 1, [1], {a: 1}, {a: 1}])', [1, [1], { a: 1 }]],
    ['duplicate values([1, 2, 1])', [1]],
    ['flatten([1, [2, [3]]])', [1, 2, 3]],
    ['sort([3, 1, 2], function(x, y) x > y)', [3, 2, 1]],
    ['sort(["b", "a"])', ['a', 'b']],
    ['list replace([2, 4, 7], function(item, newItem) item < newItem, 5)', [5, 5, 7]],
    ['partition([1, 2, 3], 2)', [[1, 2], [3]]],
    ['list contains([1, null], null)', true],
    ['count(5)', 1],
    ['is empty([])', true],
    ['get value({a: 1}, "a")', 1],
    ['get value({a: {b: 2}}, ["a", "b"])', 2],
    ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
    ['context([{key: "a", value: 1}])', { a: 1 }],
    ['context put({a: {b: 1}}, ["a", "c"], 2)', { a: { b: 1, c: 2 } }],
    ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
    ['[1, 2, 3][item > 1][1]', 2],
    ['{a: null}.a', null],
    ['[{a: {b: 1}}, {a: {b: 2}}].a.b', [1, 2]],
  ]);
});

describe('dates and times', () => {
  gives([
    ['date("2026-02-29")', null],
    ['date(2024, 2, 29) + duration("P1Y")', '2025-02-28'],
    ['date and time("2026-04-01T08:00:00-05:00")', '2026-04-01T08:00:00-05:00'],
    ['date and time("2026-04-01T08:00:00@America/Bogota")', '2026-04-01T08:00:00-05:00'],
    ['date and time("2026-04-01T08:00:00@America/Bogota").timezone', 'America/Bogota'],
    ['@"2026-04-01T08:00:00-05:00" = @"2026-04-01T13:00:00Z"', true],
    ['time("23:00:00") + @"PT2H"', '01:00:00'],
    ['@"2026-04-01T23:59:59.5" + @"PT0.5S"', '2026-04-02T00:00:00'],
    ['@"2026-03-01" - @"2026-02-01"', 'P28D'],
    ['years and months duration(@"2011-12-22", @"2013-08-24")', 'P1Y8M'],
    ['duration("PT36H").days', 1],
    ['@"P1D" * 2.5', 'P2DT12H'],
    ['@"P1Y" / @"P3M"', 4],
    ['day of week(@"2026-04-01")', 'Wednesday'],
    ['week of year(@"2005-01-01")', 53],
    ['day of year(@"2024-12-31")', 366],
    ['month of year(@"2026-04-01")', 'April'],
    ['last day of month(@"2024-02-03")', '2024-02-29'],
    ['@"2026-04-01".weekday', 3],
    ['for d in @"2026-04-01"..@"2026-04-03" return d.day', [1, 2, 3]],
    ['now()', '2026-04-01T08:00:00-05:00'],
    ['today()', '2026-04-01'],
    ['date and time(@"2026-04-01T13:00:00Z", "America/Bogota")', '2026-04-01T08:00:00-05:00'],
    ['@"2026-04-01T08:00:00@Nowhere/City"', null],
    ['date("-0044-03-15") < date("0001-01-01")', true],
  ]);

  it('asks the injected function for the offsets of zones', () => {
    const zoneOffset = (zone: string) => (zone === 'Mars/Olympus' ? 3600 : null);
    const ports = createPorts({ zoneOffset, zone: 'Mars/Olympus' });
    expect(ports.evaluate('now()', feelContext())).toEqual({
      kind: 'value',
      value: '2026-04-01T14:00:00+01:00',
    });
    expect(ports.instantOf('2026-04-01T14:00:00')).toBe(Date.UTC(2026, 3, 1, 13));
  });
});

describe('ranges', () => {
  gives([
    ['before(1, [2..5])', true],
    ['before([1..5), [5..8])', true],
    ['meets([1..5], [5..8])', true],
    ['overlaps([1..5], [3..8])', true],
    ['overlaps before([1..5], [3..8])', true],
    ['finishes(8, [1..8])', true],
    ['during([4..6], [1..8])', true],
    ['starts([1..3], [1..8])', true],
    ['coincides([1..3], [1..3])', true],
    ['includes([1..8), 8)', false],
    ['[1..8).end', 8],
    ['5 in range("[1..8]")', true],
    ['"c" in ["a".."d"]', true],
    ['[1..3] = [1..3]', true],
  ]);
});

describe('what cannot be calculated', () => {
  it.each(['count()', 'upper case(1)', 'sum(["a"])', '1 + "a"', 'not(1)', 'missing.name', 'date(true)'])(
    '%s gives null',
    (text) => {
      expect(feelValue(text)).toBeNull();
    },
  );

  it('ends with the error of an assertion that does not hold', () => {
    expect(evaluate('assert(1, 1 > 2, "too small")')).toMatchObject({
      kind: 'error',
      code: 'FEEL_ASSERTION_FAILED',
      values: { cause: 'too small' },
    });
  });
});
