// Changes that move, add or remove something on the drawing, as the modeler's own operations.
import type { Change } from './fixes/change.ts';
import { type Services, shapeOf } from './services.ts';

/** Room for a gateway between two elements. */
const ROOM = 90;

/** False where the change is of the file alone. */
export function drawChange(change: Change, services: Services): boolean {
  const modeling = services.get('modeling');
  switch (change.do) {
    case 'remove': {
      const shapes = change.elements.map((id) => shapeOf(services, id)).filter(Boolean);
      if (shapes.length > 0) modeling.removeElements(shapes);
      return true;
    }
    case 'append': {
      const after = shapeOf(services, change.after);
      if (!after) return true;
      const made = create(services, change.type);
      // The place that the library would choose; its own operation would take the keyboard to the drawing.
      const at = services.get('eventBus').fire('autoPlace', { source: after, shape: made });
      modeling.appendShape(after, made, at, after.parent);
      return true;
    }
    case 'prepend': {
      const before = shapeOf(services, change.before);
      if (!before) return true;
      // Inside a frame the start would push its border over what stands beside it.
      if (before.parent.type !== 'bpmn:Process') makeRoom(services, before.parent, before.x - 10);
      const at = { x: before.x - 70, y: before.y + before.height / 2 };
      const made = modeling.createShape(create(services, change.type), at, before.parent);
      modeling.connect(made, before);
      return true;
    }
    case 'reconnect': {
      const [flow, target] = [shapeOf(services, change.flow), shapeOf(services, change.target)];
      if (flow && target) modeling.reconnectEnd(flow, target, middleOf(target));
      return true;
    }
    case 'replace': {
      const shape = shapeOf(services, change.element);
      if (shape) services.get('bpmnReplace').replaceElement(shape, { type: change.type });
      return true;
    }
    case 'gateway':
      putGateway(change, services);
      return true;
    case 'move':
      moveInto(change, services);
      return true;
    default:
      return false;
  }
}

function create(services: Services, type: string) {
  return services.get('elementFactory').createShape({ type });
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function middleOf({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

/** What lies to the right makes room, as with the space tool. */
function putGateway({ at, side, type }: Extract<Change, { do: 'gateway' }>, services: Services): void {
  const element = shapeOf(services, at);
  if (!element) return;
  const modeling = services.get('modeling');
  const flows = side === 'before' ? [...element.incoming] : [...element.outgoing];
  const sequence = flows.filter((flow: { type: string }) => flow.type === 'bpmn:SequenceFlow');
  const edge = side === 'before' ? element.x - 20 : element.x + element.width + 20;
  makeRoom(services, element.parent, edge);
  const { y } = middleOf(element);
  // Making room moved the element itself where the gateway stands before it.
  const x = side === 'before' ? element.x - ROOM / 2 - 10 : element.x + element.width + ROOM / 2 + 10;
  const made = modeling.createShape(create(services, type), { x, y }, element.parent);
  for (const flow of sequence) {
    if (side === 'before') modeling.reconnectEnd(flow, made, middleOf(made));
    else modeling.reconnectStart(flow, made, middleOf(made));
  }
  if (side === 'before') modeling.connect(made, element);
  else modeling.connect(element, made);
}

function makeRoom(services: Services, parent: { children: unknown[] }, start: number): void {
  const root = services.get('canvas').getRootElement();
  const all = services
    .get('elementRegistry')
    .filter((each: { parent?: unknown }) => each !== root && each.parent !== undefined)
    .filter((each: { parent?: unknown }) => each.parent !== parent || parent.children.includes(each));
  const tool = services.get('spaceTool');
  const delta = { x: ROOM, y: 0 };
  const { movingShapes, resizingShapes } = tool.calculateAdjustments(all, 'x', ROOM, start);
  services.get('modeling').createSpace(movingShapes, resizingShapes, delta, 'e', start);
}

/** As far as it takes to lie within the lane. */
function moveInto({ element: id, into }: Extract<Change, { do: 'move' }>, services: Services): void {
  const element = shapeOf(services, id);
  const lane = shapeOf(services, into);
  if (!element || !lane) return;
  let pool = lane.parent;
  while (pool && pool.type !== 'bpmn:Participant') pool = pool.parent;
  const least = lane.x + 40;
  const most = lane.x + lane.width - element.width - 20;
  const x = Math.max(least, Math.min(most, element.x));
  const y = middleOf(lane).y - element.height / 2;
  const delta = { x: Math.round(x - element.x), y: Math.round(y - element.y) };
  services.get('modeling').moveElements([element], delta, pool ?? lane.parent);
}
