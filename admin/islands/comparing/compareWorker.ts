// Compares two folders off the page's thread, so that nobody who draws waits for it.
import { type Change, compareFiles, type VersionFile } from '../../../engine/compare/index.ts';

export interface CompareRequest {
  number: number;
  before: VersionFile[];
  after: VersionFile[];
}

export interface CompareReply {
  number: number;
  changes: Change[];
}

addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => {
  const changes = compareFiles(data.before, data.after).filter(({ change }) => change !== 'redrawn');
  postMessage({ number: data.number, changes } satisfies CompareReply);
});
