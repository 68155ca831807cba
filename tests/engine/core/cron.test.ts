import { describe, expect, test } from 'vitest';
import { type Cron, cronFrom, looksLikeCron } from '../../../engine/core/cron.ts';
import { countCron, nextCron } from '../../../engine/core/cronTimes.ts';
import { zoneOf } from '../../../engine/runtime/zones.ts';

const HOUR = 3_600_000;
const utc = () => 0;

function cron(text: string): Cron {
  const read = cronFrom(text);
  if ('code' in read) throw new Error(`${text}: ${read.code}`);
  return read;
}

function offsets(zone: string): (at: number) => number {
  return (at) => zoneOf(zone)?.offsetAt(at) ?? 0;
}

/** The firings after an instant, as UTC without what is nothing. */
function firings(text: string, after: string, count: number, zone = 'UTC'): string[] {
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count) {
    at = nextCron(cron(text), at, offsets(zone));
    if (at === undefined) break;
    found.push(new Date(at).toISOString().replace(/(:00)?\.000Z$/, ''));
  }
  return found;
}

describe('cron', () => {
  test('of six fields begins with the second', () => {
    expect(firings('0 0 9 * * *', '2026-01-31T09:00:00Z', 2)).toEqual([
      '2026-02-01T09:00',
      '2026-02-02T09:00',
    ]);
    expect(firings('30/15 0 12 * * ?', '2026-01-31T12:00:29Z', 3)).toEqual([
      '2026-01-31T12:00:30',
      '2026-01-31T12:00:45',
      '2026-02-01T12:00:30',
    ]);
    expect(firings('0 0/5 * * * ?', '2026-01-31T12:00:00Z', 2)).toEqual([
      '2026-01-31T12:05',
      '2026-01-31T12:10',
    ]);
    expect(firings('* * * * * *', '2026-12-31T23:59:58.400Z', 2)).toEqual([
      '2026-12-31T23:59:59',
      '2027-01-01T00:00',
    ]);
  });

  test('of five fields is a crontab, whose two days are alternatives', () => {
    expect(firings('30 8 * * 1-5', '2026-01-30T08:30:00Z', 2)).toEqual([
      '2026-02-02T08:30',
      '2026-02-03T08:30',
    ]);
    expect(firings('0 0 13 * FRI', '2026-02-06T00:00:00Z', 3)).toEqual([
      '2026-02-13T00:00',
      '2026-02-20T00:00',
      '2026-02-27T00:00',
    ]);
    // Elsewhere both have to hold.
    expect(firings('0 0 0 13 * FRI', '2026-02-06T00:00:00Z', 3)).toEqual([
      '2026-02-13T00:00',
      '2026-03-13T00:00',
      '2026-11-13T00:00',
    ]);
  });

  test('of seven fields ends with the year', () => {
    expect(firings('0 0 0 1 1 ? 2027-2028', '2026-01-01T00:00:00Z', 5)).toEqual([
      '2027-01-01T00:00',
      '2028-01-01T00:00',
    ]);
  });

  test('knows names, lists, ranges over the end, and steps', () => {
    expect(firings('0 0 6 ? JAN,JUL MON', '2026-01-20T00:00:00Z', 3)).toEqual([
      '2026-01-26T06:00',
      '2026-07-06T06:00',
      '2026-07-13T06:00',
    ]);
    expect(firings('0 0 22-2/2 * * *', '2026-01-01T12:00:00Z', 4)).toEqual([
      '2026-01-01T22:00',
      '2026-01-02T00:00',
      '2026-01-02T02:00',
      '2026-01-02T22:00',
    ]);
    const weekend = ['2026-01-31T00:00', '2026-02-01T00:00', '2026-02-07T00:00'];
    for (const days of ['SAT-SUN', 'sat,sun', '6-7', '6,0', '6-0'])
      expect([days, firings(`0 0 0 * * ${days}`, '2026-01-30T00:00:00Z', 3)]).toEqual([days, weekend]);
    expect(firings('0 0 0 * * 0-7', '2026-01-30T00:00:00Z', 3)).toEqual([
      '2026-01-31T00:00',
      '2026-02-01T00:00',
      '2026-02-02T00:00',
    ]);
    expect(firings('0 0 0 * * FRI-MON', '2026-02-02T00:00:00Z', 2)).toEqual([
      '2026-02-06T00:00',
      '2026-02-07T00:00',
    ]);
  });

  test('knows the last day, days before it, and the nearest working day', () => {
    expect(firings('0 0 0 L * *', '2028-01-31T00:00:00Z', 2)).toEqual([
      '2028-02-29T00:00',
      '2028-03-31T00:00',
    ]);
    expect(firings('0 0 0 L-3 * *', '2026-02-01T00:00:00Z', 1)).toEqual(['2026-02-25T00:00']);
    // 31 January 2026 is a Saturday, 28 February too; 1 February is a Sunday.
    expect(firings('0 0 0 LW * *', '2026-01-01T00:00:00Z', 2)).toEqual([
      '2026-01-30T00:00',
      '2026-02-27T00:00',
    ]);
    expect(firings('0 0 0 1W * *', '2026-01-15T00:00:00Z', 1)).toEqual(['2026-02-02T00:00']);
    expect(firings('0 0 0 1W 8 *', '2026-01-15T00:00:00Z', 1)).toEqual(['2026-08-03T00:00']);
    expect(firings('0 0 0 15W,20 2 *', '2026-01-15T00:00:00Z', 2)).toEqual([
      '2026-02-16T00:00',
      '2026-02-20T00:00',
    ]);
    expect(firings('0 0 0 31W * *', '2026-02-01T00:00:00Z', 2)).toEqual([
      '2026-03-31T00:00',
      '2026-05-29T00:00',
    ]);
  });

  test('knows the nth and the last of a weekday', () => {
    expect(firings('0 0 0 ? * FRI#2', '2026-02-01T00:00:00Z', 2)).toEqual([
      '2026-02-13T00:00',
      '2026-03-13T00:00',
    ]);
    expect(firings('0 0 0 ? * 5#5', '2026-02-01T00:00:00Z', 2)).toEqual([
      '2026-05-29T00:00',
      '2026-07-31T00:00',
    ]);
    expect(firings('0 0 0 ? * SUNL', '2026-02-01T00:00:00Z', 2)).toEqual([
      '2026-02-22T00:00',
      '2026-03-29T00:00',
    ]);
    expect(firings('0 0 0 ? * 0L', '2026-02-01T00:00:00Z', 1)).toEqual(['2026-02-22T00:00']);
  });

  test('knows the abbreviations', () => {
    const after = '2026-02-01T00:00:00Z';
    expect(firings('@daily', after, 1)).toEqual(['2026-02-02T00:00']);
    expect(firings('@midnight', after, 1)).toEqual(['2026-02-02T00:00']);
    expect(firings('@hourly', after, 1)).toEqual(['2026-02-01T01:00']);
    expect(firings('@weekly', after, 1)).toEqual(['2026-02-08T00:00']);
    expect(firings('@Monthly', after, 1)).toEqual(['2026-03-01T00:00']);
    expect(firings('@yearly', after, 1)).toEqual(firings('@annually', after, 1));
  });

  test('finds what comes once in decades and says when nothing comes', () => {
    expect(firings('0 0 0 29 2 SUN', '2076-02-29T00:00:00Z', 2)).toEqual([
      '2088-02-29T00:00',
      '2128-02-29T00:00',
    ]);
    expect(nextCron(cron('0 0 0 31 2 ?'), 0, utc)).toBeUndefined();
    expect(nextCron(cron('0 0 0 1 1 ? 2020'), Date.UTC(2026, 0), utc)).toBeUndefined();
  });

  test('that is wrong says which field, or what else', () => {
    const wrong: [string, string, number?][] = [
      ['0 0 9', 'CRON_FIELDS'],
      ['0 0 9 * * * 2026 1', 'CRON_FIELDS'],
      ['@reboot', 'CRON_MACRO'],
      ['@__proto__', 'CRON_MACRO'],
      ['60 0 9 * * *', 'CRON_FIELD', 1],
      ['0 0 24 * * *', 'CRON_FIELD', 3],
      ['0 0 9 0 * *', 'CRON_FIELD', 4],
      ['0 0 9 32W * *', 'CRON_FIELD', 4],
      ['0 0 9 * ENE *', 'CRON_FIELD', 5],
      ['0 0 9 * * FRI#6', 'CRON_FIELD', 6],
      ['0 0 9 * * L', 'CRON_FIELD', 6],
      ['0 0 9 * * MON,', 'CRON_FIELD', 6],
      ['0 0/0 9 * * *', 'CRON_FIELD', 2],
      ['? 0 9 * * *', 'CRON_FIELD', 1],
      ['0 9 * * 8', 'CRON_FIELD', 5],
      ['61 9 * * *', 'CRON_FIELD', 1],
      ['0 0 9 * * * 1969', 'CRON_FIELD', 7],
    ];
    for (const [text, code, field] of wrong) {
      const read = cronFrom(text);
      expect([text, 'code' in read && read.code]).toEqual([text, code]);
      if (field !== undefined && 'code' in read) expect([text, read.values.field]).toEqual([text, field]);
    }
  });

  test('is told from durations, dates and cycles', () => {
    for (const text of [
      'PT1H',
      'R3/PT1H',
      '2026-05-01T08:00:00Z',
      'R',
      'dos horas',
      `0 ${'*,'.repeat(400)}*`,
    ])
      expect([text, looksLikeCron(text)]).toEqual([text, false]);
  });
});

describe('cron where the clock is moved', () => {
  test('fires once, as late as it lay in the gap, where its hour is skipped', () => {
    // New York, 8 March 2026: 02:00 EST (07:00Z) is followed by 03:00 EDT.
    expect(firings('0 30 2 * * *', '2026-03-07T08:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-03-08T07:30',
      '2026-03-09T06:30',
    ]);
    expect(firings('0 30 2 * * *', '2026-03-08T07:10:00Z', 1, 'America/New_York')).toEqual([
      '2026-03-08T07:30',
    ]);
    expect(firings('0 15 2,3 * * *', '2026-03-08T06:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-03-08T07:15',
      '2026-03-09T06:15',
    ]);
  });

  test('fires once, the first time, where its hour comes twice', () => {
    // New York, 1 November 2026: 02:00 EDT (06:00Z) is followed by 01:00 EST. Berlin, 25 October: 03:00 CEST (01:00Z).
    expect(firings('0 30 1 * * *', '2026-11-01T00:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
    expect(firings('0 30 2 * * *', '2026-10-24T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    expect(firings('0 30 2 * * *', '2026-10-25T01:10:00Z', 1, 'Europe/Berlin')).toEqual(['2026-10-26T01:30']);
  });

  test('goes by the time that passes where it fires in every hour', () => {
    for (const [zone, day] of [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Europe/Berlin', '2026-03-29'],
      ['Europe/Berlin', '2026-10-25'],
      ['Australia/Lord_Howe', '2026-10-04'],
    ] as const) {
      const from = Date.parse(`${day}T00:00:00Z`) - 12 * HOUR;
      let at = from;
      for (let count = 1; count <= 200; count++) {
        at = nextCron(cron('0 0/10 * * * *'), at, offsets(zone)) ?? 0;
        expect([zone, day, at - from]).toEqual([zone, day, count * 600_000]);
      }
    }
  });

  test('agrees with asking every minute what its wall time is', () => {
    for (const [zone, day] of [
      ['America/New_York', '2026-03-08'],
      ['Europe/Berlin', '2026-10-25'],
      ['Australia/Lord_Howe', '2026-04-04'],
    ] as const) {
      const offsetAt = offsets(zone);
      const from = Date.parse(`${day}T00:00:00Z`) - 6 * HOUR;
      const until = from + 30 * HOUR;
      const expected: number[] = [];
      for (let at = from + 60_000; at <= until; at += 60_000)
        if ([7, 37].includes(new Date(at + offsetAt(at)).getUTCMinutes())) expected.push(at);
      const found: number[] = [];
      for (let at = from; ; found.push(at)) {
        at = nextCron(cron('0 7,37 * * * *'), at, offsetAt) ?? until + 1;
        if (at > until) break;
      }
      expect([zone, found]).toEqual([zone, expected]);
      expect(countCron(cron('0 7,37 * * * *'), from, until, offsetAt)).toBe(expected.length);
    }
  });
});

describe('missed firings of cron', () => {
  test('are counted one by one, and by the day where there are very many', () => {
    const from = Date.UTC(2026, 0, 1, 10, 20, 30);
    expect(countCron(cron('0 0 9 * * MON-FRI'), from, from, utc)).toBe(0);
    expect(countCron(cron('0 0 9 * * MON-FRI'), from, from + 14 * 24 * HOUR, utc)).toBe(10);
    const years = 10 * 365 * 24 * HOUR;
    expect(countCron(cron('* * * * * *'), from, from + years, utc)).toBe(years / 1000);
    // 521 whole Sundays and one until 10:20.
    expect(countCron(cron('5/20 10-19 8,17 * * SUN'), from, from + years, utc)).toBe(521 * 60 + 30);
  });
});
