// Deployed process definitions with everything that executing them takes: model, decisions, FEEL; read once each.
import type { Lookup, Ports, ProcessModel } from '../core/index.ts';
import type { FeelFunction } from '../expressions/index.ts';
import { lru, remembered } from '../store/lru.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Row } from '../store/store.ts';
import { portsOf } from './definitionPorts.ts';
import { gathered } from './gathered.ts';

export interface Definition {
  key: number;
  processId: string;
  name: string;
  version: number;
  versionTag?: string;
  deploymentKey: number;
  deploymentHash: string;
  resourceName: string;
  model: ProcessModel;
  ports: Ports;
}

export interface Definitions {
  byKey(key: number): Promise<Definition | undefined>;
  /** Latest version, or the one asked for. */
  byId(processId: string, version?: number): Promise<Definition | undefined>;
  /** As call activities bind: in the caller's deployment first, else the latest; or by version or its tag. */
  bound(lookup: Lookup & { kind: 'process' }, caller: Definition): Promise<number | null>;
  /** FEEL and decisions of one deployment. */
  ports(deploymentKey: number): Promise<Ports>;
  /** The newest deployed file of that name, e.g. `calendars/co-legal.json`. */
  resource(name: string): Promise<Buffer | undefined>;
  /** A file deployed together with a definition, else the newest of that name. */
  resourceOf(deploymentKey: number, name: string): Promise<Buffer | undefined>;
  /** As `resourceOf`, by the key of the definition. */
  resourceWith(definitionKey: number, name: string): Promise<Buffer | undefined>;
  /** Forgets what a deployment may have changed. */
  deployed(): void;
}

/** A drawing of 60 tasks takes 90 KB; instances in memory hold theirs. */
const MOST_KNOWN = 1_000;

export function createDefinitions(
  store: OpenStore,
  functions: { readonly [name: string]: FeelFunction },
  zone: string,
): Definitions {
  const known = lru<number, Promise<Definition | undefined>>(MOST_KNOWN);
  const portsKnown = lru<number, Promise<Ports>>(MOST_KNOWN);
  const latest = new Map<string, number>();
  const resources = new Map<string, Buffer>();
  const newestKnown = new Map<string, { key: number; content: Buffer }>();
  const { reader, tenant, shared } = store;
  const newestKeys = gathered<string, number>(async (ids) => {
    const rows: { process_id: string; key: number }[] = await reader('cauce_process_definitions as d')
      .where({ tenant_id: tenant })
      .whereIn('process_id', ids)
      .whereRaw(
        `version = (SELECT max(version) FROM cauce_process_definitions AS other
          WHERE other.tenant_id = d.tenant_id AND other.process_id = d.process_id)`,
      )
      .select('process_id', 'key');
    return new Map(rows.map(({ process_id, key }) => [process_id, key]));
  });
  /** Grows at each deployment: an answer read before it must not be remembered after it. */
  let generation = 0;

  const definitions: Definitions = {
    byKey: (key) => remembered(known, key, () => load(key)),
    async byId(processId, version) {
      const key = version === undefined ? await latestOf(processId) : await keyOf(processId, version);
      return key === undefined ? undefined : definitions.byKey(key);
    },
    async bound({ id: processId, binding, versionTag, version }, caller) {
      if (binding === 'deployment') {
        const key = await memberKey(caller.deploymentKey, processId);
        if (key !== undefined) return key;
      }
      if (binding === 'versionTag') {
        const row = await reader('cauce_process_definitions')
          .where({ tenant_id: tenant, process_id: processId, version_tag: versionTag ?? '' })
          .orderBy('version', 'desc')
          .first('key');
        return row?.key ?? null;
      }
      return (
        (await definitions.byId(processId, binding === 'version' ? (version ?? 0) : undefined))?.key ?? null
      );
    },
    ports: (deploymentKey) =>
      remembered(portsKnown, deploymentKey, () => portsOf(reader, deploymentKey, functions, zone)),
    async resource(name) {
      if (shared) return newest(name);
      const known = resources.get(name);
      if (known) return known;
      const asked = generation;
      const row: { content: Buffer } | undefined = await reader('cauce_resources as r')
        .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
        .where({ 'd.tenant_id': tenant, 'r.name': name })
        .orderBy('r.key', 'desc')
        .first('r.content');
      if (row && asked === generation) resources.set(name, row.content);
      return row?.content;
    },
    async resourceOf(deploymentKey, name) {
      const row = await reader('cauce_resources')
        .where({ deployment_key: deploymentKey, name })
        .first('content');
      return row?.content ?? definitions.resource(name);
    },
    async resourceWith(definitionKey, name) {
      const definition = await definitions.byKey(definitionKey);
      return definitions.resourceOf(definition?.deploymentKey ?? 0, name);
    },
    deployed() {
      generation += 1;
      latest.clear();
      resources.clear();
    },
  };
  return definitions;

  async function latestOf(processId: string): Promise<number | undefined> {
    // Where nodes share the store, any of them may deploy the next version: asked each time.
    if (shared) return newestKeys(processId);
    const id = latest.get(processId);
    if (id !== undefined) return id;
    const asked = generation;
    const key = await newestKeys(processId);
    if (key !== undefined && asked === generation) latest.set(processId, key);
    return key;
  }

  async function keyOf(processId: string, version: number): Promise<number | undefined> {
    const row = await reader('cauce_process_definitions')
      .where({ tenant_id: tenant, process_id: processId, version })
      .first('key');
    return row?.key;
  }

  /** Another node may have deployed a newer one; its content is read once. */
  async function newest(name: string): Promise<Buffer | undefined> {
    const row: { key: number } | undefined = await reader('cauce_resources as r')
      .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
      .where({ 'd.tenant_id': tenant, 'r.name': name })
      .orderBy('r.key', 'desc')
      .first('r.key');
    if (!row) return undefined;
    const known = newestKnown.get(name);
    if (known?.key === row.key) return known.content;
    const { content } = await reader('cauce_resources').where({ key: row.key }).first('content');
    newestKnown.set(name, { key: row.key, content });
    return content;
  }

  /** Files that kept their version belong to an older deployment, too: members say what a deployment contains. */
  async function memberKey(deploymentKey: number, processId: string): Promise<number | undefined> {
    const row = await reader('cauce_deployment_members')
      .where({ deployment_key: deploymentKey, kind: 'process', id: processId })
      .first('definition_key');
    return row?.definition_key;
  }

  async function load(key: number): Promise<Definition | undefined> {
    const row = await store.find('process_definitions', { key });
    return row && definitionOf(row, await definitions.ports(Number(row.deployment_key)));
  }
}

function definitionOf(row: Row, ports: Ports): Definition {
  return {
    key: Number(row.key),
    processId: String(row.process_id),
    name: String(row.name),
    version: Number(row.version),
    ...(row.version_tag !== null && { versionTag: String(row.version_tag) }),
    deploymentKey: Number(row.deployment_key),
    deploymentHash: String(row.hash),
    resourceName: String(row.resource_name),
    model: JSON.parse(String(row.model)) as ProcessModel,
    ports,
  };
}
