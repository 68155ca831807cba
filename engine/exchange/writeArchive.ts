// A folder of files as a ZIP; the same files give the same bytes.
import { zipSync } from 'fflate';
import type { ArchiveFile } from './readArchive.ts';

/** A ZIP knows no time before, and ours says nothing. */
const EPOCH = Date.UTC(1980, 0, 2, 12);

/** `folder`: what everything lies in, so that unpacking it anywhere makes one folder. */
export function writeArchive(folder: string, files: readonly ArchiveFile[]): Buffer {
  const entries = files.map(({ name, content }) => [`${folder}/${name}`, new Uint8Array(content)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 6, mtime: EPOCH }));
}
