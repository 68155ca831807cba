// A million tasks, a third of them open: a group's first page filtered by process and variable, with its count, beside
// the plain indexed query; and the same list paged to its end.
import { join } from 'node:path';
import {
  type Contestant,
  measure,
  spread,
  timesFaster,
  timesLessCpu,
} from '../../../engine/bench/measure.ts';
import type { BenchPart, BenchResult } from '../../../engine/bench/part.ts';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import type { Query } from '../../../engine/store/store.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { oneTask } from './drawings.ts';

const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service' as const] };

const PROCESSES = 5;
const GROUPS = 50;
const KINDS = 10;
const PAGE = 50;

/** Every third task is open; process, group and kind are independent of that and of each other. */
const cells = {
  cauce_user_tasks: {
    state: `CASE WHEN n % 3 = 0 THEN 'CREATED' ELSE 'COMPLETED' END`,
    completed_at: 'CASE WHEN n % 3 = 0 THEN NULL ELSE created_at + 60000 END',
    process_id: `'p' || ((n / 3) % ${PROCESSES})`,
    candidate_groups: `'["g' || ((n / 15) % ${GROUPS}) || '"]'`,
    priority: '50 - 10 * (CASE WHEN n % 7 = 0 THEN 1 ELSE 0 END)',
    due_at: 'CASE WHEN n % 11 = 0 THEN NULL ELSE created_at + (n * 7919) % 100000000 END',
  },
  cauce_variables: {
    value: `CASE name WHEN 'kind' THEN '"k' || ((n / 750) % ${KINDS}) || '"' ELSE '"c' || n || '"' END`,
  },
  cauce_task_candidates: { name: `'g' || ((n / 15) % ${GROUPS})` },
};

export const workList: BenchPart = async ({ folder, quick, rounds, postgres }, tell) => {
  const results: BenchResult = { ratios: {}, figures: {} };
  for (const count of quick ? [1_000, 10_000] : [10_000, 100_000, 1_000_000]) {
    const store = await openStore({ filename: postgres ?? join(folder, `tasks${count}.db`) });
    try {
      await fill(store, count);
      const name = `scale.workList.${count}`;
      const { figures, ratios } = await pageOf(store, name, rounds, tell);
      Object.assign(results.figures, figures);
      Object.assign(results.ratios, ratios);
      await depthOf(store, `${name}.deep`, results);
    } finally {
      await store.close();
    }
  }
  return results;
};

export async function fill(store: OpenStore, count: number): Promise<void> {
  const failed = (error: unknown) => {
    throw error;
  };
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed });
  const content = Buffer.from(oneTask('p0'));
  await engine.deploy([{ name: 'task.bpmn', content }], principal);
  const variables = { kind: 'k0', customer: 'c0' };
  const outcome = await engine.start({ processId: 'p0', variables, principal });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await engine.close();
  await cloneInstance(store, { template: outcome.instanceKey, count, cells, journal: false });
}

const list: Query = {
  where: [
    { column: 'state', op: 'eq', value: 'CREATED' },
    { column: 'assignee', op: 'exists', value: false },
  ],
  candidates: { groups: ['g7'], user: 'ana' },
  sort: [{ column: 'priority', descending: true }, { column: 'due_at' }, { column: 'key' }],
  limit: PAGE,
};
const filtered: Query = {
  ...list,
  where: [...(list.where ?? []), { column: 'process_id', op: 'eq', value: 'p2' }],
  variables: [{ name: 'kind', value: '"k3"' }],
};

function pageOf(store: OpenStore, name: string, rounds: number, tell: (text: string) => void) {
  const page = (label: string, run: () => Promise<unknown[]>): Contestant => ({
    name: `${name}.${label}`,
    unit: 'page',
    count: 100,
    async run(count) {
      for (let done = 0; done < count; done++) await run();
    },
  });
  // The rows of a list that nothing is asked of but its order.
  const plain = page('plain', async () => {
    const rows = (await store.reader.raw(
      `SELECT t.* FROM (SELECT rank, due_at, task_key FROM cauce_work_list
       WHERE tenant_id = ? AND kind = 'group' AND name = 'g7' AND held = 0
       ORDER BY rank, due_at, task_key LIMIT ${PAGE}) AS list
       JOIN cauce_user_tasks AS t ON t.key = list.task_key ORDER BY list.rank, list.due_at, list.task_key`,
      [store.tenant],
    )) as unknown[];
    return rows;
  });
  const asked = (label: string, query: Query) =>
    page(label, async () => (await store.search('user_tasks', query)).rows);
  const contestants = [
    plain,
    asked('page', list),
    asked('filtered', filtered),
    asked('everybody', { ...list, candidates: undefined as never }),
    asked('customer', { ...list, variables: [{ name: 'customer', value: '"c105"' }] }),
  ];
  return measure(contestants, rounds, tell).then((measured) => {
    const ratios: BenchResult['ratios'] = {};
    for (const other of contestants.slice(1)) {
      ratios[`${other.name}.over-plain`] = inverse(timesFaster(measured, other.name, plain.name));
      ratios[`${other.name}.over-plain.cpu`] = timesLessCpu(measured, plain.name, other.name);
    }
    return { figures: measured.figures, ratios };
  });
}

const inverse = ({ median, min, max }: { median: number; min: number; max: number }) => ({
  median: 1 / median,
  min: 1 / max,
  max: 1 / min,
});

/** Milliseconds of the last pages over those of the first, of everybody's list. */
async function depthOf(store: OpenStore, name: string, { figures, ratios }: BenchResult): Promise<void> {
  const took: { ms: number; cpu: number }[] = [];
  const seen = new Set<unknown>();
  let rows = 0;
  for (let after: string | undefined; took.length < 1_000; ) {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const query = { ...list, candidates: undefined as never, ...(after && { after }) };
    const page = await store.search('user_tasks', query);
    const { user, system } = process.cpuUsage(before);
    took.push({ ms: performance.now() - began, cpu: (user + system) / 1000 });
    rows += page.rows.length;
    for (const { key } of page.rows) seen.add(key);
    after = page.endCursor;
    if (page.rows.length < PAGE) break;
  }
  if (seen.size !== rows) throw new Error(`Expected ${rows} different tasks but got ${seen.size}`);
  const few = Math.min(50, took.length >> 1);
  const [first, last] = [took.slice(0, few), took.slice(-few)];
  const median = (list: typeof took, of: 'ms' | 'cpu') => spread(list.map((each) => each[of])).median;
  const ms = spread(took.map((page) => page.ms));
  figures[name] = {
    unit: 'page',
    perSecond: { median: 1000 / ms.median, min: 1000 / ms.max, max: 1000 / ms.min },
    cpuMs: spread(took.map(({ cpu }) => cpu)),
    rounds: 1,
    units: took.length,
    rows,
  };
  const ratio = median(last, 'cpu') / median(first, 'cpu');
  ratios[`${name}.last-over-first.cpu`] = { median: ratio, min: ratio, max: ratio };
}
