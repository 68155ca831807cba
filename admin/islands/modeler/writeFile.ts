// Writes another file of the draft, as if somebody had typed it there.
import { openDraftFile } from '../draft/draftFile.ts';
import type { Opening } from './opening.ts';

export async function writeFile(
  { base, draftKey, csrf }: Opening,
  fileName: string,
  text: string,
): Promise<void> {
  const file = await openDraftFile({ base, draftKey, fileName, csrf });
  file.changed(text);
  const state = await file.flush();
  file.close();
  if (state !== 'saved') throw new Error(`Expected ${fileName} to be saved, but it is ${state}.`);
}
