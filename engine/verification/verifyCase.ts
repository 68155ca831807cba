// The same proof for one case alone: its streams' chains, the anchors that hold them, its commands executed again, its
// documents. Whether whole cases are missing is what only the verification of everything can tell.
import { verifyAnchored } from '../audit/anchoredStreams.ts';
import { verifyChain } from '../audit/chain.ts';
import { verifyDocuments } from '../audit/contents.ts';
import { reexecuteStreams } from '../audit/histories.ts';
import type { OpenStore } from '../store/openStore.ts';
import { executionOf } from './execution.ts';
import type { Tell, Verified } from './finding.ts';

export async function verifyCase(
  store: OpenStore,
  caseKey: number,
  tell: Tell,
  zone?: string,
): Promise<Verified> {
  const { reader: db, tenant, keys } = store;
  const instances = (await db('cauce_process_instances')
    .where({ tenant_id: tenant, root_key: caseKey })
    .orderBy('key')
    .select('key')) as { key: number }[];
  const streams = instances.map(({ key }) => `instance:${key}`);
  const chain = await verifyChain(db, (batches) => tell('chain', batches), { tenant, streams });
  const anchored = await verifyAnchored(db, keys, { tenant, streams });
  const broken = new Set([...chain.problems, ...anchored.problems].map(({ stream }) => stream));
  const again = await reexecuteStreams(store, streams, executionOf(store, broken, tell, zone));
  const scratch = await store.openScratch([]);
  try {
    const papers = await verifyDocuments({
      scratch,
      tenant,
      keys,
      caseKey,
      progress: (count) => tell('documents', count),
    });
    return {
      streams: chain.streams,
      batches: chain.batches,
      reexecuted: again.same,
      chainOnly: again.chainOnly,
      anchors: anchored.anchors,
      pastLastAnchor: anchored.past,
      documents: papers.documents,
      documentsErased: papers.erased,
      deployments: 0,
      resources: 0,
      catalogs: 0,
      calendars: 0,
      projectionRows: null,
      problems: [...chain.problems, ...anchored.problems, ...again.problems, ...papers.problems],
    };
  } finally {
    await scratch.close();
  }
}
