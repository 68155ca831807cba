import { expect, test } from 'vitest';
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import { audit } from '../../../engine/cli/verification.ts';
import type { Command } from '../../../engine/core/index.ts';
import type { Resource } from '../../../engine/runtime/engine.ts';
import { calendars, eight, sla } from '../core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from './drawings.ts';
import { ana, begin, done, type Opened, openRuntime, tasks } from './openRuntime.ts';

const NINE = Date.parse('2026-11-18T09:00:00-05:00');
const at = (text: string) => Date.parse(`${text}-05:00`);

const promised = sla({
  ...eight,
  target: '=hours',
  warnAt: '75%, 90%',
  pauseWhen: 'wait',
  stopWhen: 'answer',
});

const xml = definitions(
  process(
    'p',
    [
      extensions(promised),
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

function files(): Resource[] {
  const json = JSON.stringify(calendars['co-8x5']);
  return [
    { name: 'p.bpmn', content: Buffer.from(xml) },
    { name: 'calendars/co-8x5.json', content: Buffer.from(json) },
  ];
}

async function opened(): Promise<Opened> {
  const runtime = await openRuntime({ clock: { now: NINE }, snapshotEvery: 3, instancesInMemory: 1 });
  const outcome = await runtime.engine.deploy(files(), ana);
  expect(outcome.ok).toBe(true);
  return runtime;
}

async function complete({ engine, store }: Opened, element: string): Promise<void> {
  const [key] = await tasks(store, element);
  const [instance] = await store.reader('cauce_user_tasks').where({ key }).select('instance_key');
  const command: Command = { type: 'completeUserTask', userTask: { key: key ?? 0 }, variables: {} };
  done(await engine.execute(instance.instance_key, [command], { principal: ana }));
}

async function to(runtime: Opened, text: string): Promise<void> {
  for (;;) {
    const next = await runtime.store.reader('cauce_timers').min({ due: 'due_at' }).first();
    if (next?.due === null || next === undefined || next.due > at(text)) break;
    runtime.clock.now = Math.max(runtime.clock.now, next.due);
    await runtime.engine.fireDueTimers();
  }
  runtime.clock.now = at(text);
}

/** Chains, the same events executed again, and the same rows read again from the journal. */
async function expectProved({ store, clock }: Opened): Promise<void> {
  await writeAnchor(store, clock.now);
  const { problems, chainOnly } = await audit(store, { at: () => {}, end: () => {} } as never);
  expect({ problems, chainOnly }).toEqual({ problems: [], chainOnly: 0 });
}

const row = ({ store }: Opened) => store.reader('cauce_sla_clocks').orderBy('key', 'desc').first();

test('a clock is kept, warned of by the store, paused, carried over restarts, and its history follows again', async () => {
  let runtime = await opened();
  const key = await begin(runtime.engine, 'p', { hours: 8 });
  expect(await row(runtime)).toMatchObject({
    root_key: key,
    metric: 'resolution',
    state: 'RUNNING',
    started_at: NINE,
    due_at: at('2026-11-19T09:00:00'),
    risk_at: at('2026-11-18T16:00:00'),
    calendar_id: 'co-8x5',
    calendar_version: 1,
  });
  expect(await runtime.store.reader('cauce_cases').first('due_at')).toEqual({
    due_at: at('2026-11-19T09:00:00'),
  });
  await to(runtime, '2026-11-18T11:00:00');
  await complete(runtime, 'a');
  expect(await row(runtime)).toMatchObject({ state: 'PAUSED', paused_since: at('2026-11-18T11:00:00') });
  runtime = await runtime.restart();
  await to(runtime, '2026-11-20T14:00:00');
  await complete(runtime, 'wait');
  expect(await row(runtime)).toMatchObject({
    state: 'RUNNING',
    paused_since: null,
    due_at: at('2026-11-23T11:00:00'),
  });
  await to(runtime, '2026-11-23T10:59:00');
  runtime = await runtime.crash();
  await to(runtime, '2026-11-23T11:01:00');
  await complete(runtime, 'answer');
  expect(await row(runtime)).toMatchObject({
    state: 'MISSED',
    breached_at: at('2026-11-23T11:00:01'),
    stopped_at: at('2026-11-23T11:01:00'),
  });
  const history = await runtime.engine.history(key);
  const kinds = history.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.type === 'clockStarted' || event.type === 'clockEntered' ? event.entry.kind : [],
    ),
  );
  expect(kinds).toEqual(['started', 'paused', 'resumed', 'warned', 'warned', 'breached', 'missed']);
  await complete(runtime, 'b');
  await expectProved(runtime);
});

test('a case is due when its variable says, until a clock of its answer does', async () => {
  const runtime = await opened();
  const { engine, store } = runtime;
  const due = () => store.reader('cauce_cases').orderBy('key', 'desc').first('due_at');
  const key = await begin(engine, 'p', { hours: null, due_date: '2026-12-01T10:00:00-05:00' });
  expect(await due()).toEqual({ due_at: at('2026-12-01T10:00:00') });
  const set = async (variables: { [name: string]: string | number }) => {
    const command: Command = { type: 'setVariables', elementInstance: key, variables, local: false };
    done(await engine.execute(key, [command], { principal: ana }));
  };
  await set({ hours: 8 });
  expect(await due()).toEqual({ due_at: at('2026-11-19T09:00:00') });
  await set({ due_date: '2026-12-02T10:00:00-05:00' });
  expect(await due()).toEqual({ due_at: at('2026-11-19T09:00:00') });
  await expectProved(runtime);
});
