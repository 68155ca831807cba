// Checks the draft whenever its drawing rests, shown or not; other files of the draft are read again now and then.
import type { Desk, DraftText } from '../modeler/tool.ts';
import { createChecker } from './checker.ts';
import type { CheckReply } from './finding.ts';

/** After the last change. */
const PAUSE_MS = 600;
/** Files that somebody edits in another window are read again when so much time has passed. */
const OTHERS_MS = 15_000;

export interface DraftWatch {
  /** `anew`: with the other files of the draft as they stand now. */
  check(anew?: boolean): void;
}

export interface WatchOptions {
  checking(): void;
  told(reply: CheckReply | undefined): void;
  failed(): void;
}

export function watchDraft(desk: Desk, { checking, told, failed }: WatchOptions): DraftWatch {
  let others: DraftText[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let known = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const checker = createChecker({
    fileName: desk.fileName,
    lang: desk.lang,
    told(reply) {
      // What was given up is asked for again at the next change.
      if (!reply) known = '';
      told(reply);
    },
  });

  async function filesNow(): Promise<DraftText[]> {
    if (performance.now() - readAt < OTHERS_MS)
      return [{ name: desk.fileName, text: await desk.xml() }, ...others];
    const files = await desk.files();
    others = files.filter(({ name }) => name !== desk.fileName);
    readAt = performance.now();
    return files;
  }

  async function check(): Promise<void> {
    const files = await filesNow();
    const all = JSON.stringify(files);
    if (all === known) return;
    known = all;
    checking();
    checker.check(files);
  }

  function run(): void {
    clearTimeout(timer);
    check().catch((problem: unknown) => {
      console.error(problem);
      failed();
    });
  }

  desk.modeler.on('commandStack.changed', () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE_MS);
  });
  desk.modeler.on('diagram.destroy', () => {
    clearTimeout(timer);
    checker.close();
  });
  run();
  return {
    check(anew = false) {
      if (anew) readAt = Number.NEGATIVE_INFINITY;
      run();
    },
  };
}
