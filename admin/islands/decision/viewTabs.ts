// The views of a file as buttons: its diagram, and each decision; beside them what can be undone.
import type { Say } from '../words/speak.ts';
import type { DmnEditor } from './dmnEditor.ts';

export interface ViewTabs {
  element: HTMLElement;
  update(): void;
}

export function createViewTabs(editor: () => DmnEditor | undefined, say: Say): ViewTabs {
  const element = document.createElement('div');
  element.className = 'dmn-bar';
  const views = document.createElement('div');
  views.className = 'dmn-views';
  views.setAttribute('role', 'group');
  views.setAttribute('aria-label', say('decision.views'));
  const undo = button(say('decision.undo'), '↶', () => editor()?.undo());
  const redo = button(say('decision.redo'), '↷', () => editor()?.redo());
  element.append(views, undo, redo);
  let drawn = '';
  return {
    element,
    update() {
      const open = editor();
      undo.disabled = !open?.canUndo();
      redo.disabled = !open?.canRedo();
      const active = open?.activeView();
      const all = open?.views() ?? [];
      const picture = JSON.stringify([all.map(({ id, name, type }) => [id, name, type]), active?.id]);
      if (picture === drawn) return;
      drawn = picture;
      const hadFocus = views.contains(document.activeElement);
      views.replaceChildren(
        ...all.map((view) => {
          const name = view.type === 'drd' ? say('decision.diagram') : view.name || view.id;
          const made = button(name, name, () => void open?.show(view));
          made.setAttribute('aria-pressed', String(view.id === active?.id));
          made.dataset.view = view.id;
          if (hadFocus && view.id === active?.id) queueMicrotask(() => made.focus());
          return made;
        }),
      );
    },
  };
}

function button(label: string, text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button plain';
  made.textContent = text;
  made.title = label;
  if (text !== label) made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}
