// Time to solve leaves out what the clock stood still, and a figure of the past stays what it was.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendars, eight, sla } from '../../core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from '../drawings.ts';
import { ana, begin, done, openRuntime, tasks } from '../openRuntime.ts';

const at = (text: string) => Date.parse(`${text}-05:00`);
const variant = '<cauce:variant flow="incident" kind="to-be"/>';
const promised = sla({ ...eight, target: '4', pauseWhen: 'wait', stopWhen: 'answer' });
const xml = definitions(
  process(
    'incident_tobe',
    [
      extensions(variant + promised),
      start(),
      userTask('a'),
      userTask('wait'),
      userTask('answer'),
      userTask('b'),
      end(),
    ],
    ['start>a>wait>answer>b>end'],
  ),
);
const shipped = JSON.parse(
  readFileSync(new URL('../../../../processes/incident/indicators.json', import.meta.url), 'utf8'),
) as { id: string }[];
const files = {
  'p.bpmn': xml,
  'calendars/co-8x5.json': JSON.stringify(calendars['co-8x5']),
  'facts.json': JSON.stringify({ incident_tobe: { dimensions: {}, answeredBy: ['answer'] } }),
  'indicators.json': JSON.stringify(shipped.filter(({ id }) => ['T1', 'T4'].includes(id))),
};

test('time to solve is business time without pauses', async () => {
  const { engine, store, clock } = await openRuntime({ clock: { now: at('2026-11-18T09:00:00') } });
  const resources = Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  expect(await engine.deploy(resources, ana)).toMatchObject({ ok: true });
  await begin(engine, 'incident_tobe');
  // The pause begins at 09:30 and ends the next morning at 08:30: six and a half hours of the first day, half of the second.
  for (const [element, time] of [
    ['a', '2026-11-18T09:30:00'],
    ['wait', '2026-11-19T08:30:00'],
    ['answer', '2026-11-19T10:30:00'],
    ['b', '2026-11-19T16:00:00'],
  ] as const) {
    clock.now = at(time);
    await engine.fireDueTimers();
    const [key] = await tasks(store, element);
    done(await engine.completeUserTask(key ?? 0, {}, { principal: ana }));
  }
  await engine.indicators.advance();
  const november = { from: '2026-11-01', to: '2026-11-30' };
  const rows = await engine.indicators.query({ ids: ['T1', 'T4'], ...november });
  expect(rows.map(({ id, value }) => [id, value])).toEqual([
    ['T1', 100],
    ['T4', 2.5],
  ]);
  expect(await store.reader('cauce_sla_pauses').orderBy('at').select('at')).toEqual([
    { at: at('2026-11-18T09:30:00') },
    { at: at('2026-11-19T08:30:00') },
  ]);
});
