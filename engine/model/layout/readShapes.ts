// The size and the written name of everything that is drawn as a shape.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import type { Container, Picture, Shape, ShapeKind } from './drawing.ts';
import { pictureOf } from './picture.ts';
import { addContent, type Manner } from './readPlane.ts';
import { activitySize, blockOf, INSIDE_FONT, labelOf } from './textSize.ts';

const PADDING = 20;
const TITLE = 30;

export function shapeOf(element: ModdleElement, band: number, manner: Manner): Shape | undefined {
  const kind = kindOf(element);
  if (!kind) return undefined;
  const id = textOf(element, 'id') ?? '';
  const name = textOf(element, 'name') ?? '';
  const host = childOf(element, 'attachedToRef');
  const isOpen = element.$instanceOf?.('bpmn:SubProcess') === true && !manner.collapsed.has(element);
  const inside =
    isOpen && childrenOf(element, 'flowElements').length > 0 ? insideOf(element, manner) : undefined;
  const size = inside ?? sizeOf(element, kind, name);
  const label = kind === 'event' || kind === 'gateway' || isData(element) ? labelOf(name) : undefined;
  return {
    id,
    kind,
    width: size.width,
    height: size.height,
    band,
    ...(label ? { label } : {}),
    ...(host ? { host: textOf(host, 'id') ?? '' } : {}),
    ...(inside ? { inside } : {}),
  };
}

function kindOf(element: ModdleElement): ShapeKind | undefined {
  if (element.$instanceOf?.('bpmn:Event')) return 'event';
  if (element.$instanceOf?.('bpmn:Gateway')) return 'gateway';
  if (element.$instanceOf?.('bpmn:Activity')) return 'activity';
  return isData(element) || element.$type === 'bpmn:TextAnnotation' ? 'artifact' : undefined;
}

function isData(element: ModdleElement): boolean {
  return element.$type === 'bpmn:DataObjectReference' || element.$type === 'bpmn:DataStoreReference';
}

function sizeOf(element: ModdleElement, kind: ShapeKind, name: string): { width: number; height: number } {
  if (kind === 'event') return { width: 36, height: 36 };
  if (kind === 'gateway') return { width: 50, height: 50 };
  if (element.$type === 'bpmn:DataObjectReference') return { width: 36, height: 50 };
  if (element.$type === 'bpmn:DataStoreReference') return { width: 50, height: 50 };
  if (element.$type !== 'bpmn:TextAnnotation') return activitySize(name);
  const text = blockOf(textOf(element, 'text') ?? '', 140, INSIDE_FONT);
  return { width: 150, height: Math.max(30, text.height + 12) };
}

/** The content of an expanded subprocess, with a margin and its title above. */
function insideOf(element: ModdleElement, manner: Manner): Picture {
  const container: Container = {
    shapes: [],
    flows: [],
    bands: [{ height: 0, closed: false, pool: 0 }],
    header: 0,
  };
  addContent(container, element, new Map(), 0, manner);
  const inner = pictureOf(container, manner.effort);
  const shift = { x: PADDING, y: TITLE };
  const moved = <T extends { x: number; y: number }>(box: T): T => ({
    ...box,
    x: box.x + shift.x,
    y: box.y + shift.y,
  });
  return {
    width: inner.width + 2 * PADDING,
    height: inner.height + TITLE + PADDING,
    shapes: new Map([...inner.shapes].map(([id, box]) => [id, moved(box)])),
    labels: new Map([...inner.labels].map(([id, box]) => [id, moved(box)])),
    flows: new Map([...inner.flows].map(([id, points]) => [id, points.map(moved)])),
    bands: [],
  };
}
