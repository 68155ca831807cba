// The bar over the drawing: undo and redo, how near, what is shown beside it, the file, the keyboard.
import type Modeler from 'bpmn-js/lib/Modeler';
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { arrange } from './arrange/arrange.ts';
import { button, type DeskFrame } from './deskFrame.ts';
import { downloads } from './downloads.ts';
import { type IconName, icon } from './icons.ts';
import { showAll } from './showAll.ts';

/** How much nearer one press brings it. */
const STEP = 1.25;

export interface BarActs {
  fileName: string;
  isReadOnly: boolean;
  say: Say;
  toggleOutline(): boolean;
  showHelp(): void;
}

export function fillBar(modeler: Modeler, frame: DeskFrame, acts: BarActs): void {
  const { say } = acts;
  const canvas = modeler.get('canvas');
  const group = () => frame.bar.appendChild(part('span', 'modeler-bar-group'));
  const edit = group();
  const add = (to: HTMLElement, name: IconName, label: string, act: () => void, keys = '') => {
    const made = button('', act);
    made.append(icon(name));
    made.title = keys === '' ? label : `${label} (${keys})`;
    made.setAttribute('aria-label', label);
    if (keys !== '') made.setAttribute('aria-keyshortcuts', keys);
    to.append(made);
    return made;
  };
  if (!acts.isReadOnly) {
    const stack = modeler.get('commandStack');
    const undo = add(edit, 'undo', say('modeler.undo'), () => stack.undo(), 'Ctrl+Z');
    const redo = add(edit, 'redo', say('modeler.redo'), () => stack.redo(), 'Ctrl+Y');
    const show = () => {
      undo.disabled = !stack.canUndo();
      redo.disabled = !stack.canRedo();
    };
    show();
    modeler.on('commandStack.changed', show);
    fillArrange(modeler, acts, (label, act) => add(edit, 'arrange', label, act));
  }
  const zoom = group();
  add(zoom, 'farther', say('modeler.farther'), () => canvas.zoom(canvas.zoom() / STEP, 'auto'), 'Ctrl+-');
  const near = zoom.appendChild(part('output', 'modeler-zoom'));
  add(zoom, 'nearer', say('modeler.nearer'), () => canvas.zoom(canvas.zoom() * STEP, 'auto'), 'Ctrl++');
  add(zoom, 'whole', say('modeler.whole'), () => showAll(modeler), 'Ctrl+9');
  const tell = (scale: number) => {
    near.textContent = `${Math.round(scale * 100)} %`;
  };
  tell(canvas.zoom());
  modeler.on('canvas.viewbox.changed', ({ viewbox }: { viewbox: { scale: number } }) => tell(viewbox.scale));
  fillViews(modeler, frame, acts, { group, add });
}

/** What becomes of it stands beside the button for a while: longer than it takes to read. */
const TOLD_MS = 8000;

function fillArrange(
  modeler: Modeler,
  { fileName, say }: BarActs,
  add: (label: string, act: () => void) => HTMLButtonElement,
): void {
  const said = part('output', 'modeler-said');
  let fading: ReturnType<typeof setTimeout> | undefined;
  const tell = (text: string) => {
    clearTimeout(fading);
    said.textContent = text;
    if (text !== '' && text !== say('modeler.arranging')) fading = setTimeout(() => tell(''), TOLD_MS);
  };
  const made = add(
    say('modeler.arrange'),
    () => void arrange(modeler, { button: made, fileName, say, tell }),
  );
  made.after(said);
}

interface Making {
  group(): HTMLElement;
  add(to: HTMLElement, name: IconName, label: string, act: () => void, keys?: string): HTMLButtonElement;
}

function fillViews(modeler: Modeler, frame: DeskFrame, acts: BarActs, { group, add }: Making): void {
  const { say } = acts;
  const views = group();
  // A click anywhere else closes it: it is opened after this one.
  const search = () => void setTimeout(() => modeler.get('searchPad').toggle());
  add(views, 'search', say('modeler.search'), search, 'Ctrl+F');
  const pressing = (name: IconName, label: string, isOn: boolean, toggle: () => boolean) => {
    const made = add(views, name, label, () => made.setAttribute('aria-pressed', String(toggle())));
    made.setAttribute('aria-pressed', String(isOn));
  };
  pressing('outline', say('modeler.outline'), false, () => acts.toggleOutline());
  pressing('minimap', say('modeler.minimap'), false, () => {
    const minimap = modeler.get('minimap');
    minimap.toggle();
    return minimap.isOpen();
  });
  const grid = modeler.get('grid', false);
  if (grid)
    pressing('grid', say('modeler.grid'), grid.isVisible(), () => {
      grid.toggle(!grid.isVisible());
      return grid.isVisible();
    });
  pressing('panel', say('modeler.panel'), true, () => {
    frame.panel.hidden = !frame.panel.hidden;
    modeler.get('canvas').resized();
    return !frame.panel.hidden;
  });
  const file = group();
  file.append(downloads(modeler, acts.fileName, say));
  add(file, 'help', say('modeler.help'), () => acts.showHelp(), '?');
}
