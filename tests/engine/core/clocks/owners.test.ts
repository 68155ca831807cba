// Whose a clock is: of an activity, of each repetition, of a subprocess, of a call.
import { expect, test } from 'vitest';
import {
  definitions,
  drawing,
  element,
  end,
  extensions,
  process,
  start,
  userTask,
} from '../../runtime/drawings.ts';
import { eight, ledgerOf, playing, playingModels, readDrawing, sla, until } from './promised.ts';

const task = (id: string, promised: string, more = ''): string =>
  element('userTask', id, extensions(`<zeebe:userTask/>${promised}`) + more);

test('each repetition has a clock of its own', async () => {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="hours" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
  const xml = drawing(
    'p',
    [start(), task('a', sla({ ...eight, target: '=hours' }), loop), end()],
    ['start>a>end'],
  );
  const run = await playing(xml, { items: [8, 4] });
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T15:30:00',
    'Resolver started due 2026-11-19T10:30:00',
  ]);
  run.complete('a');
  expect(ledgerOf(run).slice(2)).toEqual(['Resolver met']);
});

test('a clock of a subprocess sees what is inside it alone, and each turn of a loop has its own', async () => {
  const loop = `<bpmn:standardLoopCharacteristics><bpmn:loopCondition>=again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
  const inside = `${start('', 's')}${userTask('work')}${userTask('told')}${userTask('rest')}${end('e')}<bpmn:sequenceFlow id="g1" sourceRef="s" targetRef="work"/><bpmn:sequenceFlow id="g2" sourceRef="work" targetRef="told"/><bpmn:sequenceFlow id="g3" sourceRef="told" targetRef="rest"/><bpmn:sequenceFlow id="g4" sourceRef="rest" targetRef="e"/>`;
  const promised = sla({
    ...eight,
    metric: 'operation',
    name: 'Equipo',
    target: '4',
    pauseWhen: 'told',
    stopWhen: 'told',
  });
  const box = element('subProcess', 'box', `${extensions(promised)}${loop}${inside}`);
  const run = await playing(drawing('p', [start(), box, end()], ['start>box>end']), { again: true });
  run.complete('work');
  run.complete('told');
  run.complete('rest');
  expect(run.status()).toBe('active');
  expect(ledgerOf(run)).toEqual([
    'Equipo started due 2026-11-19T10:30:00',
    'Equipo paused',
    'Equipo resumed due 2026-11-19T10:30:00',
    'Equipo met',
    'Equipo started due 2026-11-19T10:30:00',
  ]);
});

test('a step that yields, and one that was interrupted by a breach, keep their clocks right', async () => {
  const caught = '<bpmn:escalationEventDefinition escalationRef="late" />';
  const boundary = `<bpmn:boundaryEvent id="b" attachedToRef="a">${caught}</bpmn:boundaryEvent>`;
  const xml = drawing(
    'p',
    [
      start(),
      task('a', sla({ ...eight, target: '8', escalation: 'LATE' })),
      boundary,
      userTask('tell'),
      end(),
    ],
    ['start>a>end', 'b>tell>end'],
    '<bpmn:escalation id="late" escalationCode="LATE" />',
  );
  const run = await playing(xml);
  until(run, '2026-11-20T09:00:00');
  expect(run.waits()).toEqual(['tell']);
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T15:30:00',
    'Resolver breached due 2026-11-19T15:30:00',
    'Resolver cancelled',
  ]);
});

test('what a called process promises is its own, and what its call promises ends with the call', async () => {
  const q = definitions(
    process(
      'q',
      [extensions(sla({ ...eight, target: '4' })), start(), userTask('inner'), end()],
      ['start>inner>end'],
    ),
  );
  const promised = sla({ ...eight, metric: 'operation', name: 'Llamada', target: '8' });
  const call = element('callActivity', 'call', extensions(`<zeebe:calledElement processId="q"/>${promised}`));
  const p = drawing('p', [start(), call, end()], ['start>call>end']);
  const models = [...(await readDrawing(p)), ...(await readDrawing(q))];
  const run = playingModels(models);
  run.complete('inner');
  expect(ledgerOf(run)).toEqual([
    'Llamada started due 2026-11-19T15:30:00',
    'Resolver started due 2026-11-19T10:30:00',
    'Resolver met',
    'Llamada met',
  ]);
});
