// Lays the visible fields out in rows of sixteen columns, as form-js draws them.
import type { Node } from './fields/field.ts';

const COLUMNS = 16;

export interface Cell {
  node: Node;
  span: number;
}

/** Neighbors that name the same row stand side by side. */
export function layoutRows(nodes: readonly Node[]): Cell[][] {
  const rows: Node[][] = [];
  let current: string | undefined;
  for (const node of nodes) {
    const row = node.component.layout?.row;
    const last = rows.at(-1);
    if (row !== undefined && row === current && last) last.push(node);
    else rows.push([node]);
    current = row;
  }
  return rows.map(spans);
}

/** Fields without a width of their own share what the others leave. */
function spans(row: Node[]): Cell[] {
  const own = row.map((node) => width(node.component.layout?.columns));
  const free = COLUMNS - own.reduce<number>((sum, columns) => sum + (columns ?? 0), 0);
  const open = own.filter((columns) => columns === undefined).length;
  const share = open > 0 ? Math.max(2, Math.floor(Math.max(0, free) / open)) : 0;
  return row.map((node, index) => ({ node, span: own[index] ?? share }));
}

function width(columns: unknown): number | undefined {
  if (typeof columns !== 'number' || !Number.isFinite(columns)) return undefined;
  return Math.min(COLUMNS, Math.max(1, Math.round(columns)));
}
