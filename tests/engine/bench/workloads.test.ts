// The benchmark measures whole instances: every workload runs to its end, in memory and on a store, and what the limit
// of the driver writes is what the product wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driverLimit } from '../../../engine/bench/driverLimit.ts';
import { durableInstances, openBench, serviceTasks } from '../../../engine/bench/durable.ts';
import { coreInMemory } from '../../../engine/bench/memory.ts';
import { openSqliteLimit, sqliteRows } from '../../../engine/bench/sqliteLimit.ts';
import { workloadNames } from '../../../engine/bench/workloads.ts';
import type { Cauce } from '../../../engine/index.ts';
import { openStore } from '../../../engine/store/openStore.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cauce-bench-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each(workloadNames)('%s runs to its end in memory', async (name) => {
  const { run } = await coreInMemory(name, 3);
  expect(() => run(3)).not.toThrow();
});

describe('on a store', () => {
  let cauce: Cauce;
  beforeEach(async () => {
    cauce = await openBench(join(folder, 'cauce.db'), [...workloadNames, 'serviceTask']);
  });
  afterEach(() => cauce.close());

  const completed = async () => {
    const where = [{ column: 'state', op: 'eq' as const, value: 'COMPLETED' }];
    return (await cauce.engine.store.search('process_instances', { where })).total;
  };

  it.each(workloadNames)('%s runs to its end by several callers', async (name) => {
    await durableInstances(cauce, name, { count: 7, callers: 3, label: name }).run(7);
    expect(await completed()).toBe(7);
  });

  it('has workers lease and complete the jobs of the service task', async () => {
    await serviceTasks(cauce, { count: 7, callers: 3, label: 'service' }).run(7);
    expect(await completed()).toBe(7);
  });

  it('writes the same rows by the driver alone, so many instances to a commit', async () => {
    const limitFile = join(folder, 'limit.db');
    const raw = await openSqliteLimit(limitFile);
    const rows = await sqliteRows(cauce.engine.store);
    const options = { count: 7, callers: 3, label: 'W1', variables: { kind: 'petition' } };
    await durableInstances(cauce, 'W1', options).run(7);
    const limit = driverLimit(rows, raw, { name: 'limit', count: 7, perCommit: 3 });
    await limit.prepare?.(7);
    await limit.run(7);
    await raw.close();
    expect(limit.settings).toMatchObject({ instancesACommit: 3 });
    const copy = await openStore({ filename: limitFile, readOnly: true });
    for (const table of ['process_instances', 'element_instances', 'variables'])
      expect(await copy.reader(`cauce_${table}`), table).toEqual(
        await cauce.engine.store.reader(`cauce_${table}`),
      );
    const ofInstances = (reader: typeof copy.reader) =>
      reader('cauce_journal').where('stream', 'like', 'instance:%').orderBy('stream');
    expect(await ofInstances(copy.reader)).toEqual(await ofInstances(cauce.engine.store.reader));
    expect(await ofInstances(copy.reader)).toHaveLength(7);
    await copy.close();
  });
});
