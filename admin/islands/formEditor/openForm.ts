// Opens a draft's form: file, editor, preview, and what the draft's other files say about it.
import { type DraftFile, openDraftFile } from '../draft/draftFile.ts';
import { part } from '../elements/part.ts';
import { draftShelf } from '../modeler/draftShelf.ts';
import type { Opening } from '../modeler/opening.ts';
import type { Say } from '../words/speak.ts';
import { createAskedPart } from './askedPart.ts';
import { fillBar } from './bar.ts';
import { type FormWorker, formWorker } from './client.ts';
import { formIn, textOf } from './formFile.ts';
import type { FormJs } from './formJs.ts';
import { formWords } from './formWords.ts';
import { createPreview, type Preview } from './preview.ts';
import { createSourcePart } from './sourcePart.ts';

/** Typing in the panel changes the form at each letter. */
const PAUSE = 150;

export async function openForm(opening: Opening, isWide: boolean): Promise<void> {
  const { host, lang, draftKey, fileName } = opening;
  const [say, file] = await Promise.all([formWords(lang), openDraftFile(opening)]);
  const worker = formWorker();
  const shelf = draftShelf(opening);
  const around = async () => worker.files(await shelf.texts());
  await around().catch((problem: unknown) => console.error(problem));
  const middle = part('div', 'form-middle');
  const preview = createPreview({
    worker,
    say,
    lang,
    name: fileName,
    keep: `cauce-form-data ${draftKey} ${fileName}`,
    resized: (width) => {
      middle.dataset.preview = width;
    },
  });
  if (isWide) await furnish(opening, { say, file, worker, preview, middle, around });
  else {
    host.replaceChildren(part('p', 'quiet small form-small', say('formEditor.small')), preview.element);
    preview.show(safely(file.text, fileName) ?? {});
  }
  host.dataset.ready = 'yes';
  document.dispatchEvent(new CustomEvent('cauce-draft-open', { detail: file }));
}

interface Parts {
  say: Say;
  file: DraftFile;
  worker: FormWorker;
  preview: Preview;
  middle: HTMLElement;
  around(): Promise<void>;
}

async function furnish(
  opening: Opening,
  { say, file, worker, preview, middle, around }: Parts,
): Promise<void> {
  const { host, lang, fileName, isReadOnly } = opening;
  const { formJs } = await import('./formJs.ts');
  const canvas = part('div', 'form-canvas');
  canvas.inert = isReadOnly;
  const bar = part('div', 'modeler-bar');
  let editor: FormJs | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (editor && !isReadOnly) file.changed(textOf(editor.schema()));
  };
  const changed = (): void => {
    if (!editor) return;
    preview.show(editor.schema());
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  };
  // Before the file itself hears that the page goes away, and sends what it was given.
  addEventListener('pagehide', () => timer !== undefined && write(), { capture: true });
  const open = async (text: string): Promise<void> => {
    try {
      const schema = formIn(text, fileName);
      editor ??= formJs(canvas, { changed, moved: () => tools.changed() });
      await editor.open(schema);
      source.hide();
      middle.hidden = false;
      preview.show(schema);
    } catch (problem) {
      middle.hidden = true;
      source.show(text, (problem as Error).message);
    }
    tools.changed();
  };
  const source = createSourcePart(say, isReadOnly, (text) => {
    file.changed(text);
    void open(text);
  });
  const asked = createAskedPart({
    ...{ worker, say, lang, name: fileName, host },
    add: (components) => editor?.add(components),
  });
  const tools = fillBar(bar, say, {
    isReadOnly,
    editor: () => editor,
    ask: async () => {
      await around();
      if (editor) await asked.open(editor.schema());
    },
    togglePreview: () => {
      preview.element.hidden = !preview.element.hidden;
      return !preview.element.hidden;
    },
  });
  middle.append(canvas, preview.element);
  host.querySelector('.form-waiting')?.remove();
  host.prepend(bar, source.element, middle);
  await open(file.text);
}

function safely(text: string, fileName: string) {
  try {
    return formIn(text, fileName);
  } catch {
    return undefined;
  }
}
