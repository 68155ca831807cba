// What has to be said above the drawing: problems of the file, its size; and the file as text where it cannot be drawn.
import type Modeler from 'bpmn-js/lib/Modeler';
import type { DraftFile } from '../draft/draftFile.ts';
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { button, type DeskFrame } from './deskFrame.ts';
import type { DrawingSize } from './drawingSize.ts';
import type { FileProblem } from './fileProblems.ts';
import type { OpenedFile } from './openFile.ts';

interface ProblemNews {
  opened: OpenedFile;
  file: DraftFile;
  modeler: Modeler;
  isReadOnly: boolean;
}

/** It was opened as far as it can be read; what could not be is told, and what becomes of it. */
export function tellProblems(frame: DeskFrame, say: Say, { opened, modeler, isReadOnly }: ProblemNews): void {
  const box = part('details', 'modeler-problems') as HTMLDetailsElement;
  box.open = opened.problems.some(({ isError }) => isError);
  box.append(part('summary', '', say('modeler.problems', { count: opened.problems.length })));
  if (!isReadOnly) box.append(part('p', '', say('modeler.problemsLost')));
  const list = part('ul', '');
  for (const problem of opened.problems) list.append(problemItem(problem, say, modeler));
  box.append(list);
  frame.news.replaceChildren(box);
}

function problemItem(
  { text, isError, elementId, line }: FileProblem,
  say: Say,
  modeler?: Modeler,
): HTMLElement {
  const item = part('li', isError ? 'state overdue' : 'state atRisk', text);
  if (line !== undefined) item.append(part('span', 'quiet', ` ${say('modeler.line', { line })}`));
  const element = elementId === undefined ? undefined : modeler?.get('elementRegistry').get(elementId);
  if (element && modeler) {
    const show = () => {
      modeler.get('selection').select(element);
      modeler.get('canvas').scrollToElement(element, 80);
    };
    item.append(' ', button(say('modeler.show'), show, 'button link'));
  }
  return item;
}

/** Nothing could be drawn: the file's text is there to be mended, and opened again. */
export function tellUnread(
  frame: DeskFrame,
  say: Say,
  { opened, file, again }: { opened: OpenedFile; file: DraftFile; again(): Promise<void> },
): void {
  const box = part('div', 'modeler-unread');
  const list = part('ul', '');
  for (const problem of opened.problems) list.append(problemItem(problem, say));
  const text = document.createElement('textarea');
  text.className = 'mono';
  text.value = file.text;
  text.spellcheck = false;
  text.setAttribute('aria-label', say('modeler.fileText'));
  text.addEventListener('input', () => file.changed(text.value));
  const open = button(say('modeler.openAgain'), () => void reopen(), 'button');
  async function reopen(): Promise<void> {
    await file.flush();
    file.close();
    await again();
  }
  box.append(part('h2', '', say('modeler.unread')), list, text, open);
  box.setAttribute('role', 'alert');
  frame.canvas.parentElement?.replaceWith(box);
  frame.bar.hidden = true;
  frame.drawer.hidden = true;
}

/** True: somebody wants it opened all the same. */
export function askAboutSize(
  frame: DeskFrame,
  say: Say,
  { size, file, fileName }: { size: DrawingSize; file: DraftFile; fileName: string },
): Promise<boolean> {
  const isRefused = size.judged === 'tooMany';
  const box = part('div', 'modeler-unread');
  box.setAttribute('role', 'alert');
  const count = size.drawn.toLocaleString(document.documentElement.lang);
  box.append(
    part('h2', '', say(isRefused ? 'modeler.tooLarge' : 'modeler.large', { drawn: count })),
    part('p', '', say(isRefused ? 'modeler.tooLargeHelp' : 'modeler.largeHelp')),
  );
  const link = part('a', 'button plain', say('modeler.download')) as HTMLAnchorElement;
  link.href = URL.createObjectURL(new Blob([file.text], { type: 'application/xml' }));
  link.download = fileName;
  const middle = frame.canvas.parentElement;
  if (!middle) return Promise.resolve(false);
  middle.replaceWith(box);
  const actions = box.appendChild(part('div', 'row'));
  actions.append(link);
  if (isRefused) return Promise.resolve(false);
  return new Promise((resolve) => {
    const open = () => {
      box.replaceWith(middle);
      resolve(true);
    };
    actions.prepend(button(say('modeler.openLarge'), open, 'button'));
  });
}
