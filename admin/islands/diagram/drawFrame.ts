// Puts a frame of the replay on the diagram: markers by class, one badge for each element that was reached.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { Badge, Frame } from '../../replay/frame.ts';
import type { ReplayData } from '../../replay/replayData.ts';
import type { ReplayStep } from '../../replay/step.ts';

const markers = ['visited', 'active', 'terminated', 'undone', 'stuck', 'here', 'taken'];
/** Events and gateways, which have their names right below them. */
const smallShape = 60;
const marked = new WeakMap<NavigatedViewer, Set<string>>();

export function drawFrame(
  viewer: NavigatedViewer,
  data: ReplayData,
  frame: Frame,
  current: ReplayStep | undefined,
): void {
  const { lines, steps, words } = data;
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  for (const element of marked.get(viewer) ?? []) {
    for (const marker of markers) canvas.removeMarker(element, marker);
  }
  overlays.remove({ type: 'replay' });
  const drawn = new Set<string>();
  const mark = (element: string, marker: string) => {
    // Flows and elements without a shape are in the list of steps all the same.
    if (!registry.get(element)) return;
    canvas.addMarker(element, marker);
    drawn.add(element);
  };
  const shown = (element: string) => shownAt(viewer, data, element);
  for (const element of frame.visited) mark(element, 'visited');
  for (const element of frame.terminated) mark(element, 'terminated');
  for (const element of frame.undone) mark(element, 'undone');
  for (const element of frame.active.keys()) mark(shown(element), 'active');
  for (const element of frame.stuck) mark(shown(element), 'stuck');
  for (const flow of frame.flows.keys()) mark(flow, 'taken');
  if (current) mark(shown(current.element), 'here');
  marked.set(viewer, drawn);
  for (const [element, badge] of frame.badges) {
    const shape = registry.get(element);
    if (!shape) continue;
    const last = steps.findLastIndex((step) => step.element === element && step.at === badge.at);
    const line = lines[last];
    if (!line) continue;
    overlays.add(element, 'replay', {
      position: (shape.height ?? 0) <= smallShape ? { top: -22, left: 0 } : { bottom: 4, left: 0 },
      show: { minZoom: 0.5 },
      html: badgeOf(line, [...counts(badge, words), frame.undone.has(element) ? words.undone : '']),
    });
  }
}

/** The element itself, or the nearest one around it that was drawn: a collapsed subprocess may hold no drawing. */
export function shownAt(viewer: NavigatedViewer, { parents }: ReplayData, element: string): string {
  const registry = viewer.get('elementRegistry');
  let at = element;
  for (let around = parents[at]; !registry.get(at) && around !== undefined; around = parents[at]) at = around;
  return registry.get(at) ? at : element;
}

function counts({ repeated, visits }: Badge, words: ReplayData['words']): string[] {
  const often = visits > 1 ? `×${visits}` : '';
  if (!repeated) return [often];
  const { done, of } = repeated;
  const told = of === undefined ? `×${done}` : fill(words.repeated, { done, of });
  return [told, often];
}

function fill(template: string, values: { [name: string]: number }): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

function badgeOf(line: { who: string; when: string; length: string }, counted: string[]): HTMLElement {
  const badge = document.createElement('div');
  badge.className = 'replay-badge';
  badge.textContent = [line.who, line.length, ...counted].filter(Boolean).join(' · ');
  badge.title = `${line.who} · ${line.when}`;
  return badge;
}
