// Asks the worker of the check, one request over the other; a worker that says nothing for too long is replaced.
import type { DraftText } from '../modeler/tool.ts';
import { startWorker } from '../worker/startWorker.ts';
import type { CheckReply, CheckRequest } from './finding.ts';

export interface Checker {
  /** What is checked now is given up for it. */
  check(files: DraftText[]): void;
  close(): void;
}

export interface CheckerOptions {
  fileName: string;
  lang: 'es' | 'en';
  /** `undefined`: the check took too long and was given up. */
  told(reply: CheckReply | undefined): void;
}

const PATIENCE_MS = 30_000;

export function createChecker({ fileName, lang, told }: CheckerOptions): Checker {
  let worker: Worker | undefined;
  let latest = 0;
  let watch: ReturnType<typeof setTimeout> | undefined;

  function start(): Worker {
    const made = startWorker('check');
    made.onmessage = ({ data }: MessageEvent<CheckReply>) => {
      if (data.id !== latest) return;
      if (data.stage === 'judged') clearTimeout(watch);
      told(data);
    };
    made.onerror = () => giveUp();
    return made;
  }

  function giveUp(): void {
    clearTimeout(watch);
    worker?.terminate();
    worker = undefined;
    told(undefined);
  }

  return {
    check(files) {
      latest += 1;
      worker ??= start();
      worker.postMessage({ id: latest, files, fileName, lang } satisfies CheckRequest);
      clearTimeout(watch);
      watch = setTimeout(giveUp, PATIENCE_MS);
    },
    close() {
      clearTimeout(watch);
      worker?.terminate();
      worker = undefined;
    },
  };
}
