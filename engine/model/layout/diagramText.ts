// The drawing as XML text: one BPMNDiagram for each sheet, as other modelers write it.
import type { Box, Point } from './drawing.ts';

export interface DrawnShape {
  element: string;
  id: string;
  /** Further attributes as written: `isExpanded="true"`, colors. */
  attributes: string[];
  box: Box;
  label?: Box | undefined;
}

export interface DrawnFlow {
  element: string;
  id: string;
  attributes: string[];
  points: readonly Point[];
  label?: Box | undefined;
}

export interface Sheet {
  id: string;
  planeId: string;
  element: string;
  shapes: DrawnShape[];
  flows: DrawnFlow[];
}

/** How the file calls the three namespaces of drawings. */
export interface Prefixes {
  bpmndi: string;
  dc: string;
  di: string;
  /** To declare on the diagram itself, because the file does not. */
  missing: string[];
}

export function sheetText(sheet: Sheet, prefixes: Prefixes): string {
  const { bpmndi } = prefixes;
  const declared = prefixes.missing.map((each) => ` ${each}`).join('');
  return [
    `  <${bpmndi}:BPMNDiagram${declared} id="${sheet.id}">`,
    `    <${bpmndi}:BPMNPlane id="${sheet.planeId}" bpmnElement="${sheet.element}">`,
    ...sheet.shapes.flatMap((shape) => shapeLines(shape, prefixes)),
    ...sheet.flows.flatMap((flow) => flowLines(flow, prefixes)),
    `    </${bpmndi}:BPMNPlane>`,
    `  </${bpmndi}:BPMNDiagram>`,
  ].join('\n');
}

function shapeLines({ element, id, attributes, box, label }: DrawnShape, prefixes: Prefixes): string[] {
  const { bpmndi } = prefixes;
  const own = [`id="${id}"`, `bpmnElement="${element}"`, ...attributes].join(' ');
  return [
    `      <${bpmndi}:BPMNShape ${own}>`,
    `        ${bounds(box, prefixes)}`,
    ...labelLines(label, prefixes),
    `      </${bpmndi}:BPMNShape>`,
  ];
}

function flowLines({ element, id, attributes, points, label }: DrawnFlow, prefixes: Prefixes): string[] {
  const { bpmndi, di } = prefixes;
  const own = [`id="${id}"`, `bpmnElement="${element}"`, ...attributes].join(' ');
  return [
    `      <${bpmndi}:BPMNEdge ${own}>`,
    ...points.map(({ x, y }) => `        <${di}:waypoint x="${x}" y="${y}" />`),
    ...labelLines(label, prefixes),
    `      </${bpmndi}:BPMNEdge>`,
  ];
}

function labelLines(label: Box | undefined, prefixes: Prefixes): string[] {
  if (!label) return [];
  return [
    `        <${prefixes.bpmndi}:BPMNLabel>`,
    `          ${bounds(label, prefixes)}`,
    `        </${prefixes.bpmndi}:BPMNLabel>`,
  ];
}

function bounds({ x, y, width, height }: Box, { dc }: Prefixes): string {
  return `<${dc}:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`;
}
