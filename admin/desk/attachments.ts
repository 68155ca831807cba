// Files that somebody adds to the case beside what a task's form asks for: kept with the case, not in a variable.
import type { SubmittedFile } from '../../forms/index.ts';
import type { PostedFile, Visit } from '../visit.ts';
import { checkedType, keptOrRefused } from './documents.ts';
import { openStoreOf } from './openStore.ts';

/** The page's own field, which no form has. */
export const ATTACH = '_attach';

/** Takes them out of what was posted: the form knows nothing of them. */
export function takeAttachments(visit: Visit): PostedFile[] {
  const beside = visit.files.filter(({ field }) => field === ATTACH);
  visit.files = visit.files.filter(({ field }) => field !== ATTACH);
  return beside.filter(({ name, size }) => name !== '' || size > 0);
}

/** Gives in words what was not taken; the others are kept. */
export async function attach(visit: Visit, rootKey: number, files: PostedFile[]): Promise<string[]> {
  const { documents } = openStoreOf(visit);
  const there = files.length > 0 ? await documents.ofCase(rootKey) : [];
  const wrong: string[] = [];
  for (const file of files) {
    const contentType = await checkedType(file);
    const at = visit.engine.now();
    const outcome =
      contentType === undefined
        ? { refused: file.refused ?? ('content' as const) }
        : await keptOrRefused(visit, {
            name: file.name,
            contentType,
            createdBy: visit.principal.username,
            at,
            caseKey: rootKey,
            source: file.content,
            // Sent twice is there once.
            unless: (sha256) => there.some((one) => one.sha256 === sha256 && one.name === file.name),
          });
    if ('refused' in outcome) wrong.push(refusedFileWords(visit, file, outcome.refused));
  }
  return wrong;
}

export function refusedFileWords(
  visit: Visit,
  { name }: PostedFile,
  refused: NonNullable<SubmittedFile['refused']>,
): string {
  return visit.t(`attach.${refused}`, { name });
}
