// Deploys one mutant into an engine on a SQLite file and runs what was taken, with answers for everything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessModel } from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { stopWorker } from '../../engine/model/index.ts';
import { problemCatalogs } from '../../engine/problemCatalog.ts';
import { zonePorts } from '../../engine/runtime/definitionPorts.ts';
import { createDurableRuntime, type DurableRuntime } from '../../engine/runtime/durableRuntime.ts';
import type { Principal } from '../../engine/runtime/engine.ts';
import { feelFunctions } from '../../engine/runtime/feelFunctions.ts';
import { runTrial, type TrialResult } from '../../engine/simulation/trial.ts';
import { openStore } from '../../engine/store/openStore.ts';
import type { Mutant } from './mutant.ts';

export interface Verdict {
  name: string;
  result: 'refused' | TrialResult['state'];
  /** Of the refusal, or of the run's incidents. */
  codes: string[];
  /** Processor time in milliseconds, of all threads. */
  deployment: number;
  run: number;
  /** How many megabytes the process grew at its largest. */
  memory: number;
  violations: string[];
}

export interface Judge {
  judge(mutant: Mutant, isDurable: boolean): Promise<Verdict>;
  close(): Promise<void>;
}

const LIMITS = { deployment: 3_000, run: 10_000, memory: 256 };
const MOST_EVENTS = 20_000;
const NOON = Date.parse('2026-03-02T17:00:00Z');
const designer: Principal = { username: 'mutations', kind: 'user', groups: [], roles: ['designer'] };
const known = new Set(Object.values(problemCatalogs).flatMap((catalog) => Object.keys(catalog)));
const ORDER = ['completed', 'terminated', 'waiting', 'incident'] as const;

export async function openJudge(): Promise<Judge> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-mutations-'));
  const store = await openStore({ filename: join(folder, 'cauce.db') });
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  process.on('unhandledRejection', failed);
  process.on('uncaughtException', failed);
  const connectors = new Set<string>();
  const engine = createDurableRuntime({ store, connectors, checkForm: () => [], failed, now: () => NOON });
  await engine.recover();
  return {
    async judge(mutant, isDurable) {
      const verdict = await judged(engine, mutant, isDurable);
      // Rejections that nobody waits for are told a turn later.
      await new Promise((resolve) => setImmediate(resolve));
      for (const failure of failures.splice(0)) verdict.violations.push(`failure: ${textOf(failure)}`);
      return verdict;
    },
    async close() {
      await engine.close();
      await store.close();
      await stopWorker();
      process.off('unhandledRejection', failed);
      process.off('uncaughtException', failed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function judged(
  engine: DurableRuntime,
  { name, content }: Mutant,
  isDurable: boolean,
): Promise<Verdict> {
  const verdict: Verdict = {
    name,
    result: 'refused',
    codes: [],
    deployment: 0,
    run: 0,
    memory: 0,
    violations: [],
  };
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const largestBefore = largestSize();
  const clock = processorClock();
  try {
    const outcome = await engine.deploy([{ name: 'mutant.bpmn', content }], designer);
    verdict.deployment = clock.lap();
    if (outcome.ok) {
      const keys = outcome.definitions.map(({ key }) => key);
      const models = (await Promise.all(keys.map((key) => engine.model(key)))).filter(
        (each) => each !== undefined,
      );
      const ran = models.map((model) => tried(models, model));
      const worst = ran.toSorted((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state))[0];
      verdict.result = worst?.state ?? 'completed';
      verdict.codes = ran.flatMap(({ codes }) => codes);
      if (isDurable) await started(engine, models);
      verdict.run = clock.lap();
    } else {
      verdict.codes = outcome.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      if (verdict.codes.length === 0) verdict.violations.push('refused without a reason');
    }
  } catch (error) {
    verdict.violations.push(`thrown: ${textOf(error)}`);
  }
  // The largest size ever counts where it came about now; an earlier one was somebody else's.
  const largest = largestSize();
  const grown = (largest > largestBefore ? largest : process.memoryUsage().rss) - before;
  verdict.memory = Math.max(0, Math.round(grown / 1_048_576));
  verdict.codes = [...new Set(verdict.codes)];
  for (const code of verdict.codes) if (!known.has(code)) verdict.violations.push(`no text for ${code}`);
  for (const what of ['deployment', 'run', 'memory'] as const)
    if (verdict[what] > LIMITS[what]) verdict.violations.push(`${what} ${Math.round(verdict[what])}`);
  return verdict;
}

/** On a virtual clock, with everything answered. */
function tried(
  models: ProcessModel[],
  model: ProcessModel,
): { state: TrialResult['state']; codes: string[] } {
  const ports = createPorts({ functions: feelFunctions(), ...zonePorts('America/Bogota') });
  const outcome = runTrial({
    models,
    ports,
    processId: model.id,
    auto: true,
    now: NOON,
    mostEvents: MOST_EVENTS,
    variables: { n: 3, items: [1, 2], name: 'ana', id: 'K' },
  });
  if (!outcome.ok) return { state: 'terminated', codes: [outcome.code] };
  return { state: outcome.state, codes: outcome.incidents.map(({ code }) => code) };
}

async function started(engine: DurableRuntime, models: ProcessModel[]): Promise<void> {
  for (const { id } of models.slice(0, 2)) {
    const outcome = await engine.start({ processId: id, variables: { n: 3 }, principal: designer });
    await engine.settle(1_000);
    if (outcome.ok) await engine.cancelInstance(outcome.instanceKey, { principal: designer });
  }
}

function largestSize(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function processorClock(): { lap(): number } {
  let last = process.cpuUsage();
  return {
    lap() {
      const { user, system } = process.cpuUsage(last);
      last = process.cpuUsage();
      return (user + system) / 1000;
    },
  };
}

function textOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 600);
}
