// Draws a random block structure as BPMN XML of at most forty flow nodes.
import { attach, called, container, task } from './drawActivities.ts';
import { definition, mayGoOn } from './drawEvents.ts';
import { createDrawingXml, type DrawingXml, type Element, ROOT } from './drawingXml.ts';
import type { Block, Branches, Container, Drawing, End, Handler } from './fullBlocks.ts';

/** Room that a block may still take: beyond it, what is left is drawn as plain tasks. */
const MOST_NODES = 40;

/** First and last node of a block. */
type Placed = [string, string];

export function draw({ block, handlers }: Drawing): string {
  const xml = createDrawingXml();
  const start = xml.add(ROOT, { tag: 'startEvent' });
  const [first, last] = place(xml, block, ROOT);
  xml.flow(ROOT, start, first);
  xml.flow(ROOT, last, xml.add(ROOT, { tag: 'endEvent' }));
  listen(xml, ROOT, handlers);
  return xml.toXml();
}

function place(xml: DrawingXml, block: Block, scope: string): Placed {
  if (xml.count() > MOST_NODES - 8) return one(xml.add(scope, task('scriptTask', 'once')));
  switch (block.kind) {
    case 'task':
      return placeTask(xml, block, scope);
    case 'callActivity': {
      const id = xml.add(scope, called(block.repeat, block.called));
      return [id, attach(xml, scope, id, block.boundaries)];
    }
    case 'catch':
      return block.event === 'link'
        ? link(xml, scope)
        : one(event(xml, scope, 'intermediateCatchEvent', block.event));
    case 'throw':
      return one(event(xml, scope, 'intermediateThrowEvent', block.event));
    case 'eventBased':
      return eventBased(xml, scope, block.receive);
    case 'sequence': {
      const placed = block.blocks.map((each) => place(xml, each, scope));
      for (let at = 1; at < placed.length; at++)
        xml.flow(scope, placed[at - 1]?.[1] ?? '', placed[at]?.[0] ?? '');
      return [placed[0]?.[0] ?? '', placed.at(-1)?.[1] ?? ''];
    }
    case 'loop':
      return turns(xml, block, scope);
    case 'parallel':
    case 'exclusive':
    case 'inclusive':
    case 'complex':
      return branches(xml, block, scope);
    default:
      return contained(xml, block, scope);
  }
}

const one = (id: string): Placed => [id, id];

function event(xml: DrawingXml, scope: string, tag: string, name: string): string {
  const attributes = name === 'parallelMultiple' ? { parallelMultiple: true } : {};
  return xml.add(scope, { tag, attributes, body: definition(name) });
}

function placeTask(xml: DrawingXml, block: Extract<Block, { kind: 'task' }>, scope: string): Placed {
  // Two tokens out of one activity, and two into the next.
  if (block.doubled) {
    const first = xml.add(scope, task(block.tag, block.repeat, { completionQuantity: 2 }));
    const second = xml.add(scope, task('task', block.repeat, { startQuantity: 2 }));
    xml.flow(scope, first, second);
    return [first, second];
  }
  const id = xml.add(scope, task(block.tag, block.repeat, {}, block.extra));
  return [id, attach(xml, scope, id, block.boundaries)];
}

function link(xml: DrawingXml, scope: string): Placed {
  const name = `link${xml.count()}`;
  const body = `<linkEventDefinition name="${name}"/>`;
  const first = xml.add(scope, { tag: 'intermediateThrowEvent', body });
  return [first, xml.add(scope, { tag: 'intermediateCatchEvent', body })];
}

function eventBased(xml: DrawingXml, scope: string, receive: boolean): Placed {
  const gateway = xml.add(scope, { tag: 'eventBasedGateway' });
  const after = xml.add(scope, { tag: 'exclusiveGateway' });
  const first = receive
    ? xml.add(scope, task('receiveTask', 'once'))
    : event(xml, scope, 'intermediateCatchEvent', 'message');
  for (const id of [
    first,
    ...['timer', 'signal'].map((name) => event(xml, scope, 'intermediateCatchEvent', name)),
  ]) {
    xml.flow(scope, gateway, id);
    xml.flow(scope, id, after);
  }
  return [gateway, after];
}

function turns(
  xml: DrawingXml,
  { block, turns: most }: Extract<Block, { kind: 'loop' }>,
  scope: string,
): Placed {
  const merge = xml.add(scope, { tag: 'exclusiveGateway' });
  const [first, last] = place(xml, block, scope);
  const name = `n${xml.count()}`;
  const count = xml.add(scope, {
    tag: 'scriptTask',
    body: `<extensionElements><zeebe:script expression="=if ${name} = null then 1 else ${name} + 1" resultVariable="${name}"/></extensionElements>`,
  });
  const again = xml.add(scope, { tag: 'exclusiveGateway' });
  const after = xml.add(scope, { tag: 'exclusiveGateway' });
  xml.flow(scope, merge, first);
  xml.flow(scope, last, count);
  xml.flow(scope, count, again);
  xml.flow(scope, again, merge, `modulo(${name}, ${most}) > 0`);
  xml.byDefault(again, xml.flow(scope, again, after));
  return [merge, after];
}

function branches(xml: DrawingXml, { kind, blocks, mask, escapes }: Branches, scope: string): Placed {
  const tag = `${kind}Gateway`;
  const split = xml.add(scope, { tag: kind === 'complex' ? 'parallelGateway' : tag });
  const needed = 1 + (mask % blocks.length);
  const body =
    kind === 'complex' ? `<activationCondition>=activationCount &gt;= ${needed}</activationCondition>` : '';
  const join = xml.add(scope, { tag, body });
  for (const [at, each] of blocks.entries()) {
    const [first, last] = place(xml, each, scope);
    const isConditional = kind === 'exclusive' || kind === 'inclusive';
    const flow = xml.flow(
      scope,
      split,
      first,
      isConditional && at > 0 ? String((mask >> at) % 2 === 1) : undefined,
    );
    if (isConditional && at === 0) xml.byDefault(split, flow);
    if (escapes && (mask >> at) % 2 === 1) {
      const gate = xml.add(scope, { tag: 'exclusiveGateway' });
      xml.flow(scope, last, gate);
      xml.flow(scope, gate, xml.add(scope, { tag: 'endEvent' }), 'x > 1');
      xml.byDefault(gate, xml.flow(scope, gate, join));
    } else xml.flow(scope, last, join);
  }
  if (kind === 'complex' && escapes)
    xml.flow(scope, join, xml.add(scope, task('userTask', 'once')), 'not(waitingForStart)');
  return [split, join];
}

function contained(xml: DrawingXml, block: Container, scope: string): Placed {
  const id = xml.add(scope, container(block.kind, block.repeat, block.sequential, block.extra));
  if (block.kind === 'adHocSubProcess') place(xml, block.block, id);
  else
    fill(
      xml,
      id,
      { tag: 'startEvent' },
      block.block,
      block.kind === 'transaction' ? block.end : notCancel(block.end),
    );
  listen(xml, id, block.handlers);
  const boundaries = block.kind === 'transaction' ? [...block.boundaries, CANCEL] : block.boundaries;
  return [id, attach(xml, scope, id, boundaries)];
}

const CANCEL = { event: 'cancel', interrupting: true, undo: 'userTask' } as const;

function notCancel(end: End): End {
  return end === 'cancel' ? 'none' : end;
}

/** Start, content and end of a container; what `end` says happens only where `x` is large. */
function fill(xml: DrawingXml, id: string, start: Element, block: Block, end: End): void {
  const first = xml.add(id, start);
  const [from, last] = place(xml, block, id);
  xml.flow(id, first, from);
  if (end === 'none') return void xml.flow(id, last, xml.add(id, { tag: 'endEvent' }));
  const gate = xml.add(id, { tag: 'exclusiveGateway' });
  xml.flow(id, last, gate);
  xml.flow(id, gate, xml.add(id, { tag: 'endEvent', body: definition(end) }), 'x > 2');
  xml.byDefault(gate, xml.flow(id, gate, xml.add(id, { tag: 'endEvent' })));
}

/** Event subprocesses of a container. */
function listen(xml: DrawingXml, scope: string, handlers: Handler[]): void {
  let undoes = scope === ROOT;
  for (const handler of handlers) {
    // A container is compensated by one handler at most, and the process itself by none.
    if (handler.event === 'compensate' && undoes) continue;
    undoes ||= handler.event === 'compensate';
    const id = xml.add(scope, { tag: 'subProcess', attributes: { triggeredByEvent: true } });
    const start: Element = {
      tag: 'startEvent',
      attributes: {
        ...(mayGoOn(handler) && { isInterrupting: false }),
        ...(handler.event === 'parallelMultiple' && { parallelMultiple: true }),
      },
      body: definition(handler.event),
    };
    fill(xml, id, start, handler.block, notCancel(handler.end));
  }
}
