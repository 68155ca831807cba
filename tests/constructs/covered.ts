// Which scenarios prove which constructs: a construct is proved where a scenario's golden journal went through it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Construct } from './construct.ts';
import { constructsIn } from './constructsIn.ts';
import { decisionsIn } from './decisionsIn.ts';

export interface Proof {
  /** Folder of the scenario below `scenarios`, which is the name of its test. */
  scenario: string;
  /** How much else it shows: the plainest proof is the best to read. */
  constructs: number;
}

export async function coveredBy(scenarios: string): Promise<Map<Construct, Proof[]>> {
  const covered = new Map<Construct, Proof[]>();
  const journals = filesIn(scenarios).filter((file) => file.endsWith('/journal.json'));
  for (const journal of journals.sort()) {
    const folder = dirname(journal);
    const found = await constructsOf(folder, activatedIn(JSON.parse(readFileSync(journal, 'utf8'))));
    const proof = { scenario: relative(scenarios, folder), constructs: found.size };
    for (const construct of found) covered.set(construct, [...(covered.get(construct) ?? []), proof]);
  }
  for (const proofs of covered.values()) proofs.sort((a, b) => a.constructs - b.constructs);
  return covered;
}

async function constructsOf(folder: string, activated: ReadonlySet<string>): Promise<Set<Construct>> {
  const found = new Set<Construct>();
  for (const file of filesIn(folder)) {
    const text = () => readFileSync(file, 'utf8');
    if (file.endsWith('.bpmn')) for (const each of await constructsIn(text(), activated)) found.add(each);
    if (file.endsWith('.dmn')) for (const each of decisionsIn(text())) found.add(each);
  }
  return found;
}

/** Ids of all elements that any `elementActivated` of a journal names. */
function activatedIn(json: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof json !== 'object' || json === null) return found;
  const { type, element } = json as { type?: unknown; element?: unknown };
  if (type === 'elementActivated' && typeof element === 'string') found.add(element);
  for (const value of Object.values(json)) activatedIn(value, found);
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
