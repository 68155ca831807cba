// Small BPMN drawings for tests of the runtime, written in a few words.

/** `paths` like `start>a>end`; a condition stands in brackets after its source: `gw[=x]>b`. */
export function drawing(id: string, elements: string[], paths: string[], roots = ''): string {
  return definitions(`${roots}${process(id, elements, paths)}`);
}

export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:cauce="urn:cauce:bpmn:1.0" id="definitions" targetNamespace="urn:test">${content}</bpmn:definitions>`;
}

export function process(id: string, elements: string[], paths: string[]): string {
  return `<bpmn:process id="${id}" name="${id}" isExecutable="true">${elements.join('')}${flows(paths, 'f')}</bpmn:process>`;
}

/** An event subprocess with its elements and paths. */
export function eventSubprocess(id: string, elements: string[], paths: string[]): string {
  const content = `${elements.join('')}${flows(paths, `${id}_f`)}`;
  return element('subProcess', id, content, 'triggeredByEvent="true"');
}

function flows(paths: string[], prefix: string): string {
  const found = paths.flatMap((path) => {
    const parts = path.split('>');
    return parts.slice(1).map((target, at) => [parts[at] as string, target.split('[')[0] as string] as const);
  });
  const drawn = found.map(([from, target], at) => {
    const [source, condition] = from.split('[');
    const inside = condition
      ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replace(/\]$/, '')}</bpmn:conditionExpression>`
      : '';
    return `<bpmn:sequenceFlow id="${prefix}${at}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`;
  });
  return drawn.join('');
}

export const element = (tag: string, id: string, content = '', attributes = ''): string =>
  `<bpmn:${tag} id="${id}" name="${id}" ${attributes}>${content}</bpmn:${tag}>`;

export const extensions = (content: string): string =>
  `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

export const start = (content = '', id = 'start'): string => element('startEvent', id, content);
export const end = (id = 'end', content = ''): string => element('endEvent', id, content);

export const userTask = (id: string, more = ''): string =>
  element('userTask', id, extensions('<zeebe:userTask/>') + more);

export const serviceTask = (id: string, type: string, retries = 3): string =>
  element('serviceTask', id, extensions(`<zeebe:taskDefinition type="${type}" retries="${retries}"/>`));

/** FEEL without the equals sign. */
export const script = (id: string, feel: string, result: string): string =>
  element(
    'scriptTask',
    id,
    extensions(`<zeebe:script expression="=${feel.replaceAll('"', '&quot;')}" resultVariable="${result}"/>`),
  );

export const call = (id: string, processId: string, more = '', after = ''): string =>
  element('callActivity', id, extensions(`<zeebe:calledElement processId="${processId}"/>${more}`) + after);

export const timer = (kind: 'timeDuration' | 'timeCycle' | 'timeDate', value: string): string =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${value}</bpmn:${kind}></bpmn:timerEventDefinition>`;

/** A root element; `correlation` is FEEL with its equals sign. */
export const message = (name: string, correlation?: string): string =>
  `<bpmn:message id="m_${name}" name="${name}">${
    correlation
      ? extensions(`<zeebe:subscription correlationKey="${correlation.replaceAll('"', '&quot;')}"/>`)
      : ''
  }</bpmn:message>`;

export const heard = (name: string): string => `<bpmn:messageEventDefinition messageRef="m_${name}"/>`;

export const signal = (name: string): string => `<bpmn:signal id="s_${name}" name="${name}"/>`;
export const signaled = (name: string): string => `<bpmn:signalEventDefinition signalRef="s_${name}"/>`;

export const error = (code: string): string =>
  `<bpmn:error id="e_${code}" name="${code}" errorCode="${code}"/>`;
export const failed = (code: string): string => `<bpmn:errorEventDefinition errorRef="e_${code}"/>`;

export const escalation = (code: string): string =>
  `<bpmn:escalation id="x_${code}" name="${code}" escalationCode="${code}"/>`;
export const escalated = (code: string): string =>
  `<bpmn:escalationEventDefinition escalationRef="x_${code}"/>`;

export const when = (feel: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${feel}</bpmn:condition></bpmn:conditionalEventDefinition>`;

/** The start of an event subprocess. */
export const onEvent = (id: string, definition: string, interrupting = true): string =>
  element('startEvent', id, definition, `isInterrupting="${interrupting}"`);

export const catching = (id: string, definition: string): string =>
  element('intermediateCatchEvent', id, definition);

export const boundary = (id: string, host: string, definition: string, interrupting = true): string =>
  element('boundaryEvent', id, definition, `attachedToRef="${host}" cancelActivity="${interrupting}"`);
