// What lies in the draft beside the drawing, for the panel and the tools: names at once, texts as they are asked for.
import { readDraftFile } from '../draft/draftServer.ts';
import { draftFiles, type ListedFile } from './draftFiles.ts';
import type { Opening } from './opening.ts';
import type { DraftText } from './tool.ts';

export interface DraftShelf {
  /** As last listed; empty until the first answer. */
  readonly files: readonly ListedFile[];
  /** Ids of the forms with their files, as far as they are known. */
  readonly forms: ReadonlyMap<string, string>;
  /** Asks the server again, and reads what is new; tells whoever listens. */
  refresh(): Promise<void>;
  texts(): Promise<DraftText[]>;
  onChange(listener: () => void): void;
}

const isForm = (name: string) => /\.form$/i.test(name);

export function draftShelf(opening: Opening): DraftShelf {
  const { base, draftKey, fileName, csrf } = opening;
  const known = new Map<string, { revision: number; text: string }>();
  const listeners: (() => void)[] = [];
  let hasAll = false;
  let files: readonly ListedFile[] = [];
  let forms: ReadonlyMap<string, string> = new Map();

  async function textOf({ name, revision }: ListedFile): Promise<DraftText> {
    const before = known.get(name);
    if (before?.revision === revision) return { name, text: before.text };
    const found = await readDraftFile({ base, draftKey, fileName: name, csrf });
    if (found) known.set(name, { ...found, revision: Math.max(found.revision, revision) });
    return { name, text: found?.text ?? '' };
  }

  return {
    get files() {
      return files;
    },
    get forms() {
      return forms;
    },
    async refresh() {
      ({ files } = await draftFiles(opening));
      const texts = await Promise.all(files.filter(({ name }) => isForm(name)).map(textOf));
      forms = new Map(texts.flatMap(({ name, text }) => formId(text).map((id) => [id, name] as const)));
      for (const listener of listeners) listener();
    },
    async texts() {
      // All of them the first time; afterwards only what somebody saved since.
      ({ files } = await draftFiles(opening, !hasAll));
      hasAll = true;
      for (const { name, revision, text } of files)
        if (text !== undefined) known.set(name, { revision, text });
      return Promise.all(files.filter(({ name }) => name !== fileName).map(textOf));
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** None where the file cannot be read. */
function formId(text: string): string[] {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? [id] : [];
  } catch {
    return [];
  }
}
