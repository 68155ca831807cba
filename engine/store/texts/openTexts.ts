// Full text of the cases of one store: kept up, searched, shown in part, and purged with the keys that are erased.
import type { KeyStore } from '../keys.ts';
import { sealing } from '../sealing.ts';
import { type Excerpt, excerptsOf } from './excerpts.ts';
import { createTextFeed, type FeedSource, type TextFeed } from './textFeed.ts';
import type { TextIndex } from './textIndex.ts';
import { wantedOf } from './words.ts';

export type { Excerpt } from './excerpts.ts';

export interface Texts extends Pick<TextFeed, 'advance' | 'catchUp'> {
  /** Where cases, by the keys of their roots, say what was typed. */
  excerpts(typed: string, roots: readonly number[]): Promise<Map<number, Excerpt[]>>;
  /** Whether old cases are still being filled in. */
  isFilling(): Promise<boolean>;
  /** Everything is read again, in its time. */
  forget(): Promise<void>;
}

export interface OpenedTexts extends Texts, Pick<TextFeed, 'close'> {
  /** The same keys; what is erased goes out of the full text, too, before `erase` resolves. */
  keys: KeyStore;
}

/** Undefined where the database has no place for it. */
export function openTexts(
  index: TextIndex | undefined,
  source: Omit<FeedSource, 'sealing'>,
): OpenedTexts | undefined {
  if (!index) return undefined;
  const feed = createTextFeed(index, { ...source, sealing: sealing(source.keys) });
  const { keys, reader, tenant } = source;

  /** A document may have a key of its own, from before it had a case. */
  async function caseOf(id: string): Promise<number | undefined> {
    if (/^\d+$/.test(id)) return Number(id);
    if (!id.startsWith('document.')) return undefined;
    const document = { tenant_id: tenant, id: id.slice('document.'.length) };
    const row = (await reader('cauce_documents').where(document).first('case_key')) as
      | { case_key: number | null }
      | undefined;
    return row?.case_key ?? undefined;
  }

  const erasing = new Set<Promise<void>>();

  async function erase(id: string, at: number): Promise<void> {
    await keys.erase(id, at);
    const root = await caseOf(id);
    if (root !== undefined) await feed.purge([root]);
  }

  return {
    advance: feed.advance,
    catchUp: feed.catchUp,
    async excerpts(typed, roots) {
      const wanted = wantedOf(typed);
      const bodies = wanted ? await index.bodies(roots) : new Map<number, string>();
      return new Map([...bodies].map(([key, body]) => [key, wanted ? excerptsOf(body, wanted) : []]));
    },
    async isFilling() {
      const state = await index.readState();
      return state === undefined || state.below !== null;
    },
    forget: index.forget,
    async close() {
      // With its key gone nobody would know that its text is still there.
      await Promise.allSettled(erasing);
      await feed.close();
    },
    keys: {
      ...keys,
      async erase(id, at) {
        const mine = erase(id, at);
        erasing.add(mine);
        await mine.finally(() => erasing.delete(mine));
      },
    },
  };
}
