// The frame of the desk: a bar of buttons, the outline, the drawing, the panel, and the drawer below.

import { part, button as plainButton } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';

export interface DeskFrame {
  bar: HTMLElement;
  /** Problems of the file and other news, above the drawing. */
  news: HTMLElement;
  outline: HTMLElement;
  canvas: HTMLElement;
  panel: HTMLElement;
  drawer: HTMLElement;
}

export function deskFrame(host: HTMLElement, say: Say): DeskFrame {
  const bar = part('div', 'modeler-bar no-print');
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', say('modeler.bar'));
  const news = part('div', 'modeler-news');
  const outline = part('nav', 'modeler-outline');
  outline.setAttribute('aria-label', say('modeler.outline'));
  outline.hidden = true;
  const canvas = part('div', 'modeler-canvas');
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', say('modeler.canvas'));
  const panel = part('aside', 'modeler-panel');
  panel.setAttribute('aria-label', say('modeler.panel'));
  const drawer = part('section', 'modeler-drawer');
  drawer.setAttribute('aria-label', say('modeler.drawer'));
  const middle = part('div', 'modeler-middle');
  middle.append(outline, canvas, panel);
  host.replaceChildren(bar, news, middle, drawer);
  return { bar, news, outline, canvas, panel, drawer };
}

export function button(label: string, act: () => void, className = 'modeler-button'): HTMLButtonElement {
  return plainButton(label, className, act);
}
