// Drawings with one mistake after another, each with what mends it by one click and, where it is asked, by which answer.
import { condition, file, flow } from '../../engine/model/drawing.ts';

export interface Mended {
  code: string;
  element: string;
  /** Text of the button; the first one where it is absent. */
  button?: string;
  answer?: string;
  /** Found when what stands before it in the list is mended. */
  isLater?: boolean;
}

const user = (id: string, name = `Tarea ${id}`, inside = '', attributes = '') =>
  `<bpmn:userTask id="${id}" name="${name}" ${attributes}><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="mesa"/>${inside}</bpmn:extensionElements></bpmn:userTask>`;
const end = (id: string) => `<bpmn:endEvent id="${id}" name="Fin ${id}"/>`;
const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((to, at) => flow(`${ids[at]}_${to}`, ids[at] ?? '', to))
    .join('');
const timer = (inside: string) => `<bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition>`;
const time = (kind: string, text: string) =>
  `<bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}>`;
const process = (id: string, content: string, roots = '', name = 'Proceso') =>
  file(`${roots}<bpmn:process id="${id}" name="${name}" isExecutable="true">${content}</bpmn:process>`);

export const choices = process(
  'choices',
  `<bpmn:startEvent id="s" name="Recibida"/>${user('a')}<bpmn:exclusiveGateway id="g" name="¿Grande?"/>${user('b')}${user('c')}<bpmn:exclusiveGateway id="h" name="¿Urgente?"/>${user('d')}${user('e')}<bpmn:parallelGateway id="p"/>${user('k')}${user('l')}<bpmn:exclusiveGateway id="i" name="¿Completa?" default="i_o"/>${user('n')}${user('o')}<bpmn:exclusiveGateway id="lonely"/><bpmn:exclusiveGateway id="m"/>${end('z')}
${chain('s', 'a', 'lonely', 'g')}${flow('g_b', 'g', 'b', condition('=monto >'), 'Sí')}${flow('g_c', 'g', 'c', '', 'No')}${chain('b', 'h')}${flow('h_d', 'h', 'd', condition('=dias > 3'), 'Sí')}${flow('h_e', 'h', 'e', condition('=dias &lt;= 3'), 'No')}${chain('d', 'p')}${flow('p_k', 'p', 'k', condition('=true'))}${chain('p', 'l')}${chain('e', 'i')}${flow('i_n', 'i', 'n', condition('cuando el jefe lo apruebe.'), 'Sí')}${flow('i_o', 'i', 'o', condition('=false'), 'No')}${chain('c', 'm')}${chain('k', 'm')}${chain('l', 'm')}${flow('n_i', 'n', 'i')}${chain('o', 'm', 'z')}`,
);

export const choicesMended: Mended[] = [
  { code: 'FEEL_SYNTAX', element: 'g_b', answer: '=monto > 1000' },
  { code: 'FLOW_WITHOUT_CONDITION', element: 'g_c' },
  { code: 'GATEWAY_WITHOUT_PURPOSE', element: 'lonely' },
  { code: 'STYLE_DEFAULT_MISSING', element: 'h' },
  { code: 'CONDITION_IGNORED', element: 'p_k' },
  { code: 'CONDITION_NOT_FEEL', element: 'i_n', answer: '=aprobado' },
  { code: 'DEFAULT_WITH_CONDITION', element: 'i_o' },
  { code: 'STYLE_GATEWAY_JOINS_AND_SPLITS', element: 'i' },
];

export const events = process(
  'events',
  `<bpmn:startEvent id="s" name="Recibida"/>${user('a')}${user('b')}
<bpmn:intermediateCatchEvent id="zone" name="El día">${timer(time('timeDate', '2031-05-01T08:00:00'))}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="none" name="Espera">${timer('')}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="wrong" name="Plazo">${timer(time('timeDuration', 'tres días'))}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="both" name="Cuándo">${timer(time('timeDuration', 'PT1H') + time('timeDate', '2031-05-01T08:00:00-05:00'))}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="nobody" name="Aviso"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="keyless" name="Pago"><bpmn:messageEventDefinition messageRef="paid"/></bpmn:intermediateCatchEvent>
${user('host')}<bpmn:boundaryEvent id="late" name="Vencida" attachedToRef="host" cancelActivity="false">${timer(time('timeDuration', 'P3D'))}</bpmn:boundaryEvent>
<bpmn:serviceTask id="call" name="Consultar"><bpmn:extensionElements><zeebe:taskDefinition type="ask"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:boundaryEvent id="bad" name="Falló" attachedToRef="call" cancelActivity="false"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${end('x')}${end('z')}${user('after')}
${chain('s', 'a', 'zone', 'none', 'wrong', 'both', 'nobody', 'keyless', 'host', 'call', 'b', 'z')}${chain('bad', 'x')}${flow('back', 'b', 's')}${chain('z', 'after')}`,
  '<bpmn:message id="paid" name="pago"/><bpmn:message id="unused" name="sobra"/>',
);

export const eventsMended: Mended[] = [
  { code: 'TIMER_WITHOUT_ZONE', element: 'zone' },
  { code: 'TIMER_WITHOUT_TIME', element: 'none', answer: 'PT4H' },
  { code: 'TIMER_INVALID', element: 'wrong', answer: 'P3D' },
  { code: 'TIMER_AMBIGUOUS', element: 'both', button: 'Dejar PT1H' },
  { code: 'EVENT_WITHOUT_REFERENCE', element: 'nobody', answer: 'aviso' },
  { code: 'MESSAGE_WITHOUT_KEY', element: 'keyless', answer: '=radicado' },
  { code: 'ERROR_MUST_INTERRUPT', element: 'bad' },
  { code: 'BOUNDARY_WITHOUT_FLOW', element: 'late' },
  { code: 'START_WITH_INCOMING', element: 's' },
  { code: 'END_WITH_OUTGOING', element: 'z' },
  { code: 'NODE_UNREACHABLE', element: 'after', isLater: true },
  { code: 'STYLE_DEFINITION_UNUSED', element: 'unused' },
];

export const work = process(
  'work',
  `<bpmn:startEvent id="s"/><bpmn:userTask id="alone" name="Revisar"/><bpmn:task id="nameless"/>${user('same', 'Revisar')}<bpmn:callActivity id="called" name="Cobrar"/>
${user('promised', 'Responder', '<cauce:sla id="answer" name="Respuesta" metric="resolution" target="15" mode="business"/>')}${user('left', 'Izquierda')}${user('right', 'Derecha')}${user('joined', 'Cerrar')}${user('stray', 'Archivar', '', 'startQuantity="0"')}<bpmn:exclusiveGateway id="g" gatewayDirection="Converging" default="g_z"/>${end('z')}
${chain('s', 'alone', 'nameless', 'same', 'called', 'promised', 'left', 'joined', 'g')}${chain('promised', 'right', 'joined')}${flow('g_z', 'g', 'z', '', 'No')}${flow('g_stray', 'g', 'stray', condition('=archivo'))}`,
);

export const workMended: Mended[] = [
  { code: 'TASK_WITHOUT_PEOPLE', element: 'alone', answer: 'mesa' },
  { code: 'STYLE_ACTIVITY_WITHOUT_NAME', element: 'nameless', answer: 'Registrar' },
  { code: 'STYLE_EVENT_WITHOUT_NAME', element: 's', answer: 'Recibida' },
  { code: 'STYLE_NAME_REPEATED', element: 'same', answer: 'Revisar otra vez' },
  { code: 'CALL_WITHOUT_PROCESS', element: 'called', answer: 'cobro' },
  { code: 'SLA_WITHOUT_CALENDAR', element: 'promised', answer: 'co-legal' },
  { code: 'QUANTITY_INVALID', element: 'stray' },
  { code: 'GATEWAY_DIRECTION', element: 'g' },
  { code: 'STYLE_GATEWAY_WITHOUT_QUESTION', element: 'g', answer: '¿Se archiva?' },
  { code: 'STYLE_FLOW_WITHOUT_ANSWER', element: 'g_stray', answer: 'Sí' },
  { code: 'STYLE_IMPLICIT_SPLIT', element: 'promised', button: 'Dividir: todos a la vez' },
  { code: 'STYLE_IMPLICIT_JOIN', element: 'joined', button: 'Unir: espera a todos' },
  { code: 'STYLE_IMPLICIT_END', element: 'stray' },
  { code: 'SLA_MODE_UNKNOWN', element: 'promised', button: 'Usar business-days', isLater: true },
];

export const lanes = file(
  `<bpmn:collaboration id="together"><bpmn:participant id="pool" name="Entidad" processRef="lanes"/></bpmn:collaboration>
<bpmn:process id="lanes" name="Proceso" isExecutable="true"><bpmn:laneSet id="set"><bpmn:lane id="desk" name="Mesa"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="empty" name="Vacía"/><bpmn:lane id="nobody"><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="s" name="Recibida"/>${user('a')}${user('b')}${user('outside')}<bpmn:subProcess id="sub" name="Cobrar">${user('i')}${end('k')}${chain('i', 'k')}</bpmn:subProcess>${chain('s', 'a', 'b', 'outside', 'sub')}</bpmn:process>`,
);

export const lanesMended: Mended[] = [
  { code: 'STYLE_ELEMENT_WITHOUT_LANE', element: 'outside', button: 'Al carril Mesa' },
  { code: 'STYLE_LANE_EMPTY', element: 'empty' },
  { code: 'LANE_WITHOUT_NAME', element: 'nobody', answer: 'Jurídica' },
  { code: 'START_MISSING', element: 'sub' },
  { code: 'END_MISSING', element: 'lanes' },
];

export const rare = process(
  'rare',
  `<bpmn:startEvent id="s" name="Recibida"/>${user('attribute', 'Atributo', '', 'colour="red"')}<bpmn:eventBasedGateway id="waits"/><bpmn:intermediateCatchEvent id="day" name="Un día">${timer(time('timeDuration', 'P1D'))}</bpmn:intermediateCatchEvent><bpmn:parallelGateway id="p"/>${user('l')}${user('r')}<bpmn:complexGateway id="c"/><bpmn:exclusiveGateway id="q" name="¿Sigue?"><bpmn:extensionElements><cauce:question text="¿Sigue?"><cauce:option flow="gone" label="Tal vez"/></cauce:question></bpmn:extensionElements></bpmn:exclusiveGateway>${user('pay', 'Pagar')}<bpmn:boundaryEvent id="undo" attachedToRef="pay"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>${user('refund', 'Devolver')}<bpmn:association id="undoes" associationDirection="One" sourceRef="undo" targetRef="refund"/>${end('z')}${end('n')}
${chain('s', 'attribute', 'waits', 'day', 'p', 'l', 'c')}${chain('p', 'r', 'c')}<bpmn:sequenceFlow id="later" isImmediate="false" sourceRef="c" targetRef="q"/>${flow('q_pay', 'q', 'pay', '', 'Sí')}${flow('q_n', 'q', 'n', '', 'No')}${chain('pay', 'z')}`,
);

export const rareMended: Mended[] = [
  { code: 'UNKNOWN_ATTRIBUTE', element: 'attribute' },
  { code: 'EVENT_GATEWAY_SINGLE', element: 'waits' },
  { code: 'COMPLEX_WITHOUT_CONDITION', element: 'c', answer: '=activationCount >= 2' },
  { code: 'OPTION_WITHOUT_FLOW', element: 'q' },
  { code: 'FLOW_NOT_IMMEDIATE', element: 'later' },
  { code: 'HANDLER_NOT_MARKED', element: 'undo' },
];

/** In a name, as an attribute of XML writes it. */
const attack = '&lt;img src=x onerror=window.__xss=1>{{7*7}}';

export const deadlock = process(
  'deadlock',
  `<bpmn:startEvent id="s" name="Recibida"/><bpmn:exclusiveGateway id="x" name="¿Grande?" default="x_c"/>${user('b', `Revisar ${attack}`)}${user('c', 'Revisar rápido')}<bpmn:parallelGateway id="j"/>${end('z')}
${chain('s', 'x')}${flow('x_b', 'x', 'b', condition('=monto > 10'), 'Sí')}${flow('x_c', 'x', 'c', '', 'No')}${chain('b', 'j')}${chain('c', 'j', 'z')}`,
);
