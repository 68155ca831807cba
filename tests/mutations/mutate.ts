// Runs mutants one after another in a process of their own, and adds up what became of them.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Verdict } from './judge.ts';

export interface Figures {
  mutants: number;
  seed: number;
  refused: number;
  completed: number;
  waiting: number;
  terminated: number;
  incident: number;
  /** How often each code refused a mutant, most frequent first. */
  codes: [string, number][];
  slowest: { name: string; milliseconds: number };
  slowestRun: { name: string; milliseconds: number };
  largest: { name: string; megabytes: number };
  violations: { name: string; violations: string[] }[];
}

export interface MutateOptions {
  count: number;
  seed: number;
  first?: number;
  progress?(done: number, figures: Figures): void;
}

interface Reply {
  verdict: Verdict;
  largest: number;
  now: number;
}

const HANGS_AFTER_MS = 60_000;
/** A process is renewed after so many mutants, or when its largest size would hide the next one's. */
const MOST_MUTANTS = 400;
const HIDDEN_MB = 120;

export async function mutate({ count, seed, first = 0, progress }: MutateOptions): Promise<Figures> {
  const figures: Figures = {
    ...{ mutants: 0, seed, refused: 0, completed: 0, waiting: 0, terminated: 0, incident: 0, codes: [] },
    slowest: { name: '', milliseconds: 0 },
    slowestRun: { name: '', milliseconds: 0 },
    largest: { name: '', megabytes: 0 },
    violations: [],
  };
  const codes = new Map<string, number>();
  let child: ChildProcess | undefined;
  let used = 0;
  for (let number = first; number < first + count; number++) {
    child ??= await startChild();
    used += 1;
    const reply = await ask(child, { number, seed });
    figures.mutants += 1;
    if (typeof reply === 'string') {
      figures.violations.push({ name: `mutant ${number}`, violations: [reply] });
      child.kill('SIGKILL');
      child = undefined;
      used = 0;
    } else {
      add(figures, codes, reply.verdict);
      if (used >= MOST_MUTANTS || reply.largest - reply.now > HIDDEN_MB) {
        await stopChild(child);
        child = undefined;
        used = 0;
      }
    }
    progress?.(figures.mutants, figures);
  }
  if (child) await stopChild(child);
  figures.codes = [...codes].sort((a, b) => b[1] - a[1]);
  return figures;
}

function add(figures: Figures, codes: Map<string, number>, verdict: Verdict): void {
  const { name, result, deployment, run, memory, violations } = verdict;
  figures[result] += 1;
  if (result === 'refused') for (const code of verdict.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
  if (deployment > figures.slowest.milliseconds)
    figures.slowest = { name, milliseconds: Math.round(deployment) };
  if (run > figures.slowestRun.milliseconds) figures.slowestRun = { name, milliseconds: Math.round(run) };
  if (memory > figures.largest.megabytes) figures.largest = { name, megabytes: memory };
  if (violations.length > 0) figures.violations.push({ name, violations });
}

/** A text says what went wrong with the process itself. */
function ask(child: ChildProcess, request: { number: number; seed: number }): Promise<Reply | string> {
  return new Promise((resolve) => {
    const end = (answer: Reply | string) => {
      clearTimeout(clock);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    const onMessage = (message: unknown) => end(message as Reply);
    const onExit = (code: number | null, signal: string | null) =>
      end(`the process ended: ${signal ?? code}`);
    const clock = setTimeout(() => end(`no answer in ${HANGS_AFTER_MS} ms`), HANGS_AFTER_MS);
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(request);
  });
}

function startChild(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('child.ts', import.meta.url));
  const sources = fileURLToPath(new URL('../typescriptSources.mjs', import.meta.url));
  const child = fork(file, { execArgv: ['--expose-gc', '--import', sources] });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`Expected a process for mutants, but it ended with ${code}`)),
    );
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.disconnect();
  });
}
