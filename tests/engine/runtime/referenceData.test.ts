// Catalogs and calendars in running processes: what they answered is journaled, so that history follows again after a change.
import { expect, test } from 'vitest';
import { reexecuteAll } from '../../../engine/audit/histories.ts';
import { verifyReferenceData } from '../../../engine/audit/referenceData.ts';
import { withCalendars } from '../../../engine/runtime/calendarAnswer.ts';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import type { DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { SEMANTICS } from '../../../engine/runtime/execution.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { fixture } from '../time/calendars.ts';
import { catching, drawing, end, start, timer, userTask } from './drawings.ts';
import { ana, begin, openRuntime, tasks } from './openRuntime.ts';

const csv = 'value*,hours:number\npagos,8\nrecaudos,16\n';
const hours = 'catalog(&quot;products&quot;)[value = product][1].hours';
const isLong = 'some row in catalog(&quot;products&quot;) satisfies row.value = product and row.hours &gt; 8';
const due = `add business time(now(), ${hours}, &quot;co-8x5&quot;)`;
const drawn = drawing(
  'served',
  [start(), catching('wait', timer('timeDate', `=${due}`)), userTask('long'), userTask('short'), end()],
  ['start>wait>gw', `gw[=${isLong}]>long>end`, 'gw>short>end'],
).replace('</bpmn:process>', '<bpmn:exclusiveGateway id="gw" default="f4"/></bpmn:process>');

async function opened() {
  const runtime = await openRuntime();
  const files = {
    'served.bpmn': drawn,
    'catalogs/products.csv': csv,
    'calendars/co-8x5.json': fixture('co-8x5.json'),
  };
  const resources = Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  expect(await runtime.engine.deploy(resources, ana)).toMatchObject({ ok: true });
  return runtime;
}

const change = (engine: DurableRuntime, to: string, expected: number) =>
  engine.catalogs.replace('products', { csv: to, by: 'ana', expected });

async function proved(engine: DurableRuntime, store: OpenStore) {
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  return reexecuteAll(store, {
    definition: (key) => definitions.byKey(key),
    inputs: (kept) => withCalendars(kept, (id, version) => engine.calendars.answer(id, 0, version)),
    semantics: SEMANTICS,
    broken: new Set(),
  });
}

test('a timer of opening hours by a catalog, a condition by the same one, and a history that follows again', async () => {
  const { engine, store, clock } = await opened();
  // Monday 2026-03-02, 12:00 in Bogota, when the office has just closed for lunch.
  await begin(engine, 'served', { product: 'pagos' });
  const [timer] = await store.reader('cauce_timers').select('due_at');
  expect(new Date(timer.due_at).toISOString()).toBe('2026-03-03T17:00:00.000Z');
  expect(await change(engine, csv.replace('pagos,8', 'pagos,24'), 1)).toMatchObject({ ok: true });
  clock.now = timer.due_at;
  await engine.fireDueTimers();
  expect(await tasks(store, 'long')).toHaveLength(1);
  await begin(engine, 'served', { product: 'pagos' });
  const later = await store.reader('cauce_timers').first('due_at');
  expect(new Date(later.due_at).toISOString()).toBe('2026-03-06T17:00:00.000Z');
  expect(await proved(engine, store)).toEqual({ same: 3, chainOnly: 0, problems: [] });
});

test('a form and a decision see the catalog that is in force as they are asked', async () => {
  const { engine, store, clock } = await opened();
  await begin(engine, 'served', { product: 'recaudos' });
  const { key } = await store.reader('cauce_process_definitions').first('key');
  const options = () =>
    engine.withFeel(key, (evaluate) => evaluate('for row in catalog("products") return row.value', {}));
  expect(await options()).toEqual(['pagos', 'recaudos']);
  const fromAt = clock.now + 60_000;
  const more = { csv: `${csv}seguros,4\n`, by: 'ana', expected: 1, fromAt };
  expect(await engine.catalogs.replace('products', more)).toMatchObject({ ok: true });
  expect(await options()).toEqual(['pagos', 'recaudos']);
  clock.now = fromAt;
  expect(await options()).toEqual(['pagos', 'recaudos', 'seguros']);
});

/** The Monday after is a holiday. */
const withCarnival = (content: string) => {
  const calendar = JSON.parse(content);
  return { ...calendar, exceptions: [{ date: '2026-03-03', working: false, why: 'Carnaval' }] };
};

test('a calendar changes from an instant on; history names the version it counted by and follows again', async () => {
  const { engine, store, clock } = await opened();
  const dueAt = async () => {
    const { due_at } = await store.reader('cauce_timers').orderBy('key', 'desc').first('due_at');
    return new Date(due_at).toISOString();
  };
  await begin(engine, 'served', { product: 'pagos' });
  expect(await dueAt()).toBe('2026-03-03T17:00:00.000Z');
  const calendar = withCarnival(fixture('co-8x5.json'));
  const fromAt = clock.now + 60_000;
  const given = { calendar, by: 'ana', comment: 'Carnaval', expected: 1, fromAt };
  expect(await engine.calendars.replace('co-8x5', given)).toMatchObject({
    ok: true,
    version: { version: 2 },
  });
  await begin(engine, 'served', { product: 'pagos' });
  expect(await dueAt()).toBe('2026-03-03T17:00:00.000Z');
  clock.now = fromAt;
  await begin(engine, 'served', { product: 'pagos' });
  expect(await dueAt()).toBe('2026-03-04T17:00:00.000Z');
  const [first, , third] = await store
    .reader('cauce_journal')
    .where('stream', 'like', 'instance:%')
    .orderBy('position');
  expect(JSON.parse(first.payload).inputs['calendar:co-8x5']).toMatchObject({ version: 1 });
  expect(JSON.parse(third.payload).inputs['calendar:co-8x5']).toEqual({
    version: 2,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await engine.calendars.readVersion('co-8x5', 1)).toMatchObject({
    calendar: JSON.parse(fixture('co-8x5.json')),
  });
  expect(await proved(engine, store)).toEqual({ same: 3, chainOnly: 0, problems: [] });
  await store.write((db) => db('cauce_calendar_versions').where({ version: 2 }).delete());
  const problems = [{ code: 'CALENDAR_DELETED', stream: 'calendar:co-8x5', sequence: 2, row: '2' }];
  expect(await verifyReferenceData({ db: store.reader, tenant: store.tenant }, 'calendar')).toEqual({
    versions: 1,
    problems,
  });
});

test('a store from before calendars had versions takes the newest deployed file as the first', async () => {
  const { engine, store, clock } = await opened();
  await store.write(async (db) => {
    await db('cauce_calendar_versions').delete();
    await db('cauce_journal').where('stream', 'like', 'calendar:%').delete();
  });
  engine.calendars.deployed();
  expect(await engine.calendars.answer('co-8x5', clock.now)).toBeNull();
  await engine.calendars.adopt();
  expect(await engine.calendars.answer('co-8x5', clock.now)).toMatchObject({
    version: 1,
    calendar: { id: 'co-8x5' },
  });
  expect(await verifyReferenceData({ db: store.reader, tenant: store.tenant }, 'calendar')).toEqual({
    versions: 1,
    problems: [],
  });
});

test.each([
  [
    {
      zone: 'America/Macondo',
      week: { monday: [['09:00', '08:00']], tuesday: [['08:00', '08:00']] },
      holidays: [
        { name: 'Imposible', on: '02-30' },
        { on: '01-01' },
        { name: 'Nunca', on: '01-02', fromYear: 2030, toYear: 2020 },
      ],
    },
    [
      'CALENDAR_ZONE_UNKNOWN',
      'CALENDAR_RANGES',
      'CALENDAR_RANGES',
      'CALENDAR_DATE',
      'CALENDAR_SHAPE',
      'CALENDAR_YEARS',
    ],
  ],
  [{ zone: 'UTC', week: {} }, ['CALENDAR_NO_WORKING_DAY']],
])(
  'a calendar file that nobody can count by is refused with everything that is wrong: %j',
  async (more, codes) => {
    const { engine } = await openRuntime();
    const deploy = (text: string) =>
      engine.deploy([{ name: 'calendars/a.json', content: Buffer.from(text) }], ana);
    const refused = await deploy(JSON.stringify({ id: 'a', name: 'A', ...more }));
    expect(refused).toMatchObject({
      ok: false,
      problems: codes.map((code) => ({ code, severity: 'error' })),
    });
    expect(await deploy('{\n"id": "a"\n"name": "A"\n}')).toMatchObject({
      ok: false,
      problems: [{ code: 'JSON_MALFORMED', values: { reason: expect.stringMatching(/\(line 3\)$/) } }],
    });
    expect(await engine.calendars.list()).toEqual([]);
  },
);

test('a calendar that calls itself otherwise than its file is known by the name of the file', async () => {
  const { engine, clock } = await openRuntime();
  const content = Buffer.from(fixture('co-8x5.json'));
  const deployed = await engine.deploy([{ name: 'calendars/office.json', content }], ana);
  expect(deployed).toMatchObject({
    ok: true,
    problems: [{ code: 'CALENDAR_ID_DIFFERS', severity: 'warning' }],
  });
  expect(await engine.calendars.answer('office', clock.now)).toMatchObject({ version: 1 });
});
