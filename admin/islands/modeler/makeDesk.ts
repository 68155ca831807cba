// What the tools of the drawer may ask of the desk around them.
import type Modeler from 'bpmn-js/lib/Modeler';
import { openDraftFile } from '../draft/draftFile.ts';
import { readDraftFile } from '../draft/draftServer.ts';
import type { Say } from '../words.ts';
import { draftFiles } from './draftFiles.ts';
import type { Opening } from './opening.ts';
import type { Desk, DraftText } from './tool.ts';

export function makeDesk(opening: Opening, { modeler, say }: { modeler: Modeler; say: Say }): Desk {
  const { base, draftKey, fileName, csrf, lang, isReadOnly } = opening;
  const xml = async () => (await modeler.saveXML({ format: true })).xml;
  const known = new Map<string, { revision: number; text: string }>();

  async function textOf(name: string, revision: number): Promise<DraftText> {
    const before = known.get(name);
    if (before?.revision === revision) return { name, text: before.text };
    const found = await readDraftFile({ base, draftKey, fileName: name, csrf });
    if (found) known.set(name, found);
    return { name, text: found?.text ?? '' };
  }

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
    async files() {
      const { files } = await draftFiles(opening);
      const others = files.filter(({ name }) => name !== fileName);
      const own: DraftText = { name: fileName, text: await xml() };
      return [own, ...(await Promise.all(others.map(({ name, revision }) => textOf(name, revision))))];
    },
    reveal: (id) => reveal(modeler, id),
    mark: (ids, className) => mark(modeler, ids, className),
    async write(name, text) {
      const other = await openDraftFile({ base, draftKey, fileName: name, csrf });
      other.changed(text);
      const state = await other.flush();
      other.close();
      known.delete(name);
      if (state !== 'saved') throw new Error(`Expected ${name} to be saved, but it is ${state}.`);
    },
  };
}

function reveal(modeler: Modeler, id: string): boolean {
  const element = modeler.get('elementRegistry').get(id);
  if (!element) return false;
  const canvas = modeler.get('canvas');
  const sheet = canvas.findRoot(element);
  if (sheet && sheet !== canvas.getRootElement()) canvas.setRootElement(sheet);
  modeler.get('selection').select(element);
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
