// What a trial finds beside its drawing: decisions, calendars and catalogs of the folder, and series that begin at one.
import type { Json, Lookup } from '../core/index.ts';
import { compileDecisions, createPorts, type DecisionModel, parseDecisions } from '../expressions/index.ts';
import { parseCatalog } from '../runtime/catalog.ts';
import { zonePorts } from '../runtime/definitionPorts.ts';
import type { Problem, Resource } from '../runtime/engine.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { slaPort } from '../runtime/slaPort.ts';
import type { TrialRequest } from '../simulation/trial.ts';

const ZONE = 'America/Bogota';
const ZONE_OFFSET_MS = 5 * 3_600_000;

export interface Surroundings extends Pick<TrialRequest, 'ports' | 'resolve'> {
  /** Of the folder's decisions. */
  problems: Problem[];
  /** As `resolve`, with series that begin at one again. */
  resolveAnew(): NonNullable<TrialRequest['resolve']>;
}

export async function surroundingsOf(files: Resource[]): Promise<Surroundings> {
  const decisions: DecisionModel[] = [];
  const problems: Problem[] = [];
  for (const { name, content } of files) {
    if (!name.endsWith('.dmn')) continue;
    const parsed = await parseDecisions(content.toString('utf8'), name, Object.keys(feelFunctions()));
    decisions.push(...parsed.decisions);
    problems.push(...parsed.problems);
  }
  const ports = createPorts({
    functions: feelFunctions(),
    sla: slaPort(),
    decisions: compileDecisions(decisions),
    ...zonePorts(ZONE),
  });
  return { ports, resolve: resolver(files), problems, resolveAnew: () => resolver(files) };
}

export function resolver(files: Resource[]): (lookup: Lookup, at: number) => Json | undefined {
  const numbers = new Map<string, number>();
  const next = (name: string) => {
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    return number;
  };
  const contentOf = (path: string) => files.find(({ name }) => name === path)?.content.toString('utf8');
  return (lookup, at) => {
    switch (lookup.kind) {
      case 'calendar': {
        const content = contentOf(`calendars/${lookup.id}.json`);
        return content === undefined ? undefined : jsonOf(content);
      }
      case 'catalog': {
        const content = contentOf(`catalogs/${lookup.id}.csv`);
        return content === undefined ? undefined : parseCatalog(content);
      }
      case 'series': {
        const year = new Date(at - ZONE_OFFSET_MS).getUTCFullYear();
        return `${lookup.id}-${year}-${String(next(`${lookup.id}:${year}`)).padStart(6, '0')}`;
      }
      case 'quota':
        return next(`${lookup.id}:${lookup.period}`) <= lookup.limit;
      default:
        return undefined;
    }
  };
}

/** A calendar that is no JSON is refused by who reads it, as a calendar that is none. */
function jsonOf(content: string): Json {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return content;
  }
}
