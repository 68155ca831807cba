// What the tools of the drawer may ask of the desk around them.
import type Modeler from 'bpmn-js/lib/Modeler';
import type { Say } from '../words/speak.ts';
import type { DraftShelf } from './draftShelf.ts';
import type { Opening } from './opening.ts';
import type { Desk } from './tool.ts';
import { writeFile } from './writeFile.ts';

interface Around {
  modeler: Modeler;
  shelf: DraftShelf;
  say: Say;
}

export function makeDesk(opening: Opening, { modeler, shelf, say }: Around): Desk {
  const { base, draftKey, fileName, csrf, lang, isReadOnly } = opening;
  const xml = async () => (await modeler.saveXML({ format: true })).xml;
  return {
    modeler,
    lang,
    say,
    base,
    draftKey,
    fileName,
    csrf,
    isReadOnly,
    xml,
    files: async () => [{ name: fileName, text: await xml() }, ...(await shelf.texts())],
    reveal: (id) => reveal(modeler, id),
    mark: (ids, className) => mark(modeler, ids, className),
    write: (name, text) => writeFile(opening, name, text),
  };
}

/** Below this, names cannot be read. */
const READABLE = 0.6;

export function reveal(modeler: Modeler, id: string): boolean {
  const element = modeler.get('elementRegistry').get(id);
  if (!element) return false;
  const canvas = modeler.get('canvas');
  const sheet = canvas.findRoot(element);
  if (sheet && sheet !== canvas.getRootElement()) canvas.setRootElement(sheet);
  modeler.get('selection').select(element);
  if (element === sheet) return true;
  if (canvas.zoom() < READABLE) canvas.zoom(READABLE, 'auto');
  canvas.scrollToElement(element, 80);
  return true;
}

function mark(modeler: Modeler, ids: readonly string[], className: string): () => void {
  const canvas = modeler.get('canvas');
  const registry = modeler.get('elementRegistry');
  const marked = ids.filter((id) => registry.get(id));
  for (const id of marked) canvas.addMarker(id, className);
  return () => {
    for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, className);
  };
}
