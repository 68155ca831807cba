import { expect, test } from 'vitest';
import { verify } from '../../../engine/audit/verify.ts';
import { boundary, drawing, element, end, script, start, userTask } from './drawings.ts';
import { ana, begin, completed, deploy, done, openRuntime, tasks } from './openRuntime.ts';

const compensated = (id: string, host: string, handler: string) =>
  boundary(id, host, '<bpmn:compensateEventDefinition/>') +
  `<bpmn:association id="as_${id}" sourceRef="${id}" targetRef="${handler}"/>`;
const handler = (id: string) =>
  userTask(id).replace('<bpmn:userTask ', '<bpmn:userTask isForCompensation="true" ');

const booking = drawing(
  'booking',
  [
    start(),
    element(
      'subProcess',
      'trip',
      `${userTask('hotel')}${userTask('flight')}${compensated('c1', 'hotel', 'cancelHotel')}${handler('cancelHotel')}${compensated('c2', 'flight', 'cancelFlight')}${handler('cancelFlight')}<bpmn:sequenceFlow id="inner" sourceRef="hotel" targetRef="flight"/>`,
    ),
    script('forget', '0', 'number'),
    end('e', '<bpmn:compensateEventDefinition/>'),
  ],
  ['start>trip>forget>e'],
);

test('compensation goes on after a restart and a crash, sees what was, and its history verifies', async () => {
  let runtime = await openRuntime({ snapshotEvery: 1 });
  await deploy(runtime.engine, booking);
  const key = await begin(runtime.engine, 'booking');
  const complete = async (id: string, variables = {}) => {
    const [task] = await tasks(runtime.store, id);
    done(await runtime.engine.completeUserTask(task as number, variables, { principal: ana }));
  };
  const seen = async (id: string) => {
    const row = await runtime.store
      .reader('cauce_user_tasks')
      .where({ element_id: id, state: 'CREATED' })
      .first();
    return runtime.engine.visibleVariables(key, row?.element_instance_key);
  };
  await complete('hotel', { number: 1 });
  await complete('flight', { number: 2 });
  expect(await runtime.engine.visibleVariables(key)).toEqual({ number: 0 });
  expect(await seen('cancelFlight')).toEqual({ number: 2 });
  const state = async () =>
    (await runtime.store.reader('cauce_element_instances').where({ element_id: 'trip' }).first())?.state;
  expect(await state()).toBe('ACTIVE');
  runtime = await runtime.restart();
  await complete('cancelFlight');
  runtime = await runtime.crash();
  expect(await seen('cancelHotel')).toEqual({ number: 1 });
  await complete('cancelHotel');
  expect(await state()).toBe('COMPLETED');
  expect(await completed(runtime.store, 'booking', 'cancelFlight', 'cancelHotel', 'e')).toEqual([
    'booking',
    'e',
    'cancelFlight',
    'cancelHotel',
  ]);
  expect(await verify(runtime.store, runtime.clock.now)).toMatchObject({ ok: true });
});
