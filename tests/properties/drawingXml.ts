// Writes BPMN XML piece by piece: containers that hold elements, flows with conditions, ids that count up.

export interface Element {
  tag: string;
  attributes?: { [name: string]: string | boolean | number };
  body?: string;
}

export interface DrawingXml {
  /** Flow nodes so far. */
  count(): number;
  /** Adds a flow node to a container and gives its id. */
  add(container: string, element: Element): string;
  /** Adds anything else to a container, such as an association. */
  raw(container: string, xml: string): void;
  flow(container: string, from: string, to: string, condition?: string): string;
  /** The default flow of a gateway or activity. */
  byDefault(id: string, flow: string): void;
  toXml(): string;
}

export const ROOT = 'process';

/** Shared by every drawing: two messages, two signals, and so on, which all events refer to. */
const DEFINITIONS = `<message id="m1" name="m1"><extensionElements><zeebe:subscription correlationKey="=corr"/></extensionElements></message>
<message id="m2" name="m2"><extensionElements><zeebe:subscription correlationKey="=corr"/></extensionElements></message>
<signal id="s1" name="s1"/><signal id="s2" name="s2"/><error id="e1" name="e1" errorCode="E1"/><escalation id="x1" name="x1" escalationCode="X1"/>`;

const CALLED = `<process id="called" isExecutable="true"><startEvent id="c_start"/><userTask id="c_task"/>
<exclusiveGateway id="c_gate" default="c_f3"/><endEvent id="c_end"/><endEvent id="c_error"><errorEventDefinition errorRef="e1"/></endEvent>
<intermediateThrowEvent id="c_up"><escalationEventDefinition escalationRef="x1"/></intermediateThrowEvent>
<sequenceFlow id="c_f1" sourceRef="c_start" targetRef="c_task"/><sequenceFlow id="c_f2" sourceRef="c_task" targetRef="c_gate"/>
<sequenceFlow id="c_f3" sourceRef="c_gate" targetRef="c_up"/><sequenceFlow id="c_f5" sourceRef="c_up" targetRef="c_end"/>
<sequenceFlow id="c_f4" sourceRef="c_gate" targetRef="c_error"><conditionExpression>=x &gt; 1</conditionExpression></sequenceFlow></process>`;

/** Work of several people that is undone or interrupted while it waits. */
const CALLED_2 = `<process id="called2" isExecutable="true"><startEvent id="d_start"/><userTask id="d_task">
<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
<boundaryEvent id="d_b" attachedToRef="d_task"><compensateEventDefinition/></boundaryEvent><userTask id="d_undo" isForCompensation="true"/>
<association id="d_a" sourceRef="d_b" targetRef="d_undo" associationDirection="One"/>
<intermediateThrowEvent id="d_throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="d_end"/>
<subProcess id="d_h" triggeredByEvent="true"><startEvent id="d_hs"><conditionalEventDefinition><condition>=x &gt; 3</condition></conditionalEventDefinition></startEvent><endEvent id="d_he"><errorEventDefinition errorRef="e1"/></endEvent><sequenceFlow id="d_f4" sourceRef="d_hs" targetRef="d_he"/></subProcess>
<subProcess id="d_g" triggeredByEvent="true"><startEvent id="d_gs" isInterrupting="false"><signalEventDefinition signalRef="s1"/></startEvent><endEvent id="d_ge"><escalationEventDefinition escalationRef="x1"/></endEvent><sequenceFlow id="d_f5" sourceRef="d_gs" targetRef="d_ge"/></subProcess>
<sequenceFlow id="d_f1" sourceRef="d_start" targetRef="d_task"/><sequenceFlow id="d_f2" sourceRef="d_task" targetRef="d_throw"/>
<sequenceFlow id="d_f3" sourceRef="d_throw" targetRef="d_end"/></process>`;

/** Calls in turn; what comes up from there is told on, unless somebody stops it. No timers: those of several instances due at once fire in any order. */
const CALLED_3 = `<process id="called3" isExecutable="true"><startEvent id="g_start"/>
<callActivity id="g_call"><extensionElements><zeebe:calledElement processId="called2"/></extensionElements></callActivity>
<boundaryEvent id="g_b" attachedToRef="g_call" cancelActivity="false"><escalationEventDefinition escalationRef="x1"/></boundaryEvent>
<boundaryEvent id="g_t" attachedToRef="g_call"><messageEventDefinition messageRef="m2"/></boundaryEvent>
<endEvent id="g_up"><escalationEventDefinition escalationRef="x1"/></endEvent><endEvent id="g_end"/><endEvent id="g_stop"><terminateEventDefinition/></endEvent>
<sequenceFlow id="g_f1" sourceRef="g_start" targetRef="g_call"/><sequenceFlow id="g_f2" sourceRef="g_call" targetRef="g_end"/>
<sequenceFlow id="g_f3" sourceRef="g_b" targetRef="g_up"/><sequenceFlow id="g_f4" sourceRef="g_t" targetRef="g_stop"/></process>`;

export function createDrawingXml(): DrawingXml {
  const elements = new Map<string, Element & { container: string }>();
  const more = new Map<string, string[]>();
  const defaults = new Map<string, string>();
  let flows = 0;

  const raw = (container: string, xml: string) => {
    more.set(container, [...(more.get(container) ?? []), xml]);
  };
  const inside = (container: string): string =>
    [...elements]
      .filter(([, each]) => each.container === container)
      .map(([id, each]) => text(id, each))
      .join('') + (more.get(container) ?? []).join('');
  const text = (id: string, { tag, attributes = {}, body = '' }: Element): string => {
    const all = { id, ...attributes, ...(defaults.has(id) && { default: defaults.get(id) ?? '' }) };
    const written = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
    return `<${tag} ${written.join(' ')}>${body}${inside(id)}</${tag}>\n`;
  };
  return {
    count: () => elements.size,
    add(container, element) {
      const id = `${element.tag}_${elements.size + 1}`;
      elements.set(id, { ...element, container });
      return id;
    },
    raw,
    flow(container, from, to, condition) {
      flows += 1;
      const body = condition
        ? `<conditionExpression>=${condition.replaceAll('<', '&lt;')}</conditionExpression>`
        : '';
      raw(
        container,
        `<sequenceFlow id="f${flows}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>\n`,
      );
      return `f${flows}`;
    },
    byDefault: (id, flow) => void defaults.set(id, flow),
    toXml: () => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://example.org">
${DEFINITIONS}<process id="${ROOT}" isExecutable="true">${inside(ROOT)}</process>
${CALLED}${CALLED_2}${CALLED_3}</definitions>`,
  };
}
