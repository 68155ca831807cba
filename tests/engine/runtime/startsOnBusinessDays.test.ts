// A round on each business day: a start timer whose expression asks a calendar, by whatever version of it is in force.
import { expect, test } from 'vitest';
import { fixture } from '../time/calendars.ts';
import { definitions, end, process, start, timer, userTask } from './drawings.ts';
import { ana, type Opened, openRuntime } from './openRuntime.ts';

const round = (name: string, time = '') =>
  definitions(
    process(
      'round',
      [
        start(timer('timeCycle', `=next business day(&quot;co-8x5&quot;${time})`)),
        userTask('collect'),
        end(),
      ],
      ['start>collect>end'],
    ),
  ).replace('name="collect"', `name="${name}"`);

const at = (local: string) => Date.parse(`${local}-05:00`);
const office = JSON.parse(fixture('co-8x5.json'));
const off = (...dates: string[]) => ({
  ...office,
  exceptions: dates.map((date) => ({ date, working: false, why: 'Día cívico' })),
});

async function deploy({ engine }: Opened, xml: string) {
  const files = { 'round.bpmn': xml, 'calendars/co-8x5.json': fixture('co-8x5.json') };
  const resources = Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  expect(await engine.deploy(resources, ana)).toMatchObject({ ok: true });
}

/** When the next one begins, as wall time in Bogota. */
async function next({ store }: Opened): Promise<string> {
  const { due_at } = await store.reader('cauce_start_subscriptions').first('due_at');
  return new Date(due_at - 5 * 3_600_000).toISOString().slice(0, 16);
}

async function rounds({ store }: Opened): Promise<number> {
  return (await store.reader('cauce_process_instances').select('key')).length;
}

async function itIs(runtime: Opened, local: string): Promise<void> {
  runtime.clock.now = at(local);
  await runtime.engine.fireDueTimers();
}

test('a round begins on each business day, and moves with the calendar', async () => {
  // Monday.
  const runtime = await openRuntime({ clock: { now: at('2026-03-02T12:00:00') } });
  const { engine } = runtime;
  await deploy(runtime, round('Recorrido'));
  expect(await next(runtime)).toBe('2026-03-03T08:00');
  await itIs(runtime, '2026-03-03T08:00:00');
  expect([await rounds(runtime), await next(runtime)]).toEqual([1, '2026-03-04T08:00']);

  const put = (dates: string[], expected: number, fromAt?: string) =>
    engine.calendars.replace('co-8x5', {
      calendar: off(...dates),
      by: 'ana',
      expected,
      ...(fromAt !== undefined && { fromAt: at(fromAt) }),
    });
  expect(await put(['2026-03-04'], 1)).toMatchObject({ ok: true });
  expect(await next(runtime)).toBe('2026-03-05T08:00');
  // Known today, in force tomorrow night.
  expect(await put(['2026-03-04', '2026-03-05'], 2, '2026-03-04T20:00:00')).toMatchObject({ ok: true });
  expect(await next(runtime)).toBe('2026-03-05T08:00');
  await itIs(runtime, '2026-03-05T08:00:00');
  expect([await rounds(runtime), await next(runtime)]).toEqual([1, '2026-03-06T08:00']);

  // What is awaited this morning survives a new version and a restart.
  runtime.clock.now = at('2026-03-06T07:00:00');
  await deploy(runtime, round('Recorrido diario'));
  expect(await next(runtime)).toBe('2026-03-06T08:00');
  const again = await runtime.restart();
  await itIs(again, '2026-03-06T08:00:00');
  expect([await rounds(again), await next(again)]).toEqual([2, '2026-03-09T08:00']);
  // A week that nobody ran is one round.
  await itIs(again, '2026-03-17T10:00:00');
  expect([await rounds(again), await next(again)]).toEqual([3, '2026-03-18T08:00']);
});

test('at another time of day, and not at all while there is no such calendar', async () => {
  const runtime = await openRuntime({ clock: { now: at('2026-03-20T12:00:00') } });
  const xml = round('Recorrido', ', &quot;06:30&quot;');
  const resources = [{ name: 'round.bpmn', content: Buffer.from(xml) }];
  expect(await runtime.engine.deploy(resources, ana)).toMatchObject({ ok: true });
  await itIs(runtime, '2026-03-27T12:00:00');
  expect(await rounds(runtime)).toBe(0);
  await runtime.engine.calendars.replace('co-8x5', { calendar: office, by: 'ana', expected: 0 });
  // Of the days since then, one round is made up for.
  await runtime.engine.fireDueTimers();
  expect([await rounds(runtime), await next(runtime)]).toEqual([1, '2026-03-30T06:30']);
});
