// Everything that `cauce verify` checks of a database, one check after another, and what it says it checked.
import { verifyDeployments, verifyDocuments } from '../audit/contents.ts';
import { reexecuteAll } from '../audit/histories.ts';
import { verifyReadModels } from '../audit/readModels.ts';
import { readModels } from '../audit/readModelTables.ts';
import { verifyReferenceData } from '../audit/referenceData.ts';
import { verify as verifyChains } from '../audit/verify.ts';
import type { Locale } from '../problemCatalog.ts';
import { withCalendars } from '../runtime/calendarAnswer.ts';
import { createCalendars } from '../runtime/calendars.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { SEMANTICS } from '../runtime/execution.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Progress } from './progress.ts';

interface Finding {
  code: string;
  stream: string;
  sequence: number;
  table?: string;
  row?: string;
  columns?: string;
}

export interface Checked {
  streams: number;
  batches: number;
  /** Executed again with the same events. */
  reexecuted: number;
  chainOnly: number;
  anchors: number;
  pastLastAnchor: number;
  documents: number;
  documentsErased: number;
  deployments: number;
  resources: number;
  /** Versions of catalogs. */
  catalogs: number;
  /** Versions of calendars. */
  calendars: number;
  /** Null: not compared, for where the chain is broken they cannot follow from it. */
  projectionRows: number | null;
}

export async function audit(
  store: OpenStore,
  progress: Progress,
): Promise<Checked & { problems: Finding[] }> {
  const chains = await verifyChains(store, Date.now(), (batches) =>
    progress.at(`cadena: ${batches} lotes`, `chain: ${batches} batches`),
  );
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  const calendars = createCalendars(store, Date.now);
  const again = await reexecuteAll(store, {
    definition: (key) => definitions.byKey(key),
    inputs: (kept) => withCalendars(kept, (id, version) => calendars.answer(id, 0, version)),
    semantics: SEMANTICS,
    broken: new Set(chains.problems.map(({ stream }) => stream)),
    progress: (same) => progress.at(`${same} lotes ejecutados de nuevo`, `${same} batches executed again`),
  });
  const rest = await besides(store, chains.ok, progress);
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
async function besides(store: OpenStore, compare: boolean, progress: Progress) {
  const { tenant, keys } = store;
  const scratch = await store.openScratch(readModels.map(({ name }) => name));
  try {
    const models = compare
      ? await verifyReadModels({
          scratch,
          tenant,
          keys,
          progress: (batches) =>
            progress.at(`proyecciones: ${batches} lotes`, `projections: ${batches} batches`),
        })
      : undefined;
    const { documents, erased, ...papers } = await verifyDocuments({
      scratch,
      tenant,
      keys,
      progress: (count) => progress.at(`${count} documentos`, `${count} documents`),
    });
    const { deployments, resources, ...set } = await verifyDeployments({ db: scratch.db, tenant });
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

/** The first line says how it ended, those after it what was looked at. */
export function lines(checked: Checked, ok: boolean, locale: Locale): string[] {
  const { streams, batches, reexecuted, chainOnly, anchors, pastLastAnchor } = checked;
  const { documents, documentsErased, deployments, resources, catalogs, calendars, projectionRows } = checked;
  if (locale === 'es') {
    const rows = projectionRows === null ? 'no se compararon' : `${projectionRows} filas comparadas`;
    return [
      `${ok ? 'Correcto' : 'ALTERADO'}: ${streams} historiales, ${batches} lotes; ` +
        `${reexecuted} ejecutados de nuevo con los mismos eventos, ${chainOnly} solo con su cadena revisada`,
      `Anclas: ${anchors}; lotes posteriores a la última: ${pastLastAnchor}`,
      `Documentos: ${documents}, de ellos ${documentsErased} suprimidos; despliegues: ${deployments}, con ${resources} archivos; versiones de catálogos: ${catalogs}; de calendarios: ${calendars}`,
      `Proyecciones: ${rows}`,
    ];
  }
  const rows = projectionRows === null ? 'not compared' : `${projectionRows} rows compared`;
  return [
    `${ok ? 'ok' : 'FAILED'}: ${streams} streams, ${batches} batches; ` +
      `${reexecuted} executed again with the same events, ${chainOnly} chain checked only`,
    `Anchors: ${anchors}; batches past the last one: ${pastLastAnchor}`,
    `Documents: ${documents}, ${documentsErased} of them erased; deployments: ${deployments}, with ${resources} files; versions of catalogs: ${catalogs}; of calendars: ${calendars}`,
    `Projections: ${rows}`,
  ];
}
