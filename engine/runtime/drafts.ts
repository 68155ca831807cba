// Drafts: folders of files that designers edit, with who saved what and when; nobody saves over what they have not seen.
import {
  readContents,
  readFile,
  readFiles,
  readHistory,
  readRevision,
  writeRevision,
} from '../store/draftFiles.ts';
import { leavePresence, readPresence, tellPresence } from '../store/draftPresence.ts';
import {
  type Draft,
  type DraftChanges,
  insertDraft,
  lockDraft,
  readDraft,
  readDrafts,
  updateDraft,
} from '../store/drafts.ts';
import { readFlowTags, writeFlowTags } from '../store/flowTags.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Drafts, Refusal } from './draftContract.ts';
import { isName, nameMissing, refused, tooMany, wrongFile } from './draftRules.ts';
import { createDraftSaving } from './draftSaving.ts';

export type * from './draftContract.ts';

export function createDrafts(store: OpenStore, now: () => number): Drafts {
  const { reader, tenant } = store;

  /** One draft, alone, in one transaction; it counts as changed unless the work is refused. */
  function within<T extends { ok: boolean }>(
    key: number,
    by: string,
    work: (db: Db, draft: Draft, at: number) => Promise<T>,
    discarded = false,
  ): Promise<T | Refusal> {
    return store.write(async (db) => {
      const draft = await lockDraft(db, tenant, key);
      if (!draft || (draft.discardedAt !== null && !discarded)) return refused('DRAFT_GONE', { draft: key });
      const at = Math.max(now(), draft.changedAt);
      const outcome = await work(db, draft, at);
      if (outcome.ok) await updateDraft(db, tenant, key, { changedAt: at, changedBy: by });
      return outcome;
    });
  }

  function change(key: number, changes: DraftChanges, by: string, discarded = false) {
    return within(
      key,
      by,
      async (db, draft, at) => {
        if (changes.name !== undefined && !isName(changes.name)) return nameMissing();
        await updateDraft(db, tenant, key, { ...changes, changedAt: at, changedBy: by });
        return { ok: true, draft: { ...draft, ...changes, changedAt: at, changedBy: by } } as const;
      },
      discarded,
    );
  }

  const drafts: Drafts = {
    list: () => readDrafts(reader, tenant),
    find: (key) => readDraft(reader, tenant, key),
    async create({ files, by, name, flow = '', tags = [], basedOn }) {
      if (!isName(name)) return nameMissing();
      const wrong = files.map(wrongFile).find((each) => each !== undefined) ?? tooMany(files.length);
      if (wrong) return wrong;
      return store.write(async (db) => {
        const at = now();
        const facts = { name: name.trim(), flow, tags, basedOn: basedOn ?? null, at, by };
        const draft = await insertDraft(db, tenant, facts);
        for (const { name: file, content } of files)
          await writeRevision(db, tenant, draft.key, { name: file, content, kind: 'created', at, by });
        return { ok: true, draft } as const;
      });
    },
    change,
    discard: (key, by) => change(key, { discardedAt: now(), discardedBy: by }, by),
    recover: (key, by) => change(key, { discardedAt: null, discardedBy: null }, by, true),
    published: (key, basedOn, by) => change(key, { basedOn, publishedAt: now() }, by),
    files: (key) => readFiles(reader, tenant, key),
    contents: (key) => readContents(reader, tenant, key),
    async read(key, name) {
      const file = await readFile(reader, tenant, key, name);
      if (!file || file.removed) return undefined;
      const content = await readRevision(reader, tenant, key, name, file.revision);
      // Saved between the two readings: once more.
      return content === undefined ? drafts.read(key, name) : { ...file, content };
    },
    ...createDraftSaving(tenant, within),
    history: (key, options) => readHistory(reader, tenant, key, options),
    revision: (key, name, revision) => readRevision(reader, tenant, key, name, revision),
    async present(key, who) {
      const at = now();
      await store.write((db) => tellPresence(db, tenant, key, { ...who, at }));
      return readPresence(reader, tenant, at, key);
    },
    leave: (key, who) => store.write((db) => leavePresence(db, tenant, key, who)),
    flowTags: () => readFlowTags(reader, tenant),
    tagFlow: (flow, tags, by) =>
      store.write((db) => writeFlowTags(db, tenant, { flow, tags, at: now(), by })),
    everyonePresent: () => readPresence(reader, tenant, now()),
  };
  return drafts;
}
