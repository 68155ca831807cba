// A folder of a process in which every text that people write tries to run a script: `window.__xss` tells whether one did.

const run = 'window.__xss=1';

/** HTML in every spelling that has once worked somewhere, addresses that run, templates, entities. */
export const payloads = [
  `<img src=x onerror=${run}>`,
  `"><svg/onload=${run}>`,
  `'><script>${run}</script>`,
  `&#60;script&#62;${run}&#60;/script&#62;`,
  `<a href="javascript:${run}">a</a>[b](javascript:${run})![c](x"onerror="${run})`,
  `<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.__xss=1</script>"></object>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<svg><style><img src=x onerror=${run}></style></svg>`,
  `<form action="javascript:${run}"><input autofocus onfocus=${run}></form>`,
  `<details open ontoggle=${run}><base href="javascript:/"><meta http-equiv=refresh content="0;url=javascript:${run}">`,
  `</script></style></textarea></title><img src=x onerror=${run}>`,
  `{{constructor.constructor("${run}")()}}{{{this}}}\${${run}}<%=${run}%>#{${run}}`,
  `\`-alert(${run})-\`';${run};//";${run};//`,
];

let next = 0;
/** One after another, so that each place has two of them and all are somewhere. */
const both = () => `${payloads[next++ % payloads.length]} ${payloads[next++ % payloads.length]}`;

const xml = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const name = () => xml(both());

const documentation = () => `<bpmn:documentation>${xml(both())}</bpmn:documentation>`;
const extended = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;

/** `changed`: another version of it. */
export function hostileDrawing(changed = false): string {
  next = changed ? 5 : 0;
  const more = changed ? `<bpmn:userTask id="more" name="${name()}"/>` : '';
  const shapes = [
    ['start', 36, 36],
    ['ask', 100, 80],
    ['choose', 50, 50],
    ['work', 100, 80],
    ['hear', 36, 36],
    ['end', 36, 36],
    ...(changed ? ([['more', 100, 80]] as const) : []),
  ] as const;
  const drawn = shapes.map(
    ([id, width, height], at) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${220 + at * 160}" y="120" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
  );
  const flows = [
    ['f1', 'start', 'ask'],
    ['f2', 'ask', 'choose'],
    ['f3', 'choose', 'work'],
    ['f4', 'choose', 'hear'],
    ['f5', 'work', 'end'],
    ['f6', 'hear', 'end'],
  ];
  const lines = flows.map(
    ([id]) =>
      `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="230" y="160"/><di:waypoint x="900" y="160"/></bpmndi:BPMNEdge>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:cauce="urn:cauce:bpmn:1.0" id="d" targetNamespace="t" exporter="${name()}">
<bpmn:message id="m" name="${name()}">${extended('<zeebe:subscription correlationKey="=key"/>')}</bpmn:message>
<bpmn:collaboration id="c"><bpmn:participant id="pool" name="${name()}" processRef="hostile"/></bpmn:collaboration>
<bpmn:process id="hostile" name="${name()}" isExecutable="true">${documentation()}
<bpmn:laneSet id="ls"><bpmn:lane id="lane" name="${name()}">${shapes.map(([id]) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('')}</bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start" name="${name()}"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="ask" name="${name()}">${documentation()}${extended(`<zeebe:userTask/><zeebe:formDefinition formId="hostile_form"/><cauce:sla metric="operation" name="${name()}" target="8" mode="business-hours" calendar="co-8x5"/><cauce:milestone name="${name()}"/>`)}<bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
<bpmn:exclusiveGateway id="choose" name="${name()}" default="f3">${documentation()}<bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:serviceTask id="work" name="${name()}">${documentation()}${extended(`<zeebe:taskDefinition type="hostile"/><zeebe:taskHeaders><zeebe:header key="${name()}" value="${name()}"/></zeebe:taskHeaders>`)}<bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
<bpmn:intermediateCatchEvent id="hear" name="${name()}"><bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
<bpmn:endEvent id="end" name="${name()}"><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>${more}
${flows.map(([id, from, to]) => `<bpmn:sequenceFlow id="${id}" name="${name()}" sourceRef="${from}" targetRef="${to}">${id === 'f4' ? '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=kind = "x"</bpmn:conditionExpression>' : ''}</bpmn:sequenceFlow>`).join('\n')}
<bpmn:textAnnotation id="note"><bpmn:text>${name()}</bpmn:text></bpmn:textAnnotation></bpmn:process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="c">
<bpmndi:BPMNShape id="pool_di" bpmnElement="pool" isHorizontal="true"><dc:Bounds x="100" y="60" width="1300" height="260"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="lane_di" bpmnElement="lane" isHorizontal="true"><dc:Bounds x="130" y="60" width="1270" height="260"/></bpmndi:BPMNShape>
${drawn.join('\n')}<bpmndi:BPMNShape id="note_di" bpmnElement="note"><dc:Bounds x="220" y="240" width="100" height="40"/></bpmndi:BPMNShape>
${lines.join('\n')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
}

/** In forms doubled braces are FEEL: what is none is refused as it is deployed. */
const withoutFeel = (value: string) => value.replaceAll(/[{}]{2,}/g, ' ');

function form(): string {
  const text = () => withoutFeel(both());
  const all = withoutFeel(payloads.join('\n\n'));
  const choices = payloads.map((label, at) => ({ label: withoutFeel(label), value: String(at) }));
  const said = { label: text(), description: text() };
  const components = [
    { type: 'text', id: 'c1', text: all },
    { type: 'html', id: 'c2', content: all },
    {
      type: 'textfield',
      id: 'c3',
      key: 'one',
      ...said,
      appearance: { prefixAdorner: text(), suffixAdorner: text() },
    },
    { type: 'select', id: 'c4', key: 'two', ...said, values: choices },
    { type: 'radio', id: 'c5', key: 'three', ...said, values: choices },
    { type: 'number', id: 'c6', key: 'four', ...said, validate: { required: true } },
    { type: 'image', id: 'c7', alt: text(), source: `javascript:${run}` },
    { type: 'iframe', id: 'c8', label: text(), url: `javascript:${run}` },
    { type: 'group', id: 'c9', label: text(), components: [] },
  ];
  return JSON.stringify({ type: 'default', id: 'hostile_form', schemaVersion: 19, components });
}

function decision(): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd" name="${name()}" namespace="t">
<decision id="hostile_decision" name="${name()}"><description>${name()}</description><decisionTable id="dt" hitPolicy="FIRST">
<input id="i1" label="${name()}"><inputExpression id="ie" typeRef="string"><text>kind</text></inputExpression></input>
<output id="o1" label="${name()}" name="result" typeRef="string"/>
<rule id="r1"><description>${name()}</description><inputEntry id="e1"><text>"x"</text></inputEntry><outputEntry id="u1"><text>${xml(JSON.stringify(payloads[0]))}</text></outputEntry></rule>
</decisionTable></decision></definitions>`;
}

const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;

export const drawingName = 'hostil.bpmn';

export function hostileFolder(changed = false): { name: string; content: Buffer }[] {
  const files: { [name: string]: string } = {
    [drawingName]: hostileDrawing(changed),
    'forms/hostil.form': form(),
    'decisions/hostil.dmn': decision(),
    'mails/hostil.hbs': `Subject: ${payloads.slice(0, 3).join(' ')}\n\n${payloads.slice(0, 12).join('\n')}`,
    'catalogs/hostil.csv': `key:text,label\n${payloads.map((each, at) => `${at},${cell(each)}`).join('\n')}\n`,
  };
  return Object.entries(files).map(([file, content]) => ({ name: file, content: Buffer.from(content) }));
}
