// The run on the drawing: tokens as dots with their number, what was passed, and tokens on their way along flows.

import type { Opened } from '../engine/protocol.ts';
import type { StoryLine, TrialView } from '../engine/view.ts';
import { flyToken } from '../lint/tokenFlight.ts';
import type { Desk } from '../modeler/tool.ts';

const TYPE = 'trial-token';
/** Below this, nobody sees what a token stands on. */
const READABLE = 0.5;

export interface OnDrawing {
  /** Shows how it stands; `line`: what happened in the moment that is looked at. */
  show(view: TrialView, line: StoryLine | undefined): void;
  /** Lets tokens come along the flows of a moment; ends at once where the motion is not wanted. */
  fly(line: StoryLine, isStopped: () => boolean): Promise<void>;
  clear(): void;
}

export function createOnDrawing(desk: Desk, opened: () => Opened | undefined): OnDrawing {
  let unmark: (() => void)[] = [];
  const { modeler } = desk;
  /** Elements of other files may have the same ids. */
  const isDrawn = (process: string) =>
    opened()?.processes.some(({ element, file }) => element === process && file === desk.fileName) ?? false;

  function clear(): void {
    for (const each of unmark) each();
    unmark = [];
    modeler.get('overlays').remove({ type: TYPE });
  }

  return {
    clear,
    show(view, line) {
      clear();
      for (const [process, { visited, taken, stuck }] of Object.entries(view.marks)) {
        if (!isDrawn(process)) continue;
        unmark.push(
          desk.mark(visited, 'trial-visited'),
          desk.mark(taken, 'trial-taken'),
          desk.mark(stuck, 'trial-stuck'),
        );
      }
      const tokens = view.tokens.filter(({ process }) => isDrawn(process));
      unmark.push(
        desk.mark(
          tokens.filter(({ joining }) => !joining).map(({ element }) => element),
          'trial-active',
        ),
      );
      for (const { element, count, joining } of tokens) addToken(desk, element, count, joining);
      if (!line || !isDrawn(line.process)) return;
      unmark.push(desk.mark([line.element], 'trial-here'));
      bringIntoView(desk, line.element);
    },
    async fly(line, isStopped) {
      if (!isDrawn(line.process)) return;
      await Promise.all(line.flows.map((flow) => flyToken(modeler, flow, isStopped)));
    },
  };
}

function addToken({ modeler }: Desk, element: string, count: number, joining: boolean): void {
  if (!modeler.get('elementRegistry').get(element)) return;
  const dot = document.createElement('div');
  dot.className = joining ? 'trial-token trial-joining' : 'trial-token';
  dot.textContent = count > 1 ? String(count) : '';
  // Findings of the check stand on the left; and a token is seen from afar, too.
  const position = { top: joining ? 14 : -9, right: 9 };
  modeler.get('overlays').add(element, TYPE, { position, html: dot, scale: { min: 0.8, max: 1.2 } });
}

function bringIntoView({ modeler }: Desk, id: string): void {
  const element = modeler.get('elementRegistry').get(id);
  const canvas = modeler.get('canvas');
  const sheet = element && canvas.findRoot(element);
  if (!sheet || element === sheet) return;
  if (sheet !== canvas.getRootElement()) canvas.setRootElement(sheet);
  if (canvas.zoom() < READABLE) canvas.zoom(READABLE, 'auto');
  canvas.scrollToElement(element, 60);
}
