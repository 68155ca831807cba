// What a deployment's processes name and the deployment does not hold: found among what is deployed, or nowhere.
import type { Problem } from '../core/index.ts';
import type { LinkedResource } from '../model/index.ts';
import { readVersions } from '../store/contentVersions.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { ReadResources } from './readResources.ts';

/** A decision of an earlier deployment that this one decides by, from now on whatever is deployed later. */
export interface PinnedDecision {
  id: string;
  definitionKey: number;
  hash: string;
}

export interface OutsideLinks {
  decisions: PinnedDecision[];
  /** Only warnings: what is missing may be deployed before it is needed. */
  problems: Problem[];
}

const TABLES = {
  process: ['cauce_process_definitions', 'process_id'],
  decision: ['cauce_decision_definitions', 'decision_id'],
  form: ['cauce_forms', 'form_id'],
} as const;

export async function findOutsideLinks(store: OpenStore, read: ReadResources): Promise<OutsideLinks> {
  const inside = new Set([
    ...read.processes.map(({ model }) => `process ${model.id}`),
    ...read.decisions.map(({ decision }) => `decision ${decision.id}`),
    ...read.forms.map(({ id }) => `form ${id}`),
    ...read.calendars.map((id) => `calendar ${id}`),
  ]);
  const found: OutsideLinks = { decisions: [], problems: [] };
  const pinned = new Set<string>();
  for (const { kind, id, elementId, elementName, resource } of read.links) {
    if (inside.has(`${kind} ${id}`)) continue;
    const row = await rowOf(store, kind, id);
    if (!row)
      found.problems.push({
        severity: 'warning',
        code: 'LINKED_RESOURCE_NOT_DEPLOYED',
        resource: resource.name,
        elementId,
        ...(elementName !== '' && { elementName }),
        values: { kind, id },
      });
    else if (kind === 'decision' && row !== 'there' && !pinned.has(id)) {
      pinned.add(id);
      found.decisions.push({ id, definitionKey: row.key, hash: row.hash });
    }
  }
  return found;
}

async function rowOf(
  store: OpenStore,
  kind: LinkedResource['kind'],
  id: string,
): Promise<{ key: number; hash: string } | 'there' | undefined> {
  if (kind === 'calendar') {
    const versions = await readVersions(store.reader, store.tenant, 'calendar', id);
    return versions.length > 0 ? 'there' : undefined;
  }
  const [table, column] = TABLES[kind];
  return store
    .reader(table)
    .where({ tenant_id: store.tenant, [column]: id })
    .orderBy('version', 'desc')
    .first('key', 'hash');
}
