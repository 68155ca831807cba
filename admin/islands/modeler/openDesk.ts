// Opens a draft's drawing in the desk: file, modeler, panel, outline, drawer, and all that keeps it saved.
import '../../styles/modeler.css';
import type Modeler from 'bpmn-js/lib/Modeler';
import { type DraftFile, openDraftFile } from '../draft/draftFile.ts';
import { translateModule } from '../translations/translate.ts';
import type { Say } from '../words/speak.ts';
import { fillBar } from './bar.ts';
import { createModeler } from './createModeler.ts';
import { type DeskFrame, deskFrame } from './deskFrame.ts';
import { type DraftShelf, draftShelf } from './draftShelf.ts';
import { fillDrawer } from './drawer.ts';
import { sizeOf } from './drawingSize.ts';
import { type KeepsSaved, keepSaved } from './keepSaved.ts';
import { deskKeys, keyboardHelp, nextPart } from './keyboardHelp.ts';
import { makeDesk, reveal } from './makeDesk.ts';
import { modelerWords } from './modelerWords.ts';
import { askAboutSize, tellProblems, tellUnread } from './news.ts';
import { openFile } from './openFile.ts';
import type { Opening } from './opening.ts';
import { fillOutline } from './outline.ts';
import { ownPanel } from './panel/ownPanel.ts';
import { showAll } from './showAll.ts';

export async function openDesk(opening: Opening): Promise<void> {
  const { host, lang, fileName } = opening;
  const [say, translations, file] = await Promise.all([
    modelerWords(lang),
    translateModule('drawing', lang),
    openDraftFile(opening),
  ]);
  document.dispatchEvent(new CustomEvent('cauce-draft-open', { detail: file }));
  const frame = deskFrame(host, say);
  const size = sizeOf(file.text);
  if (size.judged !== 'usual' && !(await askAboutSize(frame, say, { size, file, fileName }))) return;
  const shelf = draftShelf(opening);
  const modeler = createModeler(frame, [translations, ownPanel(opening, shelf, say)]);
  const opened = await openFile(modeler, { text: file.text, name: fileName, lang, say });
  if (!opened.isOpen) {
    modeler.destroy();
    tellUnread(frame, say, { opened, file, again: () => openDesk(opening) });
    return;
  }
  if (opened.problems.length > 0)
    tellProblems(frame, say, { opened, file, modeler, isReadOnly: opening.isReadOnly });
  showAll(modeler);
  furnish(opening, { modeler, file, frame, shelf, say });
  void shelf.refresh();
  // Its forms are edited in another tab.
  addEventListener('focus', () => void shelf.refresh());
  host.dataset.ready = 'yes';
  performance.mark('modeler-ready');
}

interface Parts {
  modeler: Modeler;
  file: DraftFile;
  frame: DeskFrame;
  shelf: DraftShelf;
  say: Say;
}

function furnish(opening: Opening, { modeler, file, frame, shelf, say }: Parts): void {
  const { lang, isReadOnly, fileName } = opening;
  const saved: KeepsSaved = isReadOnly
    ? { flush: () => Promise.resolve() }
    : keepSaved(modeler, (xml) => file.changed(xml));
  const save = () => void saved.flush().then(() => file.flush());
  const outline = fillOutline(frame.outline, modeler, say, lang);
  const drawer = fillDrawer(frame.drawer, makeDesk(opening, { modeler, shelf, say }), say);
  modeler.on('commandStack.changed', () => drawer.changed());
  const help = keyboardHelp(say);
  fillBar(modeler, frame, {
    fileName,
    isReadOnly,
    say,
    toggleOutline: () => outline.toggle(),
    showHelp: help,
  });
  const parts = [frame.bar, frame.outline, frame.canvas, frame.panel, frame.drawer];
  deskKeys({ help, save, next: (backwards) => nextPart(parts, backwards) });
  const asked = new URLSearchParams(location.search);
  const element = asked.get('elemento');
  if (element) afterPanel(() => reveal(modeler, element));
  const tool = asked.get('herramienta');
  if (tool) drawer.show(tool);
}

/** The panel hears of selections only once it has been painted. */
function afterPanel(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(work)));
}
