// Catalogs and calendars in running processes: what they answered is journaled, so that history follows again after a change.
import { expect, test } from 'vitest';
import { reexecuteAll } from '../../../engine/audit/histories.ts';
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

async function proved(store: OpenStore) {
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  return reexecuteAll(store, {
    definition: (key) => definitions.byKey(key),
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
  expect(await proved(store)).toEqual({ same: 3, chainOnly: 0, problems: [] });
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
