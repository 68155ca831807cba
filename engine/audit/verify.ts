// Verifies the whole journal: every chain, every anchor, and what the anchors say should be there.
import type { KeyStore } from '../store/keys.ts';
import type { Db } from '../store/store.ts';
import { verifyAnchors } from './anchors.ts';
import { type ChainProblem, verifyChain } from './chain.ts';

export interface Verification {
  ok: boolean;
  streams: number;
  batches: number;
  anchors: number;
  /** Batches committed after the last anchor: nothing but their own chain and the projections holds them yet. */
  pastLastAnchor: number;
  /** At most one for each stream: its first break. */
  problems: ChainProblem[];
}

const OVERDUE = 10 * 60_000;

export async function verify(
  store: { readonly reader: Db; readonly keys: KeyStore },
  now: number,
  progress?: (batches: number) => void,
): Promise<Verification> {
  // Anchors first: a batch committed meanwhile is then never missing from what the chain reads.
  const { anchors, position, problems: anchored } = await verifyAnchors(store.reader, store.keys);
  const past = await beyond(store.reader, position);
  // A server writes one a minute: an older journal without any never had one, or lost all of them.
  if (anchors === 0 && anchored.length === 0 && past.first !== null && past.first < now - OVERDUE)
    anchored.push({ code: 'ANCHORS_MISSING', tenant: '', stream: '', sequence: 1 });
  const { streams, batches, problems: chained } = await verifyChain(store.reader, progress);
  const problems = firstOfEach([...chained, ...anchored]);
  return { ok: problems.length === 0, streams, batches, anchors, pastLastAnchor: past.batches, problems };
}

async function beyond(db: Db, position: number): Promise<{ batches: number; first: number | null }> {
  const [row] = (await db('cauce_journal')
    .where('position', '>', position)
    .count({ batches: '*' })
    .min({ first: 'at' })) as unknown as { batches: number; first: number | null }[];
  return row ?? { batches: 0, first: null };
}

/** Of several problems of one stream the earliest batch counts; at the same batch, what the chain says. */
function firstOfEach(problems: ChainProblem[]): ChainProblem[] {
  const first = new Map<string, ChainProblem>();
  for (const problem of problems) {
    const id = problem.stream === '' ? `anchor|${problem.sequence}` : `${problem.tenant}|${problem.stream}`;
    const known = first.get(id);
    if (!known || problem.sequence < known.sequence) first.set(id, problem);
  }
  return [...first.values()];
}
