// The grid that flows run on: columns and rows of shapes, and between them the channels where flows have room.

export interface Grid {
  columns: number;
  /** Vertical lines: even ones are channels, odd ones go through the centers of columns. */
  width: number;
  /** Horizontal lines from top to bottom. */
  lines: { kind: 'channel' | 'center'; band: number; row: number }[];
  /** By band and row, the line through its center. */
  centerLine(band: number, row: number): number;
}

export interface Spot {
  x: number;
  y: number;
}

export function createGrid(columns: number, rows: readonly number[]): Grid {
  const lines: Grid['lines'] = [];
  const centers: number[][] = [];
  rows.forEach((count, band) => {
    const own: number[] = [];
    for (let row = 0; row < count; row++) {
      lines.push({ kind: 'channel', band, row });
      own.push(lines.length);
      lines.push({ kind: 'center', band, row });
    }
    lines.push({ kind: 'channel', band, row: count });
    centers.push(own);
  });
  return {
    columns,
    width: columns * 2 + 1,
    lines,
    centerLine: (band, row) => centers[band]?.[row] ?? 0,
  };
}
