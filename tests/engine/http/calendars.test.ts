// Calendars over HTTP: deployed, changed from an instant on, read by instant and version, and asked for holidays and terms.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../time/calendars.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

type Bag = { [name: string]: unknown };

const legal: Bag = JSON.parse(fixture('co-legal.json'));
const civic = { ...legal, exceptions: [{ date: '2027-02-01', working: false, why: 'Día cívico' }] };

let server: ServerUnderTest;

beforeAll(async () => {
  server = await openServer();
  const content = Buffer.from(JSON.stringify(legal));
  const dis = { username: 'dis', kind: 'user' as const, groups: [], roles: ['designer' as const] };
  const outcome = await server.engine.deploy([{ name: 'calendars/co-legal.json', content }], dis);
  expect(outcome).toMatchObject({ ok: true });
});
afterAll(() => server.close());

async function call(path: string, more: RequestInit = {}, who = 'ana') {
  const response = await server.fetch(who, `/v2/calendars${path}`, more);
  const body = (await response.json()) as Bag;
  return { status: response.status, etag: response.headers.get('etag'), body };
}

const put = (calendar: unknown, headers: { [name: string]: string }, more: Bag = {}, id = 'co-legal') =>
  call(
    `/${id}`,
    {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ calendar, ...more }),
    },
    'dis',
  );

const due = (asked: Bag, query = '') =>
  call(`/co-legal/due${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(asked),
  });

describe('a calendar', () => {
  it('is there once deployed, with its holidays and working days of a year', async () => {
    const { status, etag, body } = await call('/co-legal');
    expect({ status, etag }).toEqual({ status: 200, etag: '"1"' });
    expect(body).toMatchObject({ calendarId: 'co-legal', version: 1, changedBy: 'dis', calendar: legal });
    const { body: year } = await call('/co-legal/years/2026');
    expect(year).toMatchObject({ workingDays: 242, months: { length: 12 }, holidays: { length: 19 } });
    expect(year.holidays).toContainEqual({
      date: '2026-07-13',
      name: 'Nuestra Señora del Rosario de Chiquinquirá',
    });
    expect((await call('/co-legal/years/26')).status).toBe(400);
    expect((await call('/otro')).status).toBe(404);
  });

  it('is replaced by who has seen its newest version, from an instant to come, and once for each request', async () => {
    expect((await put(civic, {})).status).toBe(428);
    const effectiveDate = new Date(Date.now() + 3_600_000).toISOString();
    const said = { comment: 'Decreto del alcalde', effectiveDate };
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'civic' };
    const made = await put(civic, headers, said);
    expect(made).toMatchObject({ status: 200, etag: '"2"', body: { version: 2, effectiveDate } });
    expect(await put(civic, headers, said)).toEqual(made);
    expect((await put(legal, headers, said)).status).toBe(422);
    const late = await put(civic, { 'If-Match': '"1"' });
    expect(late).toMatchObject({ status: 412, body: { code: 'CALENDAR_CHANGED_MEANWHILE' } });
    const past = await put(civic, { 'If-Match': '"2"' }, { effectiveDate: '2020-01-01T00:00:00Z' });
    expect(past).toMatchObject({ status: 422, body: { code: 'CALENDAR_IN_THE_PAST' } });
    expect((await call('/co-legal')).body).toMatchObject({ version: 1, newestVersion: 2 });
    expect((await call(`/co-legal?at=${effectiveDate}`)).body).toMatchObject({ version: 2 });
    expect((await call('/co-legal?version=2')).body).toMatchObject({ version: 2, calendar: civic });
    expect((await call('/co-legal/history')).body.items).toMatchObject([
      { version: 1, comment: null },
      { version: 2, changedBy: 'dis', comment: 'Decreto del alcalde', source: 'edit' },
    ]);
    expect((await call('')).body.items).toMatchObject([{ calendarId: 'co-legal', version: 2 }]);
  });

  it('tells when a term ends by any version, or by one that is only thought of', async () => {
    const asked = { start: '2027-01-29T10:00:00', term: 3, mode: 'legal-days' };
    expect((await due(asked)).body).toEqual({
      calendarId: 'co-legal',
      version: 1,
      due: '2027-02-03T23:59:59-05:00',
      counted: 3,
      countedDates: ['2027-02-01', '2027-02-02', '2027-02-03'],
      skipped: [
        { date: '2027-01-30', kind: 'weekly', why: 'sábado' },
        { date: '2027-01-31', kind: 'weekly', why: 'domingo' },
      ],
    });
    const civicDay = { date: '2027-02-01', kind: 'exception', why: 'Día cívico' };
    const later = await due(asked, '?version=2');
    expect(later.body).toMatchObject({ version: 2, due: '2027-02-04T23:59:59-05:00' });
    expect(later.body.skipped).toContainEqual(civicDay);
    expect((await due({ ...asked, calendar: civic })).body.skipped).toContainEqual(civicDay);
    const wrong = await due({ ...asked, start: 'mañana', term: 0 });
    expect(wrong).toMatchObject({ status: 400 });
    expect(wrong.body.violations).toMatchObject([
      { path: 'start', code: 'FEEL_NOT_A_DATE_TIME' },
      { path: 'term', code: 'TERM_NOT_POSITIVE' },
    ]);
  });

  it('is refused with everything that is wrong, and nothing changes', async () => {
    const bad = {
      ...legal,
      zone: 'America/Macondo',
      week: {
        monday: [
          ['08:00', '12:00'],
          ['11:00', '17:00'],
        ],
        tuesday: [],
      },
      holidays: [{ name: 'Imposible', on: '02-30' }],
    };
    const refused = await put(bad, { 'If-Match': '"2"' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'CALENDAR_REFUSED' } });
    expect(refused.body.problems).toMatchObject([
      { code: 'CALENDAR_ZONE_UNKNOWN' },
      { code: 'CALENDAR_RANGES', path: 'week.monday' },
      { code: 'CALENDAR_SHAPE', path: 'week.tuesday' },
      { code: 'CALENDAR_DATE', path: 'holidays[0].on' },
    ]);
    const other = await put(legal, { 'If-None-Match': '*' }, {}, 'otro');
    expect(other.body.problems).toMatchObject([{ code: 'CALENDAR_ID_DIFFERS' }]);
    expect((await call('')).body.items).toHaveLength(1);
  });
});
