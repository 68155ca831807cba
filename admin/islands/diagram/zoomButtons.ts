// Buttons that bring a diagram nearer: large drawings cannot be read whole, and a wheel is not for everybody.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { showWhole } from './look.ts';

/** How much nearer one press brings it. */
const STEP = 1.4;

export interface ZoomWords {
  nearer: string;
  farther: string;
  whole: string;
}

export function zoomButtons(viewer: NavigatedViewer, words: ZoomWords): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'zoom';
  const canvas = viewer.get('canvas');
  const button = (text: string, label: string, act: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button plain';
    made.textContent = text;
    made.title = label;
    made.setAttribute('aria-label', label);
    made.addEventListener('click', act);
    bar.append(made);
  };
  button('+', words.nearer, () => canvas.zoom(canvas.zoom() * STEP, 'auto'));
  button('−', words.farther, () => canvas.zoom(canvas.zoom() / STEP, 'auto'));
  button(words.whole, words.whole, () => showWhole(viewer));
  return bar;
}
