// What a draft takes: how large, how many, and under which names; and how it says that it does not.
import type { Refusal } from './draftContract.ts';
import { isDraftFileName } from './draftNames.ts';
import type { Rejection, Resource } from './requests.ts';

export const MOST_DRAFT_BYTES = 2 * 1024 * 1024;
export const MOST_DRAFT_FILES = 200;
const MOST_NAME = 200;

export function refused(code: string, values: Rejection['values']): Refusal {
  return { ok: false, rejection: { code, values } };
}

export const nameMissing = (): Refusal => refused('DRAFT_NAME_MISSING', { limit: MOST_NAME });
export const isName = (name: string): boolean => name.trim() !== '' && name.length <= MOST_NAME;

export function tooMany(found: number): Refusal | undefined {
  const limit = MOST_DRAFT_FILES;
  return found > limit ? refused('DRAFT_TOO_MANY_FILES', { found, limit }) : undefined;
}

export function wrongFile({ name, content }: Resource): Refusal | undefined {
  if (!isDraftFileName(name)) return refused('DRAFT_FILE_NAME', { file: name });
  const values = { bytes: content.length, limit: MOST_DRAFT_BYTES };
  return content.length > MOST_DRAFT_BYTES ? refused('RESOURCE_TOO_LARGE', values) : undefined;
}
