// Puts everything of a drawing where it was told, as one step that one undo takes back; nothing but places changes.
import type Modeler from 'bpmn-js/lib/Modeler';
import type { Box, Point } from '../../../../engine/model/layout/drawing.ts';
import type { Places } from './places.ts';

interface Placed {
  element: Untyped;
  box?: Box;
  points?: Point[];
  isHorizontal?: boolean | undefined;
}

interface Context {
  after: Placed[];
  before?: Placed[];
}

const COMMAND = 'cauce.placeAll';

export function placeAll(modeler: Modeler, places: Places): void {
  const stack = modeler.get('commandStack');
  // A file that is opened again in the same modeler finds it there.
  if (!known.has(modeler)) {
    stack.register(COMMAND, handlerOf(modeler));
    known.add(modeler);
  }
  stack.execute(COMMAND, { after: placedOf(modeler, places) } satisfies Context);
}

const known = new WeakSet<Modeler>();

function handlerOf(modeler: Modeler) {
  return {
    execute(context: Context): object[] {
      context.before ??= context.after.map(({ element }) => standing(element));
      return put(modeler, context.after);
    },
    revert: (context: Context): object[] => put(modeler, context.before ?? []),
  };
}

function standing(element: Untyped): Placed {
  if (element.waypoints) return { element, points: element.waypoints };
  const { x, y, width, height } = element;
  return { element, box: { x, y, width, height }, isHorizontal: element.di?.isHorizontal };
}

function put(modeler: Modeler, placed: readonly Placed[]): object[] {
  const updater = modeler.get('bpmnUpdater');
  for (const { element, box, points, isHorizontal } of placed) {
    if (points) {
      element.waypoints = points;
      updater.updateConnectionWaypoints(element);
    }
    if (!box) continue;
    Object.assign(element, box);
    // Those of labels are written by the library when they have changed.
    if (element.type === 'label') continue;
    if (isHorizontal !== undefined) element.di.isHorizontal = isHorizontal;
    updater.updateBounds(element);
  }
  return placed.map(({ element }) => element);
}

function placedOf(modeler: Modeler, { shapes, flows, labels }: Places): Placed[] {
  const registry = modeler.get('elementRegistry');
  const boxes = new Map(labels.map(({ id, box }) => [id, box]));
  const placed: Placed[] = [];
  const withLabel = (element: Untyped, moved: Point) => {
    const [label] = element.labels ?? [];
    if (!label) return;
    const { x, y, width, height } = label;
    const box = boxes.get(element.id) ?? { x: x + moved.x, y: y + moved.y, width, height };
    placed.push({ element: label, box });
  };
  for (const { id, box } of shapes) {
    const element = registry.get(id);
    if (!element || element.waypoints || !element.parent) continue;
    const isBand = element.di?.isHorizontal !== undefined;
    placed.push({ element, box, ...(isBand ? { isHorizontal: true } : {}) });
    withLabel(element, { x: box.x - element.x, y: box.y - element.y });
  }
  for (const { id, points } of flows) {
    const element = registry.get(id);
    if (!element?.waypoints || points.length < 2) continue;
    placed.push({ element, points });
    withLabel(element, between(middleOf(element.waypoints), middleOf(points)));
  }
  return placed;
}

const between = (from: Point, to: Point): Point => ({ x: to.x - from.x, y: to.y - from.y });

/** Of the two ends: near enough for a name that the layout says nothing of. */
function middleOf(points: readonly Point[]): Point {
  const [first = { x: 0, y: 0 }] = points;
  const last = points.at(-1) ?? first;
  return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
}
