// The files of a deployment read and judged, all of them before any is stored, so that all problems are told at once.
import type { Json, Problem, ProcessModel } from '../core/index.ts';
import { type DecisionModel, parseDecisions } from '../expressions/index.ts';
import { type LinkedResource, parseInWorker } from '../model/index.ts';
import { checkCalendar } from '../time/index.ts';
import { checkCatalog } from './catalog.ts';
import { checkFeelModule } from './checkFeel.ts';
import {
  checkConsent,
  checkFacts,
  checkGuide,
  checkIndicators,
  checkIntake,
  checkMail,
  checkRequests,
  checkRoles,
  checkWebhook,
} from './checkProcessFiles.ts';
import { checkSlas } from './checkSlas.ts';
import { isDrawing } from './drawingFiles.ts';
import type { Resource } from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';
import { isGuideName } from './guideText.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';
import { knowsZone } from './zones.ts';

export interface ReadResources {
  problems: Problem[];
  processes: { model: ProcessModel; resource: Resource }[];
  decisions: { decision: DecisionModel; resource: Resource }[];
  forms: { id: string; name: string; schema: string; resource: Resource }[];
  /** Ids. */
  calendars: string[];
  /** What the processes name and may lie elsewhere. */
  links: (LinkedResource & { resource: Resource })[];
}

const MOST_BYTES = 2 * 1024 * 1024;

export async function readResources(
  resources: Resource[],
  checkForm: RuntimeOptions['checkForm'],
): Promise<ReadResources> {
  const read: ReadResources = {
    problems: [],
    processes: [],
    decisions: [],
    forms: [],
    calendars: [],
    links: [],
  };
  for (const resource of resources) await readResource(resource, read, checkForm);
  checkSet(read, resources);
  return read;
}

async function readResource(
  resource: Resource,
  read: ReadResources,
  checkForm: RuntimeOptions['checkForm'],
): Promise<void> {
  const { name, content } = resource;
  // Drawings and decisions are measured by who reads them.
  const drawn = isDrawing(name, content);
  if (content.length > MOST_BYTES && !drawn && !name.endsWith('.dmn')) {
    const values = { bytes: content.length, limit: MOST_BYTES };
    read.problems.push({ severity: 'error', code: 'RESOURCE_TOO_LARGE', resource: name, values });
    return;
  }
  if (drawn) {
    const { processes, problems, links } = await parseInWorker(content, name, { checkFeelModule });
    read.problems.push(...problems);
    for (const model of processes) {
      read.problems.push(...checkEmbeddedForms(model, name, checkForm));
      read.problems.push(...checkSlas(model, name));
    }
    read.processes.push(...processes.map((model) => ({ model, resource })));
    read.links.push(...links.map((link) => ({ ...link, resource })));
  } else if (name.endsWith('.dmn')) {
    const parsed = await parseDecisions(content.toString('utf8'), name, Object.keys(feelFunctions()));
    read.problems.push(...parsed.problems);
    read.decisions.push(...parsed.decisions.map((decision) => ({ decision, resource })));
  } else if (name.endsWith('.form')) readForm(resource, read, checkForm);
  else if (/(^|\/)calendars\/[^/]+\.json$/.test(name)) readCalendar(resource, read);
  else if (/(^|\/)catalogs\/[^/]+\.csv$/.test(name)) read.problems.push(...checkCatalog(content, name));
  else if (name.endsWith('.hbs')) read.problems.push(...checkMail(resource));
  else if (/(^|\/)consents\/[^/]+\.md$/.test(name)) read.problems.push(...checkConsent(resource));
  else if (isGuideName(name)) read.problems.push(...checkGuide(resource));
  else if (name.endsWith('.json')) readJson(resource, read);
}

/** A form in the drawing that cannot be shown is left out, and a generated one takes its place. */
function checkEmbeddedForms(
  model: ProcessModel,
  resource: string,
  checkForm: RuntimeOptions['checkForm'],
): Problem[] {
  return model.elements.flatMap((element) => {
    const { form, ...rest } = element.config;
    if (form === undefined) return [];
    const problems = checkForm(form, resource);
    if (problems.some(({ severity }) => severity === 'error')) element.config = rest;
    return problems.map((problem) => ({ ...problem, severity: 'warning' as const }));
  });
}

function readForm(resource: Resource, read: ReadResources, checkForm: RuntimeOptions['checkForm']): void {
  const json = jsonOf(resource, read);
  if (json === undefined) return;
  read.problems.push(...checkForm(json, resource.name));
  const id = (json as { id?: unknown } | null)?.id;
  if (typeof id === 'string')
    read.forms.push({ id, name: id, schema: resource.content.toString('utf8'), resource });
}

function readCalendar(resource: Resource, read: ReadResources): void {
  const id = /([^/]+)\.json$/.exec(resource.name)?.[1];
  if (id !== undefined) read.calendars.push(id);
  const json = jsonOf(resource, read);
  if (json === undefined) return;
  const checked = checkCalendar(json as Json, knowsZone);
  const { name } = resource;
  if (!checked.ok) {
    for (const { code, values } of checked.problems)
      read.problems.push({ severity: 'error', code, resource: name, values });
  } else if (checked.calendar.id !== id) {
    // Expressions know it by the name of its file.
    const values = { id: id ?? '', found: checked.calendar.id };
    read.problems.push({ severity: 'warning', code: 'CALENDAR_ID_DIFFERS', resource: name, values });
  }
}

function readJson(resource: Resource, read: ReadResources): void {
  const json = jsonOf(resource, read);
  if (json === undefined) return;
  const { name } = resource;
  if (/(^|\/)roles\.json$/.test(name)) read.problems.push(...checkRoles(json, name));
  if (/(^|\/)webhooks\/[^/]+\.json$/.test(name)) read.problems.push(...checkWebhook(json, name));
  if (/(^|\/)intakes\/[^/]+\.json$/.test(name)) read.problems.push(...checkIntake(json, name));
  if (/(^|\/)requests\.json$/.test(name)) read.problems.push(...checkRequests(json, name));
  if (/(^|\/)facts\.json$/.test(name)) read.problems.push(...checkFacts(json, name));
  if (/(^|\/)indicators\.json$/.test(name)) read.problems.push(...checkIndicators(json, name));
}

/** Problems that only the whole set shows: one id or one name given twice. */
function checkSet(read: ReadResources, resources: Resource[]): void {
  const seen = new Map<string, string>();
  const once = (kind: string, id: string, resource: string) => {
    const key = `${kind} ${id}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const values = { kind, id, ...(other !== resource && { other }) };
      const element = kind === 'file' ? {} : { elementId: id };
      read.problems.push({ severity: 'error', code: 'ID_DEPLOYED_TWICE', resource, ...element, values });
    }
    seen.set(key, resource);
  };
  for (const { model, resource } of read.processes) once('process', model.id, resource.name);
  for (const { decision, resource } of read.decisions) once('decision', decision.id, resource.name);
  for (const { id, resource } of read.forms) once('form', id, resource.name);
  for (const { name } of resources) once('file', name, name);
}

function jsonOf({ name, content }: Resource, read: ReadResources): unknown {
  const text = content.toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const values = { reason: withLine(text, reason) };
    read.problems.push({ severity: 'error', code: 'JSON_MALFORMED', resource: name, values });
    return undefined;
  }
}

/** Node names a position; editors show lines. */
function withLine(text: string, reason: string): string {
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return reason;
  return `${reason} (line ${text.slice(0, Number(position)).split('\n').length})`;
}
