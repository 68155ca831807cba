// Deployment: every file read and judged first; with one error nothing is deployed, and all problems are told at once.
import { startSubscriptions } from '../core/index.ts';
import { createPorts } from '../expressions/index.ts';
import { type ContentKind, deployVersion } from '../store/contentVersions.ts';
import { type DeployedVersion, insertDeployment, type NewDeployment } from '../store/deployments.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import { zonePorts } from './definitionPorts.ts';
import type { Definitions } from './definitions.ts';
import { hashOfNamed, sha256 } from './deploymentHash.ts';
import type {
  DeployedDefinition,
  DeployOutcome,
  Engine,
  Principal,
  Resource,
  WithDeployment,
} from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';
import { findOutsideLinks, type PinnedDecision } from './outsideLinks.ts';
import { type ReadResources, readResources } from './readResources.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';
import { zoneOf } from './zones.ts';

export interface DeployerOptions extends RuntimeOptions {
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Calendars;
  now(): number;
  /** Called after a deployment: start timers may be new. */
  changed(): Promise<void>;
}

interface Facts {
  nextKey(): number;
  name: string;
  by: string;
  at: number;
  pinned: PinnedDecision[];
}

export function createDeployer(options: DeployerOptions): Pick<Engine, 'check' | 'deploy'> {
  const { store, definitions, catalogs, calendars, now, zone = 'America/Bogota' } = options;
  /** One after another: which versions are the latest must hold until the deployment is in. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    check: async (resources) => (await readResources(resources, options.checkForm)).problems,
    async deploy(resources, by, name, along = {}) {
      const read = await readResources(resources, options.checkForm);
      if (read.problems.some(({ severity }) => severity === 'error'))
        return { ok: false, problems: read.problems };
      const mine = last.then(() => insert(read, resources, by, name ?? resources[0]?.name ?? '', along));
      last = mine.catch(() => {});
      return mine;
    },
  };

  async function insert(
    read: ReadResources,
    resources: Resource[],
    by: Principal,
    name: string,
    along: WithDeployment,
  ): Promise<DeployOutcome> {
    const count = 1 + resources.length + read.processes.length + read.decisions.length + read.forms.length;
    let key = await store.reserve('record', count);
    const first = key;
    // In the single writer's turn: what is linked to, and which versions are the latest, holds until this is in.
    const { result, links } = await store.write(async (db) => {
      key = first;
      await along.before?.(db);
      const links = await findOutsideLinks(store, read);
      const facts = { nextKey: () => key++, name, by: by.username, at: now(), pinned: links.decisions };
      const set = deploymentOf(read, resources, facts);
      const result = await insertDeployment(db, store.tenant, set);
      for (const { kind, ...file } of referenceDataIn(resources))
        await deployVersion(db, store.tenant, kind, {
          ...file,
          ...facts,
          source: `deployment:${result.key}`,
        });
      await along.after?.(db, result.key, result.definitions);
      return { links, result };
    });
    definitions.deployed();
    catalogs.deployed();
    calendars.deployed();
    await options.changed();
    const found = result.definitions.map((one) => withRequirements(one, read));
    const problems = [...read.problems, ...links.problems];
    return { ok: true, deploymentKey: result.key, definitions: found, problems };
  }

  function deploymentOf(read: ReadResources, resources: Resource[], facts: Facts): NewDeployment {
    const { nextKey, name, by, at, pinned } = facts;
    const files = resources.map(({ name: file, content }) => ({
      name: file,
      hash: sha256(content),
      content,
    }));
    const hash = hashOfNamed(files);
    return {
      key: nextKey(),
      name,
      by,
      at,
      hash,
      resources: files.map((file) => ({ key: nextKey(), ...file })),
      processes: processesOf(read, files, facts),
      decisions: read.decisions.map(({ decision, resource }) => ({
        key: nextKey(),
        id: decision.id,
        name: decision.name,
        requirementsId: decision.requirementsId,
        requirementsName: decision.requirementsName,
        resourceName: resource.name,
        hash: sha256(resource.content),
      })),
      forms: read.forms.map(({ id, name: formName, schema, resource }) => ({
        key: nextKey(),
        id,
        name: formName,
        schema,
        resourceName: resource.name,
        hash: sha256(resource.content),
      })),
      pinnedDecisions: pinned.map(({ id, definitionKey }) => ({ id, definitionKey })),
    };
  }

  function processesOf(
    read: ReadResources,
    files: { name: string; hash: string }[],
    { nextKey, at, pinned }: Facts,
  ): NewDeployment['processes'] {
    // What a process decides, asks and writes with belongs to how it runs: another mail is another version of the process.
    const around = [
      ...files.filter(({ name }) => /\.(dmn|form|hbs)$/.test(name)).map(({ hash }) => hash),
      ...pinned.map(({ hash }) => hash),
    ].toSorted();
    const ports = createPorts({ functions: feelFunctions(zoneOf(zone)), ...zonePorts(zone) });
    return read.processes.map(({ model, resource }) => ({
      key: nextKey(),
      id: model.id,
      name: model.name,
      resourceName: resource.name,
      hash: sha256([sha256(resource.content), ...around].join('\n')),
      model,
      startSubscriptions: startSubscriptions(model, at, ports).map(({ element, ...rest }) => ({
        elementId: element,
        ...rest,
      })),
    }));
  }
}

function referenceDataIn(resources: Resource[]): { kind: ContentKind; id: string; content: string }[] {
  return resources.flatMap(({ name, content }) => {
    const [, folder, id, type] = /(?:^|\/)(catalogs|calendars)\/([^/]+)\.(csv|json)$/.exec(name) ?? [];
    const kind = folder === 'catalogs' ? 'catalog' : 'calendar';
    const isOne = id !== undefined && type === (kind === 'catalog' ? 'csv' : 'json');
    return isOne ? [{ kind, id, content: content.toString('utf8') }] : [];
  });
}

function withRequirements(one: DeployedVersion, read: ReadResources): DeployedDefinition {
  const found = one.kind === 'decision' && read.decisions.find(({ decision }) => decision.id === one.id);
  if (!found) return one;
  const { requirementsId, requirementsName } = found.decision;
  return { ...one, requirementsId, requirementsName };
}
