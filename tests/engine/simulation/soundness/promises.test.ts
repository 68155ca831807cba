// A promise may be broken at any time: what the drawing does then is explored as anything else.
import { expect, test } from 'vitest';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { slaPort } from '../../../../engine/runtime/slaPort.ts';
import { soundness } from '../../../../engine/simulation/soundness/index.ts';
import { eight, readDrawing, sla } from '../../core/clocks/promised.ts';
import { drawing, element, end, extensions, start, userTask } from '../../runtime/drawings.ts';

const escalation = '<bpmn:escalation id="late" escalationCode="LATE" />';
const caught = '<bpmn:escalationEventDefinition escalationRef="late" />';

async function findings(promised: string, inside: string[], ...paths: string[]): Promise<string[]> {
  const task = element('userTask', 'a', extensions(`<zeebe:userTask/>${promised}`));
  const boundary = `<bpmn:boundaryEvent id="b" attachedToRef="a">${caught}</bpmn:boundaryEvent>`;
  const xml = drawing(
    'p',
    [start(), task, boundary, ...inside, end()],
    ['start>a>end', ...paths],
    escalation,
  );
  const [model] = await readDrawing(xml);
  if (!model) throw new Error('Expected a process.');
  const judging = soundness([model], model, {
    ports: createPorts({ sla: slaPort() }),
    now: Date.UTC(2026, 0, 5),
  });
  for (let step = judging.next(); ; step = judging.next())
    if (step.done)
      return step.value.problems.map(
        ({ code, elementId }) => `${code.replace('SOUNDNESS_', '')} ${elementId}`,
      );
}

test('what follows from a breach is reached, and judged', async () => {
  const late = sla({ ...eight, target: '=hours', escalation: 'LATE', warnAt: '75%' });
  expect(await findings(late, [userTask('tell')], 'b>tell>end')).toEqual([]);
});

test('a promise without an escalation changes nothing', async () => {
  const quiet = sla({ ...eight, target: '=hours' });
  expect(await findings(quiet, [userTask('tell')], 'b>tell>end')).toEqual(['DEAD_NODE b']);
});
