// Jobs whose connector throws, gives what nobody can take, or never answers, beside jobs and cases of others.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { type Connector, createWorker } from '../../engine/jobs/index.ts';
import { drawing, element, end, serviceTask, start } from '../engine/runtime/drawings.ts';
import { type Besides, besides, calm, deployAll, worker } from './besides.ts';
import type { TortureReport } from './torture.ts';

export interface BadWork {
  seconds: number;
  /** Cases whose job is bad, and as many whose job is fine. */
  jobs: number;
  walkers: number;
}

/** One process for each kind; its job's type is its id, and the element that an incident has to name is `bad`. */
const drawings = [
  ...['fine', 'throws', 'hangs', 'refused'].map((id) =>
    drawing(id, [start(), serviceTask('bad', id), end()], ['start>bad>end']),
  ),
  drawing(
    'unfit',
    [start(), serviceTask('job', 'unfit'), element('exclusiveGateway', 'bad'), end()],
    ['start>job>bad', 'bad[=y = 2]>end', 'bad[=y = 3]>end'],
  ),
];

function connector(type: string, run: Connector['run']): Connector {
  // The product's own types are a closed list; a host's are not.
  return { type: type as Connector['type'], configured: () => true, run };
}

const connectors: Connector[] = [
  connector('fine', async () => ({ variables: {} })),
  connector('throws', async () => {
    throw new TypeError('a bug of the connector');
  }),
  connector('hangs', () => new Promise(() => {})),
  // No database keeps half a character.
  connector('refused', async () => ({ variables: { x: '\ud800' } })),
  connector('unfit', async () => ({ variables: { y: 1 } })),
];

/** Starts `jobs` cases of each kind beside the work of others, waits until every bad one is an incident, and compares. */
export async function badWork(
  kinds: string[],
  { seconds, jobs, walkers }: BadWork,
): Promise<TortureReport & { normal: Besides; beside: Besides }> {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-bad-work-'));
  const wrong: string[] = [];
  const cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    log: (entry) => wrong.push(String(entry)),
  });
  const background = createWorker({
    source: cauce.engine,
    submission: { principal: worker },
    services: { settings: {}, now: Date.now } as never,
    connectors,
    patienceMs: 200,
    pollMs: 200,
    backOff: () => 50,
  });
  cauce.engine.onCommitted(() => background.notify());
  try {
    await deployAll(cauce, [calm, ...drawings]);
    const pace = { ms: seconds * 1000, walkers, pause: 20 };
    await besides(cauce, { ...pace, ms: 500 });
    const normal = await besides(cauce, pace);
    let fineIn = 0;
    const beside = await besides(cauce, pace, async () => {
      for (const kind of kinds) await begin(cauce, kind, jobs);
      const begun = performance.now();
      await begin(cauce, 'fine', jobs);
      await until(async () => (await ended(cauce, 'fine')) === jobs);
      fineIn = performance.now() - begun;
      for (const kind of kinds) await until(async () => (await incidents(cauce, kind)) === jobs);
    });
    const figures = {
      badJobs: kinds.length * jobs,
      incidents: kinds.length * jobs,
      othersJobsDoneInMs: Math.round(fineIn),
      normalP99: round(normal.p99),
      besideP99: round(beside.p99),
      times: round(beside.p99 / normal.p99),
      longestBlock: Math.round(beside.longestBlock),
    };
    return { figures, lost: [], doubled: [], wrong, normal, beside };
  } finally {
    await background.close();
    await cauce.close();
    await rm(folder, { recursive: true });
  }
}

async function begin({ engine }: Cauce, processId: string, count: number): Promise<void> {
  const starts = Array.from({ length: count }, () =>
    engine.start({ processId, variables: {}, principal: worker }),
  );
  for (const outcome of await Promise.all(starts)) if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

async function ended({ engine }: Cauce, processId: string): Promise<number> {
  const rows = await engine.store
    .reader('cauce_process_instances')
    .where({ process_id: processId, state: 'COMPLETED' })
    .select('key');
  return rows.length;
}

/** Those that name the element. */
async function incidents({ engine }: Cauce, processId: string): Promise<number> {
  const rows = await engine.store
    .reader('cauce_incidents')
    .where({ process_id: processId, element_id: 'bad', state: 'ACTIVE' })
    .select('key');
  return rows.length;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await sleep(20);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
