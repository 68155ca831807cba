// Puts a frame of the replay on the diagram: markers by class, one badge for each element that was reached. Only what is
// other than in the frame before is touched, so that a long history steps without lag.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { Badge, Frame } from '../../replay/frame.ts';
import type { ReplayData } from '../../replay/replayData.ts';
import type { ReplayStep } from '../../replay/step.ts';

/** Events and gateways, which have their names right below them. */
const smallShape = 60;

interface Drawn {
  /** Markers by element. */
  marks: Map<string, Set<string>>;
  /** By element: the badge's id, and the words on it. */
  badges: Map<string, { id: string; words: string }>;
}

const drawn = new WeakMap<NavigatedViewer, Drawn>();

export function drawFrame(
  viewer: NavigatedViewer,
  data: ReplayData,
  frame: Frame,
  current: ReplayStep | undefined,
): void {
  const before = drawn.get(viewer) ?? { marks: new Map(), badges: new Map() };
  const marks = marksOf(viewer, data, frame, current);
  moveMarkers(viewer, before.marks, marks);
  moveBadges(viewer, before.badges, data, frame);
  drawn.set(viewer, { marks, badges: before.badges });
}

function marksOf(
  viewer: NavigatedViewer,
  data: ReplayData,
  frame: Frame,
  current: ReplayStep | undefined,
): Drawn['marks'] {
  const registry = viewer.get('elementRegistry');
  const marks: Drawn['marks'] = new Map();
  const mark = (element: string, marker: string) => {
    // Flows and elements without a shape are in the list of steps all the same.
    if (!registry.get(element)) return;
    const known = marks.get(element);
    if (known) known.add(marker);
    else marks.set(element, new Set([marker]));
  };
  const shown = (element: string) => shownAt(viewer, data, element);
  for (const element of frame.visited) mark(element, 'visited');
  for (const element of frame.terminated) mark(element, 'terminated');
  for (const element of frame.undone) mark(element, 'undone');
  for (const element of frame.active.keys()) mark(shown(element), 'active');
  for (const element of frame.stuck) mark(shown(element), 'stuck');
  for (const flow of frame.flows.keys()) mark(flow, 'taken');
  if (current) mark(shown(current.element), 'here');
  return marks;
}

function moveMarkers(viewer: NavigatedViewer, before: Drawn['marks'], after: Drawn['marks']): void {
  const canvas = viewer.get('canvas');
  for (const [element, markers] of before)
    for (const marker of markers) if (!after.get(element)?.has(marker)) canvas.removeMarker(element, marker);
  for (const [element, markers] of after)
    for (const marker of markers) if (!before.get(element)?.has(marker)) canvas.addMarker(element, marker);
}

function moveBadges(
  viewer: NavigatedViewer,
  kept: Drawn['badges'],
  { lines, words }: ReplayData,
  frame: Frame,
): void {
  const registry = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  for (const [element, { id }] of kept) {
    if (frame.badges.has(element)) continue;
    overlays.remove(id);
    kept.delete(element);
  }
  for (const [element, badge] of frame.badges) {
    const shape = registry.get(element);
    const line = lines[badge.step - 1];
    if (!shape || !line) continue;
    const more = [...counts(badge, words), frame.undone.has(element) ? words.undone : ''];
    const text = [line.who, line.length, ...more].filter(Boolean).join(' · ');
    const whole = `${text}\n${line.who} · ${line.when}`;
    const present = kept.get(element);
    if (present?.words === whole) continue;
    if (present) overlays.remove(present.id);
    const id = overlays.add(element, 'replay', {
      position: (shape.height ?? 0) <= smallShape ? { top: -22, left: 0 } : { bottom: 4, left: 0 },
      show: { minZoom: 0.5 },
      html: badgeOf(text, `${line.who} · ${line.when}`),
    });
    kept.set(element, { id, words: whole });
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

export function fill(template: string, values: { [name: string]: number | string }): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

function badgeOf(text: string, title: string): HTMLElement {
  const badge = document.createElement('div');
  badge.className = 'replay-badge';
  badge.textContent = text;
  badge.title = title;
  return badge;
}
