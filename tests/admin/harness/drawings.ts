// Small drawings to deploy on a page, each for what it makes happen.
import { type Answer, fromHtml, type Visitor } from './visitor.ts';

export const drawing = (
  inside: string,
  id = 'small',
  name = 'Pequeño',
) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d">
<bpmn:process id="${id}" name="${name}" isExecutable="true">${inside}</bpmn:process></bpmn:definitions>`;

/** Stops at its gateway unless `kind` is x or y. */
export const gatewayWithoutWay =
  drawing(`<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" name="¿Cuál?"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
<bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="a"><bpmn:conditionExpression>=kind = "x"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="b"><bpmn:conditionExpression>=kind = "y"</bpmn:conditionExpression></bpmn:sequenceFlow>`);

/** Plain tasks as somebody draws them first: one without a type, a manual one, and a question without conditions. */
export const plainDrawing = drawing(
  `<bpmn:startEvent id="s"/><bpmn:task id="ask" name="Pedir cotización"/><bpmn:manualTask id="carry" name="Llevar el sobre"/>
<bpmn:exclusiveGateway id="g" name="¿Se aprueba?"/><bpmn:endEvent id="yes"/><bpmn:endEvent id="no"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="carry"/>
<bpmn:sequenceFlow id="f3" sourceRef="carry" targetRef="g"/>
<bpmn:sequenceFlow id="f4" name="Sí" sourceRef="g" targetRef="yes"/><bpmn:sequenceFlow id="f5" name="No" sourceRef="g" targetRef="no"/>`,
  'plain',
  'Compra sencilla',
);

export function upload(
  visitor: Visitor,
  page: Answer,
  content: string,
  name = 'small.bpmn',
): Promise<Answer> {
  return visitor.post(page, '/procesos', { resources: { name, content } });
}

/** Deploys it; the path of its page. */
export async function deployDrawing(visitor: Visitor, content: string): Promise<string> {
  const page = await upload(visitor, await visitor.get('/procesos'), content);
  const name = /<bpmn:process [^>]*name="([^"]+)"/.exec(content)?.[1] ?? '';
  const link = [...page.text.matchAll(/href="(\/procesos\/\d+)">([^<]+)</g)].find(
    (each) => fromHtml(each[2] ?? '') === name,
  );
  if (!link?.[1]) throw new Error(`Expected ${name} among the processes, but it is not there: ${page.text}`);
  return link[1];
}

/** Two errands of a lane, one at a time: who works in it is asked which. */
export const errandsOf = (lane: string) =>
  drawing(
    `<bpmn:laneSet id="ls"><bpmn:lane id="l" name="${lane}"><bpmn:flowNodeRef>errands</bpmn:flowNodeRef><bpmn:flowNodeRef>bank</bpmn:flowNodeRef><bpmn:flowNodeRef>post</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="s"/><bpmn:adHocSubProcess id="errands" name="Hacer las vueltas" ordering="Sequential">
<bpmn:task id="bank" name="Ir al banco"/><bpmn:task id="post" name="Llevar la carta al correo"/></bpmn:adHocSubProcess>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="errands"/>`,
    'errands_process',
    'Vueltas',
  );

/** A subprocess that is drawn closed, without a drawing of what it holds. */
export const closedSubprocess = drawing(
  `<bpmn:startEvent id="s"/><bpmn:subProcess id="box" name="Revisión"><bpmn:startEvent id="in"/><bpmn:userTask id="inner" name="Revisar por dentro"/>
<bpmn:sequenceFlow id="f2" sourceRef="in" targetRef="inner"/></bpmn:subProcess><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="box"/>`,
  'closed_process',
  'Cerrado',
).replace(
  '</bpmn:definitions>',
  `<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="g"><di:BPMNPlane id="pl" bpmnElement="closed_process">
<di:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="100" y="100" width="36" height="36"/></di:BPMNShape>
<di:BPMNShape id="box_di" bpmnElement="box" isExpanded="false"><dc:Bounds x="200" y="78" width="100" height="80"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></bpmn:definitions>`,
);
