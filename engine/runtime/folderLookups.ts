// What a trial finds beside its drawing: decisions, calendars and catalogs of the folder, and series that begin at one.
// Runs in the browser too, over texts.
import type { Json, Lookup, Ports, Problem } from '../core/index.ts';
import {
  compileDecisions,
  createPorts,
  type DecisionModel,
  type DecisionVariable,
  decisionVariables,
  parseDecisions,
} from '../expressions/index.ts';
import { parseCatalog } from './catalog.ts';
import { zonePorts } from './definitionPorts.ts';
import { feelFunctions } from './feelFunctions.ts';
import { slaPort } from './slaPort.ts';

const ZONE = 'America/Bogota';
const ZONE_OFFSET_MS = 5 * 3_600_000;

/** Bytes of a file, or its text. */
export interface FolderFile {
  name: string;
  content: { toString(encoding: 'utf8'): string };
}

type Resolve = (lookup: Lookup, at: number) => Json | undefined;

export interface Surroundings {
  ports: Ports;
  resolve: Resolve;
  /** Of the folder's decisions. */
  problems: Problem[];
  /** A decision of the folder, and what it reads. */
  decision(id: string): { model: DecisionModel; variables: DecisionVariable[] } | undefined;
  /** As `resolve`, with series that begin at one again. */
  resolveAnew(): Resolve;
}

export async function surroundingsOf(files: readonly FolderFile[]): Promise<Surroundings> {
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
  const decision = (id: string) => {
    const model = decisions.find((each) => each.id === id);
    return model && { model, variables: decisionVariables(model, decisions, Object.keys(feelFunctions())) };
  };
  return { ports, resolve: resolver(files), problems, decision, resolveAnew: () => resolver(files) };
}

export function resolver(files: readonly FolderFile[]): Resolve {
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
