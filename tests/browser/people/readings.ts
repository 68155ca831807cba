// A case with a very long history: a reading that is repeated until nothing is left, then a called process that closes it.
import type { Engine } from '../../../engine/runtime/engine.ts';

const boxes = {
  s: [160, 118, 36, 36],
  review: [250, 96, 100, 80],
  g: [405, 111, 50, 50],
  call: [510, 96, 100, 80],
  e: [670, 118, 36, 36],
} as const;

const shapes = Object.entries(boxes).map(
  ([id, [x, y, width, height]]) =>
    `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
);
const flows: [id: string, from: string, to: string, ...way: string[]][] = [
  ['f1', 's', 'review', '196 136', '250 136'],
  ['f2', 'review', 'g', '350 136', '405 136'],
  ['f3', 'g', 'review', '430 161', '430 220', '300 220', '300 176'],
  ['f4', 'g', 'call', '455 136', '510 136'],
  ['f5', 'call', 'e', '610 136', '670 136'],
];
const edges = flows.map(([id, , , ...way]) => {
  const points = way.map((point) => point.split(' ')).map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`);
  return `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.join('')}</bpmndi:BPMNEdge>`;
});
const drawnFlows = flows.map(([id, from, to]) => {
  const asks = id === 'f3' ? '<bpmn:conditionExpression>=again</bpmn:conditionExpression>' : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${asks}</bpmn:sequenceFlow>`;
});

const spaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
].join(' ');

const drawing = (id: string, name: string, inside: string, drawn = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${spaces} targetNamespace="t" id="d"><bpmn:process id="${id}" name="${name}" isExecutable="true">${inside}</bpmn:process>${drawn}</bpmn:definitions>`;

const readings = drawing(
  'readings',
  'Lecturas',
  `<bpmn:startEvent id="s" name="Inicio"/><bpmn:userTask id="review" name="Revisar la lectura"/>
<bpmn:exclusiveGateway id="g" name="¿Otra vez?" default="f4"/>
<bpmn:callActivity id="call" name="Llamar al cierre"><bpmn:extensionElements><zeebe:calledElement processId="closing"/></bpmn:extensionElements></bpmn:callActivity>
<bpmn:endEvent id="e" name="Fin"/>${drawnFlows.join('')}`,
  `<bpmndi:BPMNDiagram id="dg"><bpmndi:BPMNPlane id="pl" bpmnElement="readings">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
);

const closing = drawing(
  'closing',
  'Cierre',
  `<bpmn:startEvent id="cs"/><bpmn:userTask id="sign" name="Firmar el cierre"/><bpmn:endEvent id="ce"/>
<bpmn:sequenceFlow id="c1" sourceRef="cs" targetRef="sign"/><bpmn:sequenceFlow id="c2" sourceRef="sign" targetRef="ce"/>`,
);

const who = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };

/** Runs so many rounds; the case's key and how many events its history holds. */
export async function longCase(engine: Engine, rounds: number): Promise<{ key: number; events: number }> {
  const deployed = await engine.deploy(
    [
      { name: 'readings.bpmn', content: Buffer.from(readings) },
      { name: 'closing.bpmn', content: Buffer.from(closing) },
    ],
    who,
  );
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  let outcome = await engine.start({ processId: 'readings', variables: {}, principal: who });
  const key = outcome.ok ? outcome.instanceKey : 0;
  for (let round = 1; round <= rounds; round += 1) {
    const [task] = (outcome.ok && engine.openedTasks(outcome)) || [];
    const variables = { again: round < rounds, [`lectura_${round % 8}`]: round, nota: `Vuelta ${round}` };
    outcome = await engine.completeUserTask(Number(task?.key), variables, { principal: who });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  }
  await engine.settle(10_000);
  const history = await engine.history(key);
  return { key, events: history.reduce((sum, { events }) => sum + events.length, 0) };
}
