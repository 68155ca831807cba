// A drawn process with what is rare: several starts, repetitions, a decision, activities to choose from, handlers,
// work that is undone, a jump. As a folder to deploy.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Box = [id: string, x: number, y: number, width: number, height: number];

const boxes: Box[] = [
  ['desk', 152, 162, 36, 36],
  ['phone', 152, 282, 36, 36],
  ['papers', 240, 140, 120, 80],
  ['aid', 420, 140, 120, 80],
  ['prepare', 600, 60, 300, 240],
  ['visa', 630, 100, 110, 70],
  ['insurance', 765, 100, 110, 70],
  ['luggage', 630, 200, 110, 70],
  ['bookings', 960, 40, 620, 470],
  ['bookStart', 992, 142, 36, 36],
  ['hotel', 1070, 120, 120, 80],
  ['flight', 1250, 120, 120, 80],
  ['bookEnd', 1440, 142, 36, 36],
  ['slow', 1112, 182, 36, 36],
  ['undoHotel', 1152, 102, 36, 36],
  ['undoFlight', 1332, 182, 36, 36],
  ['remind', 1070, 260, 120, 70],
  ['cancelHotel', 1230, 260, 110, 70],
  ['cancelFlight', 1380, 260, 110, 70],
  ['change', 990, 360, 380, 130],
  ['changed', 1022, 412, 36, 36],
  ['adjust', 1120, 390, 120, 80],
  ['adjusted', 1300, 412, 36, 36],
  ['confirm', 1640, 140, 120, 80],
  ['goes', 1825, 155, 50, 50],
  ['travels', 1952, 162, 36, 36],
  ['undo', 1832, 282, 36, 36],
  ['jump', 1932, 282, 36, 36],
  ['landed', 1832, 402, 36, 36],
  ['tell', 1920, 380, 120, 80],
  ['stays', 2100, 402, 36, 36],
];

const flows: [id: string, from: string, to: string, name?: string][] = [
  ['f1', 'desk', 'papers'],
  ['f2', 'phone', 'papers'],
  ['f3', 'papers', 'aid'],
  ['f4', 'aid', 'prepare'],
  ['f5', 'prepare', 'bookings'],
  ['f6', 'bookings', 'confirm'],
  ['f7', 'confirm', 'goes'],
  ['yes', 'goes', 'travels', 'Sí'],
  ['no', 'goes', 'undo', 'No'],
  ['f8', 'undo', 'jump'],
  ['f9', 'landed', 'tell'],
  ['f10', 'tell', 'stays'],
];
const bookingFlows: typeof flows = [
  ['b1', 'bookStart', 'hotel'],
  ['b2', 'hotel', 'flight'],
  ['b3', 'flight', 'bookEnd'],
  ['b4', 'slow', 'remind'],
];
const changeFlows: typeof flows = [
  ['c1', 'changed', 'adjust'],
  ['c2', 'adjust', 'adjusted'],
];
const undoing: [id: string, from: string, to: string][] = [
  ['a1', 'undoHotel', 'cancelHotel'],
  ['a2', 'undoFlight', 'cancelFlight'],
];

const drawnFlows = (all: typeof flows) =>
  all
    .map(([id, from, to, name]) => {
      const named = name === undefined ? '' : ` name="${name}"`;
      return `<bpmn:sequenceFlow id="${id}"${named} sourceRef="${from}" targetRef="${to}"/>`;
    })
    .join('\n');

const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;

const starts = `<bpmn:startEvent id="desk" name="Por ventanilla"/>
<bpmn:startEvent id="phone" name="Por teléfono">
<bpmn:documentation>La persona llama y se toman sus datos.</bpmn:documentation>
${extension('<zeebe:formDefinition formId="call"/>')}</bpmn:startEvent>`;

const first = `<bpmn:userTask id="papers" name="Reunir un documento">
<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
<bpmn:businessRuleTask id="aid" name="Calcular el auxilio">
${extension('<zeebe:calledDecision decisionId="aid_amount" resultVariable="aid"/>')}</bpmn:businessRuleTask>
<bpmn:adHocSubProcess id="prepare" name="Preparar el viaje">
${extension('<zeebe:adHoc activeElementsCollection="=[&#34;visa&#34;]"/>')}
<bpmn:userTask id="visa" name="Pedir la visa"/>
<bpmn:userTask id="insurance" name="Comprar el seguro"><bpmn:documentation>Solo si el país lo exige.</bpmn:documentation></bpmn:userTask>
<bpmn:userTask id="luggage" name="Revisar el equipaje"/>
</bpmn:adHocSubProcess>`;

const bookings = `<bpmn:subProcess id="bookings" name="Reservas">
<bpmn:startEvent id="bookStart"/><bpmn:userTask id="hotel" name="Reservar el hotel"/>
<bpmn:userTask id="flight" name="Reservar el vuelo"/><bpmn:endEvent id="bookEnd"/>
<bpmn:boundaryEvent id="slow" name="Pasan dos días" attachedToRef="hotel" cancelActivity="false"><bpmn:timerEventDefinition id="slowD"><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="undoHotel" attachedToRef="hotel"><bpmn:compensateEventDefinition id="undoHotelD"/></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="undoFlight" attachedToRef="flight"><bpmn:compensateEventDefinition id="undoFlightD"/></bpmn:boundaryEvent>
<bpmn:userTask id="remind" name="Insistir al hotel"/>
<bpmn:userTask id="cancelHotel" name="Cancelar el hotel" isForCompensation="true"/>
<bpmn:userTask id="cancelFlight" name="Cancelar el vuelo" isForCompensation="true"/>
<bpmn:subProcess id="change" name="Cambio de fechas" triggeredByEvent="true">
<bpmn:startEvent id="changed" name="Cambian las fechas" isInterrupting="false"><bpmn:messageEventDefinition id="changedD" messageRef="dates"/></bpmn:startEvent>
<bpmn:userTask id="adjust" name="Ajustar las fechas"/><bpmn:endEvent id="adjusted"/>
${drawnFlows(changeFlows)}</bpmn:subProcess>
${drawnFlows(bookingFlows)}
${undoing.map(([id, from, to]) => `<bpmn:association id="${id}" associationDirection="One" sourceRef="${from}" targetRef="${to}"/>`).join('\n')}
</bpmn:subProcess>`;

const last = `<bpmn:userTask id="confirm" name="Confirmar el viaje"/>
<bpmn:exclusiveGateway id="goes" name="¿Viaja?"/><bpmn:endEvent id="travels" name="Viaja"/>
<bpmn:intermediateThrowEvent id="undo" name="Soltar las reservas"><bpmn:compensateEventDefinition id="undoD"/></bpmn:intermediateThrowEvent>
<bpmn:intermediateThrowEvent id="jump" name="A informar"><bpmn:linkEventDefinition id="jumpD" name="inform"/></bpmn:intermediateThrowEvent>
<bpmn:intermediateCatchEvent id="landed" name="Informar"><bpmn:linkEventDefinition id="landedD" name="inform"/></bpmn:intermediateCatchEvent>
<bpmn:userTask id="tell" name="Informar que no viaja"/><bpmn:endEvent id="stays" name="No viaja"/>`;

function shapeOf([id, x, y, width, height]: Box): string {
  const bounds = `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const open = ['prepare', 'bookings', 'change'].includes(id) ? ' isExpanded="true"' : '';
  return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${open}>${bounds}</bpmndi:BPMNShape>`;
}

function edgeOf([id, from, to]: readonly [string, string, string, ...unknown[]]): string {
  const at = (name: string) => boxes.find(([each]) => each === name) as Box;
  const [, x, y, width, height] = at(from);
  const [, toX, toY, toWidth, toHeight] = at(to);
  const ends =
    toX >= x + width
      ? [
          [x + width, y + height / 2],
          [toX, toY + toHeight / 2],
        ]
      : [
          [x + width / 2, y + height],
          [toX + toWidth / 2, toY],
        ];
  const points = ends.map(([px, py]) => `<di:waypoint x="${px}" y="${py}"/>`).join('');
  return `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points}</bpmndi:BPMNEdge>`;
}

const drawing = (lane: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d">
<bpmn:message id="dates" name="dates_changed">${extension('<zeebe:subscription correlationKey="=&#34;trip&#34;"/>')}</bpmn:message>
<bpmn:process id="trip" name="Viaje de estudio" isExecutable="true">
<bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="${lane}">${boxes.map(([id]) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('')}</bpmn:lane></bpmn:laneSet>
${starts}
${first}
${bookings}
${last}
${drawnFlows(flows)}
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="trip">
${boxes.map(shapeOf).join('\n')}
${[...flows, ...bookingFlows, ...changeFlows, ...undoing].map(edgeOf).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;

const decisions = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="aids" name="Auxilios" namespace="t">
<decision id="distance" name="Distancia"><variable id="v1" name="distance" typeRef="string"/>
<decisionTable id="t1" hitPolicy="FIRST"><input id="i1" label="Kilómetros"><inputExpression id="e1" typeRef="number"><text>kilometers</text></inputExpression></input>
<output id="o1" name="distance" typeRef="string"/>
<rule id="near"><inputEntry id="c1"><text>&lt; 300</text></inputEntry><outputEntry id="r1"><text>"cerca"</text></outputEntry></rule>
<rule id="far"><inputEntry id="c2"><text>-</text></inputEntry><outputEntry id="r2"><text>"lejos"</text></outputEntry></rule></decisionTable></decision>
<decision id="aid_amount" name="Auxilio"><variable id="v2" name="aid" typeRef="number"/>
<informationRequirement id="q1"><requiredDecision href="#distance"/></informationRequirement>
<decisionTable id="t2" hitPolicy="UNIQUE"><input id="i2" label="Distancia"><inputExpression id="e2" typeRef="string"><text>distance</text></inputExpression></input>
<output id="o2" name="amount" typeRef="number"/>
<rule id="small"><inputEntry id="c3"><text>"cerca"</text></inputEntry><outputEntry id="r3"><text>120000</text></outputEntry></rule>
<rule id="large"><inputEntry id="c4"><text>"lejos"</text></inputEntry><outputEntry id="r4"><text>480000</text></outputEntry></rule></decisionTable></decision></definitions>`;

const form = {
  type: 'default',
  id: 'call',
  schemaVersion: 19,
  components: [
    { type: 'number', id: 'km', key: 'kilometers', label: 'Kilómetros', validate: { required: true } },
  ],
};

/** The folder, written anew; every task is the lane's. */
export function tripFolder(lane: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'cauce-trip-')), 'trip');
  mkdirSync(folder);
  writeFileSync(join(folder, 'trip.bpmn'), drawing(lane));
  writeFileSync(join(folder, 'aid.dmn'), decisions);
  writeFileSync(join(folder, 'call.form'), JSON.stringify(form));
  return folder;
}
