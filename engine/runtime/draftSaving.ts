// Saving, removing, renaming and restoring a file of a draft: only over what its author has seen.
import { readFile, readFiles, readRevision, writeRevision } from '../store/draftFiles.ts';
import type { Draft } from '../store/drafts.ts';
import type { Db } from '../store/store.ts';
import type { Drafts, Refusal, SaveOutcome } from './draftContract.ts';
import { refused, tooMany, wrongFile } from './draftRules.ts';

/** One draft, alone, in one transaction. */
export type Within = <T extends { ok: boolean }>(
  key: number,
  by: string,
  work: (db: Db, draft: Draft, at: number) => Promise<T>,
) => Promise<T | Refusal>;

export function createDraftSaving(
  tenant: string,
  within: Within,
): Pick<Drafts, 'save' | 'remove' | 'rename' | 'restore'> {
  /** Looks whether the file is as its author saw it, and says what is there where it is not. */
  async function expectedIn(
    db: Db,
    key: number,
    { name, expected }: { name: string; expected: number },
  ): Promise<Exclude<SaveOutcome, { ok: true }> | undefined> {
    const file = await readFile(db, tenant, key, name);
    if ((file && !file.removed ? file.revision : 0) === expected) return undefined;
    if (!file) return refused('DRAFT_FILE_GONE', { file: name });
    const { revision: found, savedBy: by } = file;
    const content = file.removed ? undefined : await readRevision(db, tenant, key, name, found);
    return {
      ...refused('DRAFT_CHANGED', { file: name, expected, found, by }),
      present: { ...file, content },
    };
  }

  return {
    save: (key, { name, content, expected, by, kind = 'saved' }) =>
      within(key, by, async (db, _draft, at): Promise<SaveOutcome> => {
        const wrong = wrongFile({ name, content });
        if (wrong) return wrong;
        const file = await readFile(db, tenant, key, name);
        if (file && !file.removed) {
          const there = await readRevision(db, tenant, key, name, file.revision);
          // Sent again because the answer was lost, or typed and taken back.
          if (there?.equals(content)) return { ok: true, file };
        }
        const differs = await expectedIn(db, key, { name, expected });
        if (differs) return differs;
        const isNew = expected === 0;
        const full = isNew ? tooMany((await readFiles(db, tenant, key)).length + 1) : undefined;
        if (full) return full;
        const given = { name, content, kind: isNew ? 'created' : kind, at, by } as const;
        return { ok: true, file: await writeRevision(db, tenant, key, given) };
      }),
    remove: (key, { name, expected, by }) =>
      within(key, by, async (db, _draft, at): Promise<SaveOutcome> => {
        const differs = await expectedIn(db, key, { name, expected });
        if (differs) return differs;
        const given = { name, content: undefined, kind: 'removed', at, by } as const;
        return { ok: true, file: await writeRevision(db, tenant, key, given) };
      }),
    rename: (key, { name, to, expected, by }) =>
      within(key, by, async (db, _draft, at): Promise<SaveOutcome> => {
        const differs = await expectedIn(db, key, { name, expected });
        if (differs) return differs;
        const taken = await readFile(db, tenant, key, to);
        if (taken && !taken.removed) return refused('DRAFT_FILE_EXISTS', { file: to });
        const content = await readRevision(db, tenant, key, name, expected);
        if (content === undefined) return refused('DRAFT_FILE_GONE', { file: name });
        const wrong = wrongFile({ name: to, content });
        if (wrong) return wrong;
        await writeRevision(db, tenant, key, { name, content: undefined, kind: 'removed', at, by });
        return {
          ok: true,
          file: await writeRevision(db, tenant, key, { name: to, content, kind: 'renamed', at, by }),
        };
      }),
    restore: (key, { name, revision, by }) =>
      within(key, by, async (db, _draft, at): Promise<SaveOutcome> => {
        const content = await readRevision(db, tenant, key, name, revision);
        if (content === undefined) return refused('DRAFT_FILE_GONE', { file: name });
        return {
          ok: true,
          file: await writeRevision(db, tenant, key, { name, content, kind: 'restored', at, by }),
        };
      }),
  };
}
