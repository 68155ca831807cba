// What begins instances besides a plain start event, on a database.
import { describe, expect, test } from 'vitest';
import {
  catching,
  drawing,
  element,
  end,
  heard,
  message,
  signal,
  signaled,
  start,
  timer,
  userTask,
} from './drawings.ts';
import { ana, begin, count, done, type Opened, openedWith, tasks } from './openRuntime.ts';

const HOUR = 3_600_000;

const roots = message('order') + signal('a') + signal('b');
const publish = ({ engine }: Opened, name: string, correlationKey = '') =>
  engine.publishMessage({ name, correlationKey, variables: { [name]: true }, principal: ana });
const broadcast = ({ engine }: Opened, name: string) =>
  engine.broadcastSignal({ name, variables: {}, principal: ana });
const instances = ({ store }: Opened) => count(store, 'cauce_process_instances');

describe('a start event with several definitions', () => {
  test('begins an instance with each of them', async () => {
    const several = start(heard('order') + signaled('a') + timer('timeDuration', 'PT1H'));
    const runtime = await openedWith(drawing('p', [several, userTask('u'), end()], ['start>u>end'], roots));
    expect(await publish(runtime, 'order', 'A-1')).toMatchObject({ ok: true });
    await broadcast(runtime, 'a');
    runtime.clock.now += HOUR;
    await runtime.engine.fireDueTimers();
    expect(await tasks(runtime.store, 'u')).toHaveLength(3);
    // The timer has fired for good; the others go on.
    runtime.clock.now += HOUR;
    await runtime.engine.fireDueTimers();
    await broadcast(runtime, 'a');
    expect(await tasks(runtime.store, 'u')).toHaveLength(4);
  });

  test('that is parallel begins one, which waits for the others over a restart', async () => {
    const all = element(
      'startEvent',
      'start',
      signaled('a') + signaled('b') + heard('order'),
      'parallelMultiple="true"',
    );
    let runtime = await openedWith(drawing('p', [all, userTask('u'), end()], ['start>u>end'], roots));
    await broadcast(runtime, 'b');
    runtime = await runtime.restart();
    await broadcast(runtime, 'b');
    await broadcast(runtime, 'a');
    expect(await tasks(runtime.store, 'u')).toEqual([]);
    await publish(runtime, 'order');
    expect(await tasks(runtime.store, 'u')).toHaveLength(1);
    expect(await instances(runtime)).toBe(1);
    await broadcast(runtime, 'a');
    expect(await instances(runtime)).toBe(2);
  });
});

describe('an instantiating receive task', () => {
  test('begins an instance with its message', async () => {
    const receive = element('receiveTask', 'r', '', 'messageRef="m_order" instantiate="true"');
    const runtime = await openedWith(drawing('p', [receive, userTask('u'), end()], ['r>u>end'], roots));
    await publish(runtime, 'order', 'A-1');
    expect(await tasks(runtime.store, 'u')).toHaveLength(1);
    const row = await runtime.store.reader('cauce_process_instances').first('business_key');
    expect(row).toEqual({ business_key: 'A-1' });
  });
});

describe('an instantiating event-based gateway', () => {
  const gateway = (kind: string) =>
    drawing(
      'p',
      [
        element('eventBasedGateway', 'g', '', `instantiate="true" eventGatewayType="${kind}"`),
        catching('x', heard('order')),
        catching('y', signaled('a')),
        userTask('ux'),
        userTask('uy'),
      ],
      ['g>x>ux', 'g>y>uy'],
      roots,
    );

  test('begins an instance with any event behind it', async () => {
    const runtime = await openedWith(gateway('Exclusive'));
    await publish(runtime, 'order', 'A-1');
    await broadcast(runtime, 'a');
    expect(
      [await tasks(runtime.store, 'ux'), await tasks(runtime.store, 'uy')].map((each) => each.length),
    ).toEqual([1, 1]);
    expect(await instances(runtime)).toBe(2);
  });

  test('that is parallel awaits the others in the instance that the first began', async () => {
    const runtime = await openedWith(gateway('Parallel'));
    await publish(runtime, 'order', 'A-1');
    await broadcast(runtime, 'a');
    expect(await instances(runtime)).toBe(1);
    for (const task of ['ux', 'uy']) {
      const [key = 0] = await tasks(runtime.store, task);
      done(await runtime.engine.completeUserTask(key, {}, { principal: ana }));
    }
    expect(await count(runtime.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(1);
  });
});

describe('several plain starts', () => {
  test('each begins its own way, and without a choice the first does', async () => {
    const starts = [start('', 's1'), start('', 's2'), userTask('a'), userTask('b')];
    const { engine, store } = await openedWith(drawing('p', starts, ['s1>a', 's2>b']));
    done(await engine.start({ processId: 'p', startElement: 's2', variables: {}, principal: ana }));
    expect([(await tasks(store, 'a')).length, (await tasks(store, 'b')).length]).toEqual([0, 1]);
    await begin(engine, 'p');
    expect([(await tasks(store, 'a')).length, (await tasks(store, 'b')).length]).toEqual([1, 1]);
    const wrong = await engine.start({ processId: 'p', startElement: 'a', variables: {}, principal: ana });
    expect(wrong).toMatchObject({ ok: false, rejection: { code: 'START_EVENT_NOT_FOUND' } });
  });

  test('a flow that carries several tokens at once counts each', async () => {
    const many = userTask('t').replace('name="t"', 'name="t" completionQuantity="3"');
    const { engine, store } = await openedWith(drawing('p', [start(), many, userTask('u')], ['start>t>u']));
    const key = await begin(engine, 'p');
    const [task = 0] = await tasks(store, 't');
    done(await engine.completeUserTask(task, {}, { principal: ana }));
    expect(await tasks(store, 'u')).toHaveLength(3);
    const events = (await engine.history(key)).flatMap((batch) => batch.events);
    const taken = events.flatMap((event) => (event.type === 'elementCompleted' ? (event.taken ?? []) : []));
    expect(taken.filter((flow) => flow === 'f1')).toHaveLength(3);
  });
});
