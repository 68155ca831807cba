// One scenario under one fault, and what is asked of the database afterwards.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import { audit } from '../../../engine/cli/verification.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { countCalls, type Fault, straceEnvironment, underStrace, wasInjected } from '../strace.ts';
import type { TortureReport } from '../torture.ts';
import { outcomeOf } from './outcome.ts';
import type { Scenario } from './scenarios.ts';
import { openWorld } from './world.ts';

export interface Prepared {
  /** The bundled child. */
  program: string;
  folder: string;
  name: string;
  scenario: Scenario;
}

/** A scenario that has run once without faults. */
export interface Clean extends Prepared {
  /** Writes and syncs by system call. */
  counts: Map<string, number>;
  outcome: string[];
}

/** A scenario that hangs is as wrong as one that loses. */
const PATIENCE = 60_000;
const silent = { done() {}, failed() {} };

export async function prepareScenario(prepared: Prepared): Promise<Clean> {
  const { folder, name, scenario } = prepared;
  const start = join(folder, 'start');
  mkdirSync(start);
  if (scenario.prepare) {
    const world = await openWorld(start, silent);
    await scenario.prepare(world);
    await world.close();
  }
  const copy = copyOf(folder, 'clean');
  const log = join(folder, 'clean.strace');
  const { lines } = await runChild(prepared, copy, log);
  if (lines.at(-1) !== 'closed')
    throw new Error(`Expected ${name} to end without a fault: ${lines.join(', ')}`);
  const world = await openWorld(copy, silent);
  await scenario.run(world);
  const outcome = await outcomeOf(world.store);
  await world.close();
  return { ...prepared, counts: countCalls(log), outcome };
}

export async function runUnder(
  clean: Clean,
  fault: Fault,
  report: TortureReport,
): Promise<{ reached: boolean; acknowledged: number }> {
  const { folder, name } = clean;
  const title = `${name} ${fault.call} ${fault.at} ${fault.how}`;
  const place = `${fault.call}-${fault.at}-${fault.how}`;
  const copy = copyOf(folder, place);
  const log = join(folder, `${place}.strace`);
  try {
    const { lines, hung, killed } = await runChild(clean, copy, log, fault);
    if (hung) report.wrong.push(`${title}: hung after ${lines.join(', ')}`);
    const acknowledged = lines.flatMap((line) => /^done (.+)$/.exec(line)?.[1] ?? []);
    await judge(clean, copy, title, acknowledged, report);
    return { reached: killed || wasInjected(log), acknowledged: acknowledged.length };
  } catch (error) {
    report.wrong.push(`${title}: ${(error as Error).message}`);
    return { reached: true, acknowledged: 0 };
  } finally {
    rmSync(copy, { recursive: true });
    rmSync(log, { force: true });
  }
}

/** It opens, what was acknowledged is there, it goes on to the same end, and `cauce verify` has nothing to say. */
async function judge(
  { scenario, outcome }: Clean,
  folder: string,
  title: string,
  acknowledged: string[],
  report: TortureReport,
): Promise<void> {
  const there = new Set<string>();
  const world = await openWorld(folder, {
    done: (id, repeated) => void (repeated && there.add(id)),
    failed: (id, error) => void report.wrong.push(`${title}: ${id} failed afterwards: ${error}`),
  });
  try {
    await world.engine.settle(5_000);
    await scenario.run(world);
    for (const id of acknowledged) if (!there.has(id)) report.lost.push(`${title}: ${id}`);
    compare(title, outcome, await outcomeOf(world.store), report);
    // As the server does when it stops.
    await writeAnchor(world.store, world.clock.now);
  } finally {
    await world.close();
  }
  const store = await openStore({ filename: join(folder, 'cauce.db'), readOnly: true });
  try {
    const { problems } = await audit(store, { at() {} } as never);
    for (const problem of problems) report.wrong.push(`${title}: verify ${JSON.stringify(problem)}`);
  } finally {
    await store.close();
  }
}

function compare(title: string, expected: string[], found: string[], report: TortureReport): void {
  const left = [...found];
  for (const line of expected) {
    const at = left.indexOf(line);
    if (at < 0) report.lost.push(`${title}: ${line}`);
    else left.splice(at, 1);
  }
  for (const line of left) report.doubled.push(`${title}: ${line}`);
}

function copyOf(folder: string, name: string): string {
  const copy = join(folder, name);
  cpSync(join(folder, 'start'), copy, { recursive: true });
  return copy;
}

function runChild(
  { program, name }: Prepared,
  folder: string,
  log: string,
  fault?: Fault,
): Promise<{ lines: string[]; hung: boolean; killed: boolean }> {
  const [strace = '', ...args] = [...underStrace(log, fault), process.execPath, program, folder, name];
  const env = { ...process.env, ...straceEnvironment };
  return new Promise((resolve) => {
    execFile(strace, args, { env, timeout: PATIENCE, killSignal: 'SIGKILL' }, (error, stdout) => {
      // `killed` is said of what we stopped ourselves; strace ends by the signal that ended what it ran.
      const hung = error?.killed === true;
      const killed = !hung && error?.signal === 'SIGKILL';
      resolve({ lines: stdout.split('\n').filter(Boolean), hung, killed });
    });
  });
}
