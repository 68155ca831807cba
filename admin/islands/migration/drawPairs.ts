// Draws a mapping on both diagrams: how many cases stand on each element, how it goes over, and the same number on both
// sides where what is called one thing becomes another.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

export interface Pair {
  id: string;
  cases: number;
  state: 'moves' | 'choose' | 'gone' | 'closes';
  target?: string;
  /** An event that waits beside what cases stand on. */
  beside: boolean;
  choices: string[];
}

export interface Viewers {
  before: NavigatedViewer;
  after: NavigatedViewer;
}

const marks = ['moves', 'choose', 'gone', 'closes', 'reached', 'shown', 'choosable'];

export function drawPairs(
  { before, after }: Viewers,
  pairs: readonly Pair[],
  chosen: string | undefined,
): void {
  clear(before);
  clear(after);
  let number = 0;
  const reached = new Set<string>();
  for (const pair of pairs) {
    const { id, target, state } = pair;
    const renamed = target !== undefined && target !== id;
    if (renamed) number += 1;
    mark(before, id, state);
    if (!pair.beside)
      badge(before, id, String(pair.cases), `migration-cases ${state}`, { top: -12, right: 12 });
    if (renamed) {
      badge(before, id, String(number), 'migration-number', { bottom: 10, left: -18 });
      // Several may become one: their numbers stand beside each other.
      const already = reached.has(target)
        ? pairs.filter((each) => each.target === target).indexOf(pair) * 20
        : 0;
      badge(after, target, String(number), 'migration-number', { bottom: 10, left: -18 + already });
    }
    if (target !== undefined) {
      mark(after, target, 'reached');
      reached.add(target);
    }
  }
  const pair = pairs.find(({ id }) => id === chosen);
  if (!pair) return;
  mark(before, pair.id, 'shown');
  for (const choice of pair.choices) mark(after, choice, 'choosable');
  if (pair.target !== undefined) mark(after, pair.target, 'shown');
}

function clear(viewer: NavigatedViewer): void {
  viewer.get('overlays').remove({ type: 'migration' });
  for (const { id } of viewer.get('elementRegistry').filter(() => true))
    for (const name of marks) viewer.get('canvas').removeMarker(id, name);
}

function mark(viewer: NavigatedViewer, id: string, name: string): void {
  if (viewer.get('elementRegistry').get(id)) viewer.get('canvas').addMarker(id, name);
}

function badge(
  viewer: NavigatedViewer,
  id: string,
  text: string,
  name: string,
  position: { [side: string]: number },
): void {
  if (!viewer.get('elementRegistry').get(id)) return;
  const html = document.createElement('span');
  html.className = `migration-badge ${name}`;
  html.textContent = text;
  viewer.get('overlays').add(id, 'migration', { position, html, scale: { min: 1, max: 1 } });
}
