// Checks the anchors that hold certain streams: each by its own signature, and that what it says is in the journal.
import type { KeyStore } from '../store/keys.ts';
import type { Db } from '../store/store.ts';
import { type AnchorRow, anchorHash, missing, signatureCheck } from './anchors.ts';
import type { ChainProblem, Streams } from './chain.ts';

const ANCHORS_AT_ONCE = 50;

/** Only the anchors that hold one of these streams, each with its own signature; `past`: batches after the last of them. */
export async function verifyAnchored(
  db: Db,
  keys: KeyStore,
  { tenant, streams }: Streams,
): Promise<{ anchors: number; past: number; problems: ChainProblem[] }> {
  if (streams.length === 0) return { anchors: 0, past: 0, problems: [] };
  const isSigned = await signatureCheck(keys);
  const problems: ChainProblem[] = [];
  const held = new Map<string, number>();
  let anchors = 0;
  for await (const anchor of anchorsNaming(db, streams)) {
    anchors += 1;
    if (anchor.hash !== anchorHash(anchor)) {
      problems.push({ code: 'ANCHOR_BROKEN', tenant: '', stream: '', sequence: anchor.number });
      continue;
    }
    if (!isSigned(anchor))
      problems.push({ code: 'ANCHOR_SIGNATURE', tenant: '', stream: '', sequence: anchor.number });
    const named = (JSON.parse(anchor.streams) as { streams: [string, string, number, string][] }).streams;
    const ours = named.filter(([of, stream]) => of === tenant && streams.includes(stream));
    for (const [, stream, sequence] of ours) held.set(stream, sequence);
    problems.push(...(await missing(db, { ...anchor, streams: JSON.stringify({ streams: ours }) })));
  }
  const tails = (await db('cauce_journal')
    .where({ tenant_id: tenant })
    .whereIn('stream', [...streams])
    .groupBy('stream')
    .select('stream')
    .max('sequence as last')) as unknown as { stream: string; last: number }[];
  const past = tails.reduce((sum, { stream, last }) => sum + Math.max(0, last - (held.get(stream) ?? 0)), 0);
  return { anchors, past, problems: firstOfStream(problems) };
}

/** Several anchors may miss the same batch: the earliest is told. */
function firstOfStream(problems: ChainProblem[]): ChainProblem[] {
  const first = new Map<string, ChainProblem>();
  for (const problem of problems) {
    const id = problem.stream || `anchor ${problem.sequence}`;
    if ((first.get(id)?.sequence ?? Number.POSITIVE_INFINITY) > problem.sequence) first.set(id, problem);
  }
  return [...first.values()];
}

async function* anchorsNaming(db: Db, streams: readonly string[]): AsyncGenerator<AnchorRow> {
  for (let after = 0; ; ) {
    const rows = (await db('cauce_anchors')
      .where('number', '>', after)
      .where((either) => {
        for (const stream of streams) either.orWhere('streams', 'like', `%"${stream}"%`);
      })
      .orderBy('number')
      .limit(ANCHORS_AT_ONCE)) as AnchorRow[];
    yield* rows;
    after = rows.at(-1)?.number ?? after;
    if (rows.length < ANCHORS_AT_ONCE) return;
  }
}
