// How a set of files fares: what keeps it from running, what somebody should know, and whether it is sound. Judging it takes
// seconds, so that a page shows what is known, and the browser asks for the rest.
import { knownLint, type LintResult, lintFiles, problemText, type Resource } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { filesOfDeployment } from './deployed.ts';

export interface Health {
  state: 'errors' | 'unsound' | 'warnings' | 'unfinished' | 'fine';
  stateClass: string;
  words: string;
  /** The worst first. */
  findings: { text: string; place: string; stateClass: string }[];
}

const MOST_SHOWN = 8;
const MOST_REMEMBERED = 200;

const CLASSES = {
  errors: 'overdue',
  unsound: 'overdue',
  warnings: 'atRisk',
  unfinished: 'paused',
  fine: 'onTime',
} as const;

/** It was too much to look at all of it: nothing wrong was found so far. */
const UNFINISHED = new Set(['SOUNDNESS_BOUND_REACHED', 'LINT_STOPPED']);
const isUnfinished = ({ code }: { code: string }): boolean => UNFINISHED.has(code);
const isFound = (problem: { code: string }): boolean => !isUnfinished(problem);

/** Deployments by the hash of their files: they never change. */
const deployed = new Map<string, LintResult>();

export function knownHealth(visit: Visit, files: readonly Resource[]): Health | undefined {
  const known = knownLint(files);
  return known && healthView(visit, known);
}

export async function judgeHealth(visit: Visit, files: readonly Resource[]): Promise<Health> {
  return healthView(visit, await lintFiles(files));
}

/** Those of deployments that were judged before, by their keys. */
export async function knownHealths(visit: Visit, keys: readonly number[]): Promise<Map<number, Health>> {
  const found = new Map<number, Health>();
  for (const [key, hash] of await hashesOf(visit, keys)) {
    const known = deployed.get(hash);
    if (known) found.set(key, healthView(visit, known));
  }
  return found;
}

/** Undefined: there is no such deployment. */
export async function judgeDeployment(visit: Visit, key: number): Promise<Health | undefined> {
  const hash = (await hashesOf(visit, [key])).get(key);
  if (hash === undefined) return undefined;
  const result = deployed.get(hash) ?? (await lintFiles(await filesOfDeployment(visit, key)));
  // With more time, or less to do beside it, it may be finished.
  if (result.soundness.some(isUnfinished)) return healthView(visit, result);
  const oldest = deployed.size >= MOST_REMEMBERED ? deployed.keys().next().value : undefined;
  if (oldest !== undefined) deployed.delete(oldest);
  deployed.set(hash, result);
  return healthView(visit, result);
}

async function hashesOf(visit: Visit, keys: readonly number[]): Promise<Map<number, string>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { key: number; hash: string }[] = await reader('cauce_deployments')
    .where({ tenant_id: tenant })
    .whereIn('key', keys)
    .select('key', 'hash');
  return new Map(rows.map(({ key, hash }) => [Number(key), hash]));
}

function healthView(visit: Visit, { errors, warnings, soundness }: LintResult): Health {
  const findings = [...errors, ...soundness, ...warnings].slice(0, MOST_SHOWN).map((problem) => ({
    text: problemText(problem.code, problem.values, visit.lang),
    place: [problem.resource ?? '', problem.elementName ?? problem.elementId ?? '']
      .filter(Boolean)
      .join(' · '),
    stateClass: problem.severity === 'error' ? CLASSES.errors : CLASSES.warnings,
  }));
  const counts = [
    ['errors', errors.length],
    ['unsound', soundness.filter(isFound).length],
    ['warnings', warnings.length],
    ['unfinished', soundness.length],
  ] as const;
  const [state, count] = counts.find(([, found]) => found > 0) ?? (['fine', 0] as const);
  return { state, stateClass: CLASSES[state], words: visit.t(`drafts.health.${state}`, { count }), findings };
}
