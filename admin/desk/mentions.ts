// Who is called in a note and has not looked yet: for the home page and for what people watch.
import {
  authorize,
  type Call,
  caseFacts,
  findNote,
  readCalls,
  readFromOutside,
  readNews,
} from '../engine.ts';
import type { Visit } from '../visit.ts';
import { excerptOf } from './conversation/excerpt.ts';
import { actorWords, casesOf, namesOf } from './names.ts';
import { openStoreOf } from './openStore.ts';
import { plainNumber } from './rows.ts';

const MOST = 30;

export interface MentionView {
  caseKey: number;
  number: string;
  /** Who wrote, in words. */
  who: string;
  at: number;
  excerpt: string;
  /** An answer is waited for. */
  isQuestion: boolean;
  href: string;
}

export interface NewsView {
  caseKey: number;
  number: string;
  notes: number;
  at: number;
  href: string;
}

const personOf = ({ engine, principal }: Visit) => ({
  tenant: engine.store.tenant,
  username: principal.username,
});

/** Questions first, then the newest. What this person may not read calls nobody. */
export async function unreadMentions(visit: Visit, most = MOST): Promise<MentionView[]> {
  const { store } = visit.engine;
  const calls = await readable(visit, await callsOf(visit, most));
  const [cases, names] = await Promise.all([
    casesOf(
      store,
      calls.map(({ caseKey }) => caseKey),
    ),
    namesOf(
      store,
      calls.map(({ author }) => author),
    ),
  ]);
  return Promise.all(
    calls.map(async ({ noteKey, caseKey, author, at, pending }) => ({
      caseKey,
      number: cases.get(caseKey)?.number ?? plainNumber(caseKey),
      who: actorWords(visit, author, names),
      at,
      excerpt: excerptOf((await findNote(openStoreOf(visit), noteKey))?.text ?? ''),
      isQuestion: pending,
      href: `${visit.base}/casos/${caseKey}#nota-${noteKey}`,
    })),
  );
}

/** Watched cases with notes that this person has not seen. */
export async function watchedNews(visit: Visit, most = MOST): Promise<NewsView[]> {
  const { store } = visit.engine;
  const news = await readable(visit, await readNews(store.reader, personOf(visit), most));
  const cases = await casesOf(
    store,
    news.map(({ caseKey }) => caseKey),
  );
  return news.map((each) => ({
    ...each,
    number: cases.get(each.caseKey)?.number ?? plainNumber(each.caseKey),
    href: `${visit.base}/casos/${each.caseKey}#conversacion`,
  }));
}

/** How many wait, for a number beside a link; at most `MOST`. */
export async function countMentions(visit: Visit): Promise<number> {
  return (await callsOf(visit, MOST)).length;
}

/** Questions first, then the newest; what the requester writes calls whoever has the work. */
async function callsOf(visit: Visit, most: number): Promise<Call[]> {
  const { reader } = visit.engine.store;
  const person = personOf(visit);
  const [calls, outside] = await Promise.all([
    readCalls(reader, person, most),
    readFromOutside(reader, person, most),
  ]);
  return [...calls, ...outside]
    .sort((one, other) => Number(other.pending) - Number(one.pending) || other.at - one.at)
    .slice(0, most);
}

async function readable<Row extends { caseKey: number }>(visit: Visit, rows: Row[]): Promise<Row[]> {
  const { engine, principal } = visit;
  const allowed = new Set<number>();
  for (const caseKey of new Set(rows.map((row) => row.caseKey))) {
    const facts = await caseFacts(engine.store, principal, caseKey);
    if (authorize(principal, 'case:read', facts)) allowed.add(caseKey);
  }
  return rows.filter(({ caseKey }) => allowed.has(caseKey));
}
