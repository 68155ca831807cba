import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, catching, end, maps, message, start, user } from '../../../harness/shapes.ts';

const send = (config: { [name: string]: string }) => ({ type: 'sendTask' as const, config });

describe('sendTask', () => {
  test('publishes its message with the mapped variables and goes on', () => {
    const sends = { ...send({ name: 'hello', correlationKey: '=to' }), inputs: maps(['=1 + 1', 'two']) };
    const elements = { s: start, f: and, sends, heard: catching(message('hello', 'B')), e: end, after: user };
    const run = play(processModel(elements, 's>>f>>heard>>after', 'f>>sends>>e'), { to: 'B', secret: 1 });
    expect(run.waits()).toEqual(['after']);
    expect(run.events().find(({ type }) => type === 'messageThrown')).toMatchObject({
      name: 'hello',
      correlationKey: 'B',
      variables: { two: 2 },
    });
  });

  test('with a job type leaves the sending to a worker', () => {
    const run = play(
      processModel({ s: start, sends: send({ name: 'hello', jobType: 'mail' }), e: end }, 's>>sends>>e'),
    );
    expect(run.find('jobs', 'sends').found).toMatchObject({ jobType: 'mail' });
  });

  test('without either is work for its lane', () => {
    const run = play(processModel({ s: start, sends: send({}), e: end }, 's>>sends>>e'));
    expect(run.find('userTasks', 'sends').found).toMatchObject({ because: 'noImplementation' });
  });
});
