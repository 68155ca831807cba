// The activities of random drawings: tasks of every kind, how often they run, and what sits on their border.
import { definition, mayGoOn } from './drawEvents.ts';
import type { DrawingXml, Element } from './drawingXml.ts';
import type { Boundary, Extra, Repeat } from './fullBlocks.ts';

const MULTI = 'multiInstanceLoopCharacteristics';

function loop(repeat: Repeat): string {
  switch (repeat) {
    case 'once':
      return '';
    case 'loop':
      return '<standardLoopCharacteristics><loopCondition>=loopCounter &lt; 3</loopCondition></standardLoopCharacteristics>';
    case 'loopBefore':
      return '<standardLoopCharacteristics testBefore="true" loopMaximum="2"><loopCondition>=x &lt; 3</loopCondition></standardLoopCharacteristics>';
    case 'loopMaximum':
      return '<standardLoopCharacteristics loopMaximum="2"/>';
    case 'collection':
      return `<${MULTI}><extensionElements><zeebe:loopCharacteristics inputCollection="=[1, 2, 3]" inputElement="item" outputCollection="out" outputElement="=item"/></extensionElements></${MULTI}>`;
    case 'until':
      return `<${MULTI} isSequential="false"><loopCardinality>3</loopCardinality><completionCondition>=numberOfCompletedInstances &gt;= 2</completionCondition></${MULTI}>`;
    default:
      return `<${MULTI} isSequential="${repeat === 'sequential'}"><loopCardinality>2</loopCardinality></${MULTI}>`;
  }
}

const BODY: { [tag: string]: string } = {
  serviceTask: '<zeebe:taskDefinition type="work"/>',
  sendTask: '<zeebe:taskDefinition type="send"/>',
  userTask: '<zeebe:userTask/>',
  scriptTask: '<zeebe:script expression="=if x = null then 1 else x + 1" resultVariable="x"/>',
};

const input = (feel: string, target: string) => `<zeebe:input source="=${feel}" target="${target}"/>`;
const output = (feel: string, target: string) => `<zeebe:output source="=${feel}" target="${target}"/>`;
const mapping = (inner: string) => `<zeebe:ioMapping>${inner}</zeebe:ioMapping>`;
const listeners = (...events: string[]) =>
  `<zeebe:executionListeners>${events.map((event) => `<zeebe:executionListener eventType="${event}" type="heard"/>`).join('')}</zeebe:executionListeners>`;
const TASK_LISTENERS = `<zeebe:taskListeners>${['creating', 'assigning', 'updating', 'completing'].map((event) => `<zeebe:taskListener eventType="${event}" type="heard"/>`).join('')}</zeebe:taskListeners>`;

function beside(tag: string, extra: Extra): string {
  switch (extra) {
    case 'none':
      return '';
    case 'input':
      return mapping(input('x', 'local'));
    case 'output':
      return mapping(output('if y = null then 1 else y + 1', 'y'));
    case 'failingInput':
      return mapping(input('assert(x, x != 3)', 'x'));
    case 'failingOutput':
      return mapping(output('assert(x, x != 3)', 'z'));
    case 'startListener':
      return listeners('start');
    case 'endListener':
      return listeners('end');
    case 'taskListeners':
      return tag === 'userTask' ? TASK_LISTENERS : listeners('start', 'start');
    default:
      return mapping(input('x', 'y') + output('y', 'x')) + listeners('start', 'end', 'end');
  }
}

function extensions(inner: string): string {
  return inner && `<extensionElements>${inner}</extensionElements>`;
}

export function task(
  tag: string,
  repeat: Repeat,
  attributes: Element['attributes'] = {},
  extra: Extra = 'none',
): Element {
  const message = tag === 'receiveTask' ? { messageRef: 'm1' } : {};
  const body = extensions((BODY[tag] ?? '') + beside(tag, extra)) + loop(repeat);
  return { tag, attributes: { ...attributes, ...message }, body };
}

export function called(repeat: Repeat, processId: string): Element {
  const body = extensions(`<zeebe:calledElement processId="${processId}"/>`);
  return { tag: 'callActivity', body: body + loop(repeat) };
}

export function container(tag: string, repeat: Repeat, sequential: boolean, extra: Extra): Element {
  return {
    tag,
    ...(tag === 'adHocSubProcess' && sequential && { attributes: { ordering: 'Sequential' } }),
    body: extensions(beside(tag, extra)) + loop(repeat),
  };
}

/** Puts boundary events on an activity; interrupting ones go on where the activity would have. Gives where that is. */
export function attach(xml: DrawingXml, scope: string, host: string, boundaries: Boundary[]): string {
  if (boundaries.length === 0) return host;
  const after = xml.add(scope, { tag: 'exclusiveGateway' });
  xml.flow(scope, host, after);
  for (const boundary of boundaries) {
    const goesOn = mayGoOn(boundary);
    const id = xml.add(scope, {
      tag: 'boundaryEvent',
      attributes: {
        attachedToRef: host,
        ...(goesOn && { cancelActivity: false }),
        ...(boundary.event === 'parallelMultiple' && { parallelMultiple: true }),
      },
      body: definition(boundary.event),
    });
    if (boundary.event === 'compensate') {
      const undo = undoing(xml, scope, boundary.undo);
      xml.raw(
        scope,
        `<association id="a_${id}" sourceRef="${id}" targetRef="${undo}" associationDirection="One"/>\n`,
      );
    } else xml.flow(scope, id, goesOn ? xml.add(scope, { tag: 'endEvent' }) : after);
  }
  return after;
}

/** The activity that undoes another. */
function undoing(xml: DrawingXml, scope: string, kind: Boundary['undo']): string {
  const attributes = { isForCompensation: true };
  if (kind !== 'subProcess' && kind !== 'failing') return xml.add(scope, task(kind, 'once', attributes));
  const id = xml.add(scope, { tag: 'subProcess', attributes });
  const nodes = [
    xml.add(id, { tag: 'startEvent' }),
    xml.add(id, task('scriptTask', 'once')),
    xml.add(id, task('userTask', 'once')),
    xml.add(id, { tag: 'endEvent', body: kind === 'failing' ? definition('error') : '' }),
  ];
  for (let at = 1; at < nodes.length; at++) xml.flow(id, nodes[at - 1] ?? '', nodes[at] ?? '');
  return id;
}
