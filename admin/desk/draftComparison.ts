// What a draft may be compared with, and the two sides of one comparison: folders, drawings, and where diagrams come from.
import type { Draft, Row, VersionFile } from '../engine.ts';
import { newestDeploymentOf, readDeployedFiles } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { isDrawingName } from './changeList.ts';
import { textsOf } from './publishView.ts';
import { numberOf, textOf } from './rows.ts';

export interface Side {
  label: string;
  files: VersionFile[];
  drawing: VersionFile | undefined;
  /** Address of its diagram. */
  href: string | undefined;
}

export interface Choice {
  /** As the address says it: `d12`, a deployment; `a:to-be.bpmn`, another drawing of the draft. */
  value: string;
  label: string;
}

const MOST_VERSIONS = 50;

export const processIdsIn = ({ text }: VersionFile): string[] =>
  [...text.matchAll(/<(?:\w+:)?process\b[^>]*?\sid="([^"]+)"/g)].map(([, id]) => id as string);

/** The deployments of the draft's processes, the one that it began from first; then the other drawings of the draft. */
export async function choicesFor(visit: Visit, draft: Draft, files: VersionFile[], drawing?: VersionFile) {
  const drawings = files.filter(({ name }) => isDrawingName(name));
  const { rows } = await visit.engine.store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'in', value: drawings.flatMap(processIdsIn) }],
    sort: [{ column: 'key', descending: true }],
    limit: MOST_VERSIONS,
  });
  const own = new Set(drawing ? processIdsIn(drawing) : []);
  const versions = rows.filter((row) => own.has(textOf(row.process_id)));
  const choices: Choice[] = versions.map((row) => ({
    value: `d${numberOf(row.deployment_key)}`,
    label: versionLabel(visit, row),
  }));
  if (draft.basedOn !== null && !choices.some(({ value }) => value === `d${draft.basedOn}`))
    choices.unshift({ value: `d${draft.basedOn}`, label: visit.t('comparing.base') });
  choices.sort((a, b) => Number(b.value === `d${draft.basedOn}`) - Number(a.value === `d${draft.basedOn}`));
  for (const { name } of drawings)
    if (name !== drawing?.name)
      choices.push({ value: `a:${name}`, label: visit.t('comparing.otherDrawing', { name }) });
  return choices;
}

function versionLabel(visit: Visit, row: Row): string {
  const version = visit.t('processes.versionN', { version: numberOf(row.version) });
  return `${textOf(row.name) || textOf(row.process_id)} · ${version}`;
}

/** Files of a deployment of this organisation. */
export async function deployedFiles(visit: Visit, key: number): Promise<VersionFile[] | undefined> {
  const { reader, tenant } = visit.engine.store;
  const row = await reader('cauce_deployments').where({ tenant_id: tenant, key }).first('key');
  return row && textsOf(await readDeployedFiles(reader, key));
}

/** The other side's drawing: of the same name, else of the same process. */
export function counterpartOf(files: readonly VersionFile[], drawing: VersionFile): VersionFile | undefined {
  const named = files.find(({ name }) => name === drawing.name);
  if (named) return named;
  const own = new Set(processIdsIn(drawing));
  const drawings = files.filter(({ name }) => isDrawingName(name));
  return drawings.find((file) => processIdsIn(file).some((id) => own.has(id)));
}

/** The deployment whose place a draft would take now. */
export async function presentOf(visit: Visit, draft: Draft, files: readonly VersionFile[]) {
  const { reader, tenant } = visit.engine.store;
  const ids = files.filter(({ name }) => isDrawingName(name)).flatMap(processIdsIn);
  return (await newestDeploymentOf(reader, tenant, ids))?.key ?? draft.basedOn ?? undefined;
}
