// Everything that is checked of a database: chains and anchors, the histories executed again, and what else follows from
// them or is recorded in them.
import { verifyDeployments, verifyDocuments } from '../audit/contents.ts';
import { reexecuteAll } from '../audit/histories.ts';
import { verifyReadModels } from '../audit/readModels.ts';
import { readModels } from '../audit/readModelTables.ts';
import { verifyReferenceData } from '../audit/referenceData.ts';
import { verify as verifyChains } from '../audit/verify.ts';
import type { OpenStore } from '../store/openStore.ts';
import { executionOf } from './execution.ts';
import type { Finding, Tell, Verified } from './finding.ts';

export async function verifyEverything(store: OpenStore, tell: Tell, zone?: string): Promise<Verified> {
  const chains = await verifyChains(store, Date.now(), (batches) => tell('chain', batches));
  const broken = new Set(chains.problems.map(({ stream }) => stream));
  const again = await reexecuteAll(store, executionOf(store, broken, tell, zone));
  const rest = await besides(store, chains.ok, tell);
  const { streams, batches, anchors, pastLastAnchor } = chains;
  return {
    streams,
    batches,
    reexecuted: again.same,
    chainOnly: again.chainOnly,
    anchors,
    pastLastAnchor,
    ...rest,
    problems: [...chains.problems, ...again.problems, ...rest.problems],
  };
}

/** What the journal says of everything else, in one snapshot of the database. */
async function besides(store: OpenStore, compare: boolean, tell: Tell) {
  const { tenant, keys } = store;
  const scratch = await store.openScratch(readModels.map(({ name }) => name));
  try {
    const progress = (batches: number) => tell('models', batches);
    const models = compare ? await verifyReadModels({ scratch, tenant, keys, progress }) : undefined;
    const { documents, erased, ...papers } = await verifyDocuments({
      scratch,
      tenant,
      keys,
      progress: (count) => tell('documents', count),
    });
    const { deployments, resources, ...set } = await verifyDeployments({ db: scratch.db, tenant });
    tell('deployments', deployments);
    const catalogs = await verifyReferenceData({ db: scratch.db, tenant }, 'catalog');
    const calendars = await verifyReferenceData({ db: scratch.db, tenant }, 'calendar');
    return {
      documents,
      documentsErased: erased,
      deployments,
      resources,
      catalogs: catalogs.versions,
      calendars: calendars.versions,
      projectionRows: models?.rows ?? null,
      problems: [...(models?.problems ?? []), ...[papers, set, catalogs, calendars].flatMap(problemsOf)],
    };
  } finally {
    await scratch.close();
  }
}

const problemsOf = (part: { problems: Finding[] }) => part.problems;
