// Deployment: every file read and judged first; with one error nothing is deployed, and all problems are told at once.
import { createHash } from 'node:crypto';
import { type Json, type Problem, type ProcessModel, startSubscriptions } from '../core/index.ts';
import { createPorts, type DecisionModel, parseDecisions } from '../expressions/index.ts';
import { parseInWorker } from '../model/index.ts';
import { type DeployedVersion, insertDeployment, type NewDeployment } from '../store/deployments.ts';
import { checkCalendar } from '../time/index.ts';
import { parseCatalog } from './catalog.ts';
import { checkFeelModule } from './checkFeel.ts';
import { type Definitions, zonePorts } from './definitions.ts';
import type { DeployedDefinition, DeployOutcome, Engine, Principal, Resource } from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';
import { knowsZone, zoneOf } from './zones.ts';

export interface DeployerOptions extends RuntimeOptions {
  definitions: Definitions;
  now(): number;
  /** Called after a deployment: start timers may be new. */
  changed(): void;
}

interface Read {
  problems: Problem[];
  processes: { model: ProcessModel; resource: Resource }[];
  decisions: { decision: DecisionModel; resource: Resource }[];
  forms: { id: string; name: string; schema: string; resource: Resource }[];
}

const MOST_BYTES = 2 * 1024 * 1024;

export function createDeployer(options: DeployerOptions): Pick<Engine, 'deploy'> {
  const { store, definitions, now } = options;
  return {
    async deploy(resources, by, name) {
      const read: Read = { problems: [], processes: [], decisions: [], forms: [] };
      for (const resource of resources) await readResource(resource, read);
      checkSet(read, resources);
      if (read.problems.some(({ severity }) => severity === 'error'))
        return { ok: false, problems: read.problems };
      return insert(read, resources, by, name ?? resources[0]?.name ?? '');
    },
  };

  async function readResource(resource: Resource, read: Read): Promise<void> {
    const { name, content } = resource;
    // Drawings and decisions are measured by who reads them.
    if (content.length > MOST_BYTES && !/\.(bpmn|dmn)$/.test(name)) {
      const values = { bytes: content.length, limit: MOST_BYTES };
      read.problems.push({ severity: 'error', code: 'RESOURCE_TOO_LARGE', resource: name, values });
      return;
    }
    if (name.endsWith('.bpmn')) {
      const { processes, problems } = await parseInWorker(content, name, { checkFeelModule });
      read.problems.push(...problems);
      read.processes.push(...processes.map((model) => ({ model, resource })));
    } else if (name.endsWith('.dmn')) {
      const parsed = await parseDecisions(content.toString('utf8'), name, Object.keys(feelFunctions()));
      read.problems.push(...parsed.problems);
      read.decisions.push(...parsed.decisions.map((decision) => ({ decision, resource })));
    } else if (name.endsWith('.form')) readForm(resource, read);
    else if (/(^|\/)calendars\/[^/]+\.json$/.test(name)) readCalendar(resource, read);
    else if (/(^|\/)catalogs\/[^/]+\.csv$/.test(name)) parseCatalog(content.toString('utf8'));
  }

  function readForm(resource: Resource, read: Read): void {
    const json = jsonOf(resource, read);
    if (json === undefined) return;
    read.problems.push(...options.checkForm(json, resource.name));
    const id = (json as { id?: unknown }).id;
    if (typeof id === 'string')
      read.forms.push({ id, name: id, schema: resource.content.toString('utf8'), resource });
  }

  function readCalendar(resource: Resource, read: Read): void {
    const json = jsonOf(resource, read);
    if (json === undefined) return;
    const checked = checkCalendar(json as Json, knowsZone);
    if (checked.ok) return;
    for (const { code, values } of checked.problems)
      read.problems.push({ severity: 'error', code, resource: resource.name, values });
  }

  async function insert(
    read: Read,
    resources: Resource[],
    by: Principal,
    name: string,
  ): Promise<DeployOutcome> {
    const count = 1 + resources.length + read.processes.length + read.decisions.length + read.forms.length;
    let key = await store.reserve('record', count);
    const nextKey = () => key++;
    const set = deploymentOf(read, resources, { nextKey, name, by: by.username, at: now() });
    const result = await store.write((db) => insertDeployment(db, store.tenant, set));
    definitions.deployed();
    options.changed();
    const found = result.definitions.map((one) => withRequirements(one, read));
    return { ok: true, deploymentKey: result.key, definitions: found, problems: read.problems };
  }

  function deploymentOf(
    read: Read,
    resources: Resource[],
    facts: { nextKey(): number; name: string; by: string; at: number },
  ): NewDeployment {
    const { nextKey, name, by, at } = facts;
    const files = resources.map(({ name: file, content }) => ({
      name: file,
      hash: sha256(content),
      content,
    }));
    // What a process decides and asks with belongs to how it runs: another decision is another version of the process.
    const around = files.filter(({ name: file }) => /\.(dmn|form)$/.test(file)).map(({ hash }) => hash);
    const zone = options.zone ?? 'America/Bogota';
    const ports = createPorts({ functions: feelFunctions(zoneOf(zone)), ...zonePorts(zone) });
    return {
      key: nextKey(),
      name,
      by,
      at,
      hash: sha256(
        files
          .map((file) => `${file.name}\n${file.hash}\n`)
          .sort()
          .join(''),
      ),
      resources: files.map((file) => ({ key: nextKey(), ...file })),
      processes: read.processes.map(({ model, resource }) => ({
        key: nextKey(),
        id: model.id,
        name: model.name,
        resourceName: resource.name,
        hash: sha256([sha256(resource.content), ...around.sort()].join('\n')),
        model,
        startSubscriptions: startSubscriptions(model, at, ports).map(({ element, ...rest }) => ({
          elementId: element,
          ...rest,
        })),
      })),
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
    };
  }
}

/** Problems that only the whole set shows: one id given twice, a decision or form that is nowhere. */
function checkSet(read: Read, resources: Resource[]): void {
  const seen = new Map<string, string>();
  const once = (kind: string, id: string, resource: string) => {
    const key = `${kind} ${id}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const values = { kind, id, other };
      read.problems.push({
        severity: 'error',
        code: 'ID_DEPLOYED_TWICE',
        resource,
        ...(kind !== 'file' && { elementId: id }),
        values,
      });
    }
    seen.set(key, resource);
  };
  for (const { model, resource } of read.processes) once('process', model.id, resource.name);
  for (const { decision, resource } of read.decisions) once('decision', decision.id, resource.name);
  for (const { id, resource } of read.forms) once('form', id, resource.name);
  for (const { name } of resources) once('file', name, name);
}

function jsonOf({ name, content }: Resource, read: Read): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    read.problems.push({ severity: 'error', code: 'JSON_MALFORMED', resource: name, values: { reason } });
    return undefined;
  }
}

function withRequirements(one: DeployedVersion, read: Read): DeployedDefinition {
  const found = one.kind === 'decision' && read.decisions.find(({ decision }) => decision.id === one.id);
  if (!found) return one;
  const { requirementsId, requirementsName } = found.decision;
  return { ...one, requirementsId, requirementsName };
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
