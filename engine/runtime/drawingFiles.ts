// Which files are drawings: `.bpmn` and `.bpmn20.xml` by their name, any other `.xml` by what it holds.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { HEAD, holdsBpmn, NAMED, XML } from './drawingContent.ts';

export { isDrawing } from './drawingContent.ts';

/** The same of a file that nobody has read yet; no more than its beginning is. */
export async function isDrawingFile(path: string): Promise<boolean> {
  if (NAMED.test(path) || !XML.test(path)) return NAMED.test(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return holdsBpmn(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Names are looked at before any file is. */
export async function holdDrawing(folder: string, names: readonly string[]): Promise<boolean> {
  if (names.some((name) => NAMED.test(name))) return true;
  for (const name of names) if (await isDrawingFile(join(folder, name))) return true;
  return false;
}
