// What the eight diagrams must say: their nodes, flows, forms and conditions, and the paths that cases take through them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Variables } from '../../engine/core/json.ts';

export interface FieldFacts {
  name: string;
  label: string;
  type: string;
  /** `*`, `* si ...` or empty. */
  required: string;
  options: string[] | string;
}

export interface NodeFacts {
  id: string;
  label: string;
  type: string;
  annotation: string;
  attachedTo?: string;
  lane: string;
  /** Row of the procedure that names it. */
  row?: number;
  form?: FieldFacts[];
  /** No source names it. */
  inferred?: true;
}

export interface FlowFacts {
  id: string;
  source: string;
  target: string;
  label: string;
  isDefault: boolean;
  /** A JavaScript expression; empty for none. */
  condition: string;
  /** No source draws or tells it. */
  inferred?: true;
}

export interface Facts {
  nodes: NodeFacts[];
  flows: FlowFacts[];
}

export interface PathTest {
  id: string;
  process: string;
  desc: string;
  variables: Variables;
  /** By element: what each of its visits gives. */
  per_visit_updates: { [element: string]: Variables[] };
  expected_path: string[];
}

/** Folder and file of each process, below `processes/`. */
export const diagrams = [
  { process: 'relationship_asis', folder: 'relationship', file: 'as-is.bpmn' },
  { process: 'relationship_tobe', folder: 'relationship', file: 'to-be.bpmn' },
  { process: 'relationship_tobe_closed_loop', folder: 'relationship', file: 'to-be-closed-loop.bpmn' },
  { process: 'pqrs_asis', folder: 'pqrs', file: 'as-is.bpmn' },
  { process: 'pqrs_tobe', folder: 'pqrs', file: 'to-be.bpmn' },
  { process: 'incident_asis', folder: 'incident', file: 'as-is.bpmn' },
  { process: 'incident_tobe', folder: 'incident', file: 'to-be.bpmn' },
  { process: 'incident_tobe_proactive', folder: 'incident', file: 'to-be-proactive.bpmn' },
] as const;

export type Diagram = (typeof diagrams)[number];

export const processesFolder = fileURLToPath(new URL('../../processes/', import.meta.url));

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));

const flows: { [process: string]: Facts } = fixture('flows.json');

export const pathTests: PathTest[] = fixture('path-tests.json');

export function factsOf(process: string): Facts {
  const facts = flows[process];
  if (!facts) throw new Error(`Expected one of ${Object.keys(flows).join(', ')}, but got ${process}.`);
  return facts;
}
