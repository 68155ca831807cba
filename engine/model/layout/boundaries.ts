// Where boundary events sit on their hosts.
import type { Flow, Shape } from './drawing.ts';
import type { Seat } from './ports.ts';

export interface BoundaryPlace {
  /** From the center of the host. */
  offset: number;
  down: number;
  side: 'top' | 'bottom';
}

const APART = 46;

/** At the lower border, or at the upper one when all that they lead to lies above. */
export function boundaryPlaces(
  shapes: readonly Shape[],
  flows: readonly Flow[],
  seats: readonly Seat[],
): Map<number, BoundaryPlace> {
  const index = new Map(shapes.map(({ id }, at) => [id, at]));
  const bySide = new Map<string, number[]>();
  shapes.forEach(({ id, host }, at) => {
    if (host === undefined) return;
    const own = seats[at] as Seat;
    const lines = flows.flatMap(({ source, target }) =>
      source === id ? [seats[index.get(target) ?? -1]?.line ?? own.line] : [],
    );
    const side = lines.length > 0 && lines.every((line) => line < own.line) ? 'top' : 'bottom';
    const key = `${side} ${host}`;
    bySide.set(key, [...(bySide.get(key) ?? []), at]);
  });
  const places = new Map<number, BoundaryPlace>();
  for (const [key, events] of bySide) {
    const side = key.startsWith('top') ? 'top' : 'bottom';
    const host = shapes[index.get(key.slice(key.indexOf(' ') + 1)) ?? -1];
    if (!host) continue;
    const apart = Math.min(APART, host.width / events.length);
    events.forEach((at, place) => {
      const offset = events.length === 1 ? host.width / 5 : (place - (events.length - 1) / 2) * apart;
      places.set(at, { offset, side, down: (side === 'top' ? -1 : 1) * (host.height / 2) });
    });
  }
  return places;
}
