// Keeps the full text up with the journal: whose batches came since is read again, and old cases are filled in from the newest.
import { readCaseTexts, type TextSource } from './caseTexts.ts';
import type { CaseText, TextChange, TextIndex, TextState } from './textIndex.ts';

export interface FeedSource extends TextSource {
  settledPosition(): Promise<number>;
}

interface JournalPlace {
  position: number;
  stream: string;
  hash: string;
}

export interface TextFeed {
  /** Goes on for some cases; false: there was nothing to do, or another node is at it. */
  advance(): Promise<boolean>;
  /** These cases as they are now, with nothing left of how they were. */
  purge(roots: readonly number[]): Promise<void>;
  /** What was committed is in, unless there is more than a search should wait for. */
  catchUp(): Promise<void>;
  /** Lets what is under way end; then there is nothing to do any more. Before its database closes. */
  close(): Promise<void>;
}

const AT_ONCE = 200;
const BATCHES = 1000;
/** Characters that are put at once, unless one case has more. */
const PORTION = 50_000;
/** Milliseconds that a search waits at most. */
const PATIENCE = 400;

export function createTextFeed(index: TextIndex, source: FeedSource): TextFeed {
  let isChecked = false;
  let isClosed = false;
  let last: Promise<boolean> = Promise.resolve(false);
  const feed: TextFeed = {
    advance() {
      const next = last.catch(() => false).then(() => (isClosed ? false : index.change(step)));
      last = next.then((went) => went ?? false);
      return last;
    },
    async purge(roots) {
      await index.purge(roots);
      await index.change((texts) => take(texts, roots));
    },
    async catchUp() {
      const until = performance.now() + PATIENCE;
      while (performance.now() < until && (await feed.advance()));
    },
    async close() {
      isClosed = true;
      await last.catch(() => {});
    },
  };
  return feed;

  async function step(texts: TextChange): Promise<boolean> {
    const state = (await known(texts)) ?? (await begin(texts));
    const rows = await newBatches(state.position);
    const newest = rows.at(-1);
    if (newest) {
      await take(texts, await rootsOf(rows.map(({ stream }) => stream)));
      await texts.moveTo({ ...state, position: newest.position, mark: newest.hash });
      return true;
    }
    return state.below === null ? false : fill(texts, state, state.below);
  }

  /** Where it stands; undefined where it is of another database, or of what came after a copy that was put back. */
  async function known({ state, forget }: TextChange): Promise<TextState | undefined> {
    if (!state || isChecked) return state;
    const there = (await source
      .reader('cauce_journal')
      .where({ tenant_id: source.tenant, position: state.position })
      .first('hash')) as { hash: string } | undefined;
    isChecked = true;
    if ((there?.hash ?? '') === state.mark) return state;
    await forget();
    return undefined;
  }

  async function begin(texts: TextChange): Promise<TextState> {
    const newest = (await source
      .reader('cauce_journal')
      .where({ tenant_id: source.tenant })
      .orderBy('position', 'desc')
      .first('position', 'hash')) as { position: number; hash: string } | undefined;
    const { position, hash: mark } = newest ?? { position: 0, hash: '' };
    const state = { position, mark, below: Number.MAX_SAFE_INTEGER };
    isChecked = true;
    await texts.moveTo(state);
    return state;
  }

  async function fill(texts: TextChange, state: TextState, limit: number): Promise<boolean> {
    const rows = (await source
      .reader('cauce_cases')
      .where({ tenant_id: source.tenant })
      .where('key', '<', limit)
      .orderBy('key', 'desc')
      .limit(AT_ONCE)
      .select('key')) as { key: number }[];
    await take(
      texts,
      rows.map(({ key }) => Number(key)),
    );
    const below = rows.length < AT_ONCE ? null : Number(rows.at(-1)?.key);
    await texts.moveTo({ ...state, below });
    return true;
  }

  /** Put in portions: each is made into words, and written down for the database, in one piece. */
  async function take(texts: TextChange, roots: readonly number[]): Promise<void> {
    for (let from = 0; from < roots.length; from += AT_ONCE) {
      let portion: CaseText[] = [];
      let room = PORTION;
      for await (const text of readCaseTexts(source, roots.slice(from, from + AT_ONCE))) {
        if (portion.length > 0 && text.body.length > room) {
          await texts.put(portion);
          portion = [];
          room = PORTION;
        }
        portion.push(text);
        room -= text.body.length;
      }
      if (portion.length > 0) await texts.put(portion);
    }
  }

  /** Positions are given out before they are committed: only what can have no smaller one any more. */
  async function newBatches(after: number): Promise<JournalPlace[]> {
    const rows = () =>
      source.reader('cauce_journal').where({ tenant_id: source.tenant }).where('position', '>', after);
    if (!(await rows().first('position'))) return [];
    return (await rows()
      .where('position', '<=', await source.settledPosition())
      .orderBy('position')
      .limit(BATCHES)
      .select('position', 'stream', 'hash')) as JournalPlace[];
  }

  async function rootsOf(streams: readonly string[]): Promise<number[]> {
    const keys = new Set<number>();
    for (const stream of streams) {
      const [kind, key] = stream.split(':');
      if (kind === 'instance') keys.add(Number(key));
    }
    const rows = (await source
      .reader('cauce_process_instances')
      .whereIn('key', [...keys])
      .distinct('root_key')) as { root_key: number }[];
    return rows.map(({ root_key }) => Number(root_key));
  }
}
