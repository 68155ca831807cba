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
  /** At most one for each stream: its first break. */
  problems: ChainProblem[];
}

export async function verify(
  store: { readonly reader: Db; readonly keys: KeyStore },
  progress?: (batches: number) => void,
): Promise<Verification> {
  // Anchors first: a batch committed meanwhile is then never missing from what the chain reads.
  const { anchors, problems: anchored } = await verifyAnchors(store.reader, store.keys);
  const { streams, batches, problems: chained } = await verifyChain(store.reader, progress);
  const problems = firstOfEach([...chained, ...anchored]);
  return { ok: problems.length === 0, streams, batches, anchors, problems };
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
