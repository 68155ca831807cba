// Draws where a task stands: its element in the middle, the way that led to it, and what else waits.
import { showElement, showWhole } from '../diagram/look.ts';
import { openDiagram } from '../diagram/openDiagram.ts';
import { button, part } from '../elements/part.ts';

interface Place {
  diagram: string;
  here: string;
  done: string[];
  active: string[];
}

export async function showPlace(island: HTMLElement): Promise<void> {
  const { place = '', label = '', whole = '', here = '' } = island.dataset;
  const response = await fetch(place, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`Expected the task's place but the server answered ${response.status}.`);
  const found: Place = await response.json();
  const canvas = part('div', 'canvas place');
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', label);
  island.replaceChildren(canvas);
  const viewer = await openDiagram(canvas, found.diagram);
  const registry = viewer.get('elementRegistry');
  const mark = (marker: string) => (id: string) => {
    if (registry.get(id)) viewer.get('canvas').addMarker(id, marker);
  };
  found.done.forEach(mark('visited'));
  found.active.forEach(mark('active'));
  mark('here')(found.here);
  showElement(viewer, found.here);
  const row = part('p', 'row');
  row.append(
    button(here, 'button link', () => showElement(viewer, found.here)),
    button(whole, 'button link', () => showWhole(viewer)),
  );
  island.append(row);
}
