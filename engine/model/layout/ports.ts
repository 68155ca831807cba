// Where a flow may leave or reach a shape on the grid, and how well each side suits.
import type { Grid, Spot } from './grid.ts';

export type Side = 'right' | 'bottom' | 'left' | 'top';

/** In the order of directions: right, down, left, up. */
export const SIDES: readonly Side[] = ['right', 'bottom', 'left', 'top'];

export interface Port {
  side: Side;
  /** The first spot outside of the shape. */
  spot: Spot;
  /** Inside of the shape, straight ahead of the spot. */
  center: Spot;
  cost: number;
}

export interface Seat {
  column: number;
  span: number;
  /** The grid line through its center. */
  line: number;
}

export type SideCosts = { readonly [S in Side]?: number };

export function portsOf(seat: Seat, costs: SideCosts): Port[] {
  const center = { x: seat.column * 2 + seat.span, y: seat.line };
  const spots: { [S in Side]: Spot } = {
    right: { x: (seat.column + seat.span) * 2, y: seat.line },
    left: { x: seat.column * 2, y: seat.line },
    top: { x: center.x, y: seat.line - 1 },
    bottom: { x: center.x, y: seat.line + 1 },
  };
  return SIDES.flatMap((side) => {
    const cost = costs[side];
    return cost === undefined ? [] : [{ side, spot: spots[side], center, cost }];
  });
}

/** A closed pool is reached anywhere along its upper and lower border. */
export function poolPorts(grid: Grid, line: number, near: number): Port[] {
  return Array.from({ length: grid.columns }, (_, column) => {
    const x = column * 2 + 1;
    const cost = Math.abs(x - near) * 10;
    return (['top', 'bottom'] as const).map((side) => ({
      side,
      spot: { x, y: side === 'top' ? line - 1 : line + 1 },
      center: { x, y: line },
      cost,
    }));
  }).flat();
}
