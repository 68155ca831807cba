// What people answered where a gateway asked, as steps of the replay.
import { expect, test } from 'vitest';
import { replaySteps } from '../../../admin/replay/steps.ts';

test('the answer to a gateway is a step of that gateway; using it up is none', () => {
  const answered = (flows: string[]) => ({
    type: 'gatewayAnswered' as const,
    scope: 100,
    gateway: 'g',
    flows,
  });
  const [step, ...more] = replaySteps([
    { sequence: 1, at: 0, actor: 'ana', events: [answered(['f1']), answered([])] },
  ]);
  expect(step).toMatchObject({ kind: 'answered', element: 'g', actor: 'ana', answer: ['f1'] });
  expect(more).toEqual([]);
});
