// The health of a folder of files: what keeps it from running, what somebody should know, and whether it is sound.
// Files from outside are judged in threads that are stopped when they take too long; what was judged once is remembered.
import { createHash } from 'node:crypto';
import { readForm } from '../../forms/index.ts';
import type { Problem } from '../core/problem.ts';
import { checkFeel } from '../runtime/checkFeel.ts';
import type { Resource } from '../runtime/engine.ts';
import { type ReadResources, readResources } from '../runtime/readResources.ts';
import { MOST_STATES, type SoundnessProblem } from '../simulation/soundness/index.ts';
import { judgeInWorker } from './judgeInWorker.ts';

export interface LintResult {
  /** What no deployment takes. */
  errors: Problem[];
  /** Deploys, but somebody should know. */
  warnings: Problem[];
  /** What can go wrong whatever the data, each with a run that shows it where one was found. */
  soundness: SoundnessProblem[];
  /** What people read with effort; a designer may follow it or not. */
  style: Problem[];
}

const MOST_REMEMBERED = 200;

/** Milliseconds after which what only ran out of time is judged again: the machine may have been busy. */
const UNFINISHED_MS = 5 * 60_000;

const judged = new Map<string, { result: LintResult; until: number }>();
const underWay = new Map<string, Promise<LintResult>>();

/** One after another; the same files asked twice at once are judged once. */
export function lintFiles(files: readonly Resource[]): Promise<LintResult> {
  const key = hashOf(files);
  const known = remembered(key);
  if (known) return Promise.resolve(known);
  const running = underWay.get(key) ?? judge(files).then((result) => remember(key, result));
  underWay.set(key, running);
  return running.finally(() => underWay.delete(key));
}

/** What is known of these files already: lists show it, and ask for the rest in the background. */
export function knownLint(files: readonly Resource[]): LintResult | undefined {
  return remembered(hashOf(files));
}

async function judge(files: readonly Resource[]): Promise<LintResult> {
  const read = await readResources([...files], formProblems);
  const { soundness, style } = await judgeInWorker({
    drawings: drawingsOf(read),
    files: files.map(({ name, content }) => ({ name, text: content.toString('utf8') })),
  });
  return {
    errors: read.problems.filter(({ severity }) => severity === 'error'),
    warnings: read.problems.filter(({ severity }) => severity === 'warning'),
    soundness,
    style,
  };
}

function formProblems(json: unknown, name: string): Problem[] {
  const read = readForm(json, name, (text) => checkFeel(text, 'expression'));
  return 'problems' in read ? read.problems : [];
}

function drawingsOf({ processes }: ReadResources) {
  const names = [...new Set(processes.map(({ resource }) => resource.name))];
  return names.map((name) => ({
    name,
    models: processes.flatMap(({ model, resource }) => (resource.name === name ? [model] : [])),
  }));
}

function remember(key: string, result: LintResult): LintResult {
  const oldest = judged.size >= MOST_REMEMBERED ? judged.keys().next().value : undefined;
  if (oldest !== undefined) judged.delete(oldest);
  const until = isFinished(result) ? Number.POSITIVE_INFINITY : performance.now() + UNFINISHED_MS;
  judged.set(key, { result, until });
  return result;
}

function remembered(key: string): LintResult | undefined {
  const known = judged.get(key);
  return known && performance.now() < known.until ? known.result : undefined;
}

/** A bound of states is the same on every machine, a bound of time is not. */
function isFinished({ soundness }: LintResult): boolean {
  return soundness.every(
    ({ code, values }) =>
      code !== 'LINT_STOPPED' && (code !== 'SOUNDNESS_BOUND_REACHED' || Number(values.states) >= MOST_STATES),
  );
}

/** By names and bytes, in whatever order they come. */
function hashOf(files: readonly Resource[]): string {
  const each = files.map(({ name, content }) => {
    const hash = createHash('sha256').update(content).digest('hex');
    return `${JSON.stringify(name)} ${hash}`;
  });
  return createHash('sha256').update(each.sort().join('\n')).digest('hex');
}
