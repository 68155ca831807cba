// The activities of random drawings: tasks of every kind, how often they run, and what sits on their border.
import { definition, mayGoOn } from './drawEvents.ts';
import type { DrawingXml, Element } from './drawingXml.ts';
import type { Boundary, Repeat } from './fullBlocks.ts';

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
  serviceTask: '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>',
  sendTask: '<extensionElements><zeebe:taskDefinition type="send"/></extensionElements>',
  scriptTask:
    '<extensionElements><zeebe:script expression="=if x = null then 1 else x + 1" resultVariable="x"/></extensionElements>',
};

export function task(tag: string, repeat: Repeat, attributes: Element['attributes'] = {}): Element {
  const message = tag === 'receiveTask' ? { messageRef: 'm1' } : {};
  return { tag, attributes: { ...attributes, ...message }, body: (BODY[tag] ?? '') + loop(repeat) };
}

export function called(repeat: Repeat): Element {
  const body = '<extensionElements><zeebe:calledElement processId="called"/></extensionElements>';
  return { tag: 'callActivity', body: body + loop(repeat) };
}

export function container(tag: string, repeat: Repeat, sequential: boolean): Element {
  return {
    tag,
    ...(tag === 'adHocSubProcess' && sequential && { attributes: { ordering: 'Sequential' } }),
    body: loop(repeat),
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
      const undo = xml.add(scope, task('userTask', 'once', { isForCompensation: true }));
      xml.raw(
        scope,
        `<association id="a_${id}" sourceRef="${id}" targetRef="${undo}" associationDirection="One"/>\n`,
      );
    } else xml.flow(scope, id, goesOn ? xml.add(scope, { tag: 'endEvent' }) : after);
  }
  return after;
}
