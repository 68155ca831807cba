// The library's rows as the page shows them: each flow with its processes and what can be done with them, each open draft.
import type { Draft, Present } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { draftAddress } from './draftView.ts';
import type { Health } from './health.ts';
import type { LibraryFlow, LibraryProcess } from './library.ts';
import type { OnTime } from './onTime.ts';

interface Around {
  health: ReadonlyMap<number, Health>;
  onTime: ReadonlyMap<string, OnTime | undefined>;
  deployed: ReadonlyMap<number, number>;
  drafts: readonly Draft[];
  mayDraft: boolean;
  mayMigrate: boolean;
}

/** When each deployment was made. */
export async function deployedView(
  visit: Visit,
  processes: readonly LibraryProcess[],
): Promise<Map<number, number>> {
  const keys = [...new Set(processes.map(({ deploymentKey }) => deploymentKey))];
  const rows: { key: number; deployed_at: number }[] = await visit.engine.store
    .reader('cauce_deployments')
    .whereIn('key', keys)
    .select('key', 'deployed_at');
  return new Map(rows.map((row) => [Number(row.key), Number(row.deployed_at)]));
}

/** Each flow on its own; processes that say of no flow that they are its, together in the end. */
export function flowViews(visit: Visit, flows: readonly LibraryFlow[], around: Around) {
  const isFlow = ({ processes }: LibraryFlow) => processes.some(({ flow }) => flow !== '');
  const alone = flows.filter((flow) => !isFlow(flow));
  const named = flows.filter(isFlow).map((flow) => ({
    ...tagsView(visit, flow),
    shownId: flow.id === flow.name ? '' : flow.id,
    onTime: around.onTime.get(flow.id),
    processes: flow.processes.map((process) => processView(visit, process, flow, around)),
  }));
  if (alone.length === 0) return named;
  const rows = alone.flatMap((flow) =>
    flow.processes.map((process) => ({
      ...processView(visit, process, flow, around),
      own: tagsView(visit, flow),
    })),
  );
  const heading = visit.t(named.length > 0 ? 'library.others' : 'library.processes');
  return [...named, { name: heading, processes: rows }];
}

function tagsView({ base }: Visit, { id, name, tags }: LibraryFlow) {
  return { id, name, tags, tagText: tags.join(', '), tagsAction: `${base}/procesos/etiquetas` };
}

function processView(
  { base, t }: Visit,
  process: LibraryProcess,
  flow: LibraryFlow,
  { health, deployed, drafts, mayDraft, mayMigrate }: Around,
) {
  const { key, deploymentKey, id, name, version, versions, file, running, variant } = process;
  const address = `${base}/procesos/${key}`;
  const other = flow.processes.find((each) => each.variant !== variant && each.variant !== '');
  const draft = drafts.find(({ basedOn }) => basedOn === deploymentKey);
  return {
    id,
    name,
    version,
    file,
    running,
    href: address,
    variant: variant === '' ? '' : t(`processes.${variant}`),
    variantClass: variant,
    at: deployed.get(deploymentKey),
    health: health.get(deploymentKey),
    healthHref: mayDraft ? `${base}/despliegues/${deploymentKey}/salud` : undefined,
    from: mayDraft ? deploymentKey : undefined,
    draftHref: draft && `${base}/borradores/${draft.key}`,
    diagram: `${address}/diagrama.bpmn`,
    zip: `${base}/despliegues/${deploymentKey}/carpeta.zip`,
    differences: versions > 1 ? `${address}/diferencias` : undefined,
    variants: other && variant !== '' ? `${address}/diferencias?con=${other.key}` : undefined,
    migrate: mayMigrate && versions > 1 ? `${address}/migrar` : undefined,
  };
}

export function draftRow(
  visit: Visit,
  draft: Draft,
  {
    names,
    everyone,
  }: { names: ReadonlyMap<string, string>; everyone: readonly (Present & { draftKey: number })[] },
) {
  const { key, name, flow, tags, changedAt, changedBy } = draft;
  const others = everyone.filter(
    ({ draftKey, username }) => draftKey === key && username !== visit.principal.username,
  );
  const here = [...new Set(others.map(({ username }) => names.get(username) ?? username))];
  return {
    name,
    flow,
    tags,
    href: draftAddress(visit, key),
    recover: `${draftAddress(visit, key)}/recuperar`,
    at: changedAt,
    by: names.get(changedBy) ?? changedBy,
    here: here.join(', '),
  };
}
