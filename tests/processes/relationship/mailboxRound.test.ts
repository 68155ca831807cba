// The daily round of the mailboxes: it begins by itself on business days, once for each site, and is one a day.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Cauce, createCauce, type Principal } from '../../../engine/index.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { processesFolder } from '../facts.ts';

const by: Principal = { username: 'documental', kind: 'user', groups: [], roles: ['admin'] };
const folder = mkdtempSync(join(tmpdir(), 'cauce-round-'));
/** The Friday before the holiday of San José. */
const clock = { now: Date.parse('2026-03-20T09:00:00-05:00') };
let cauce: Cauce;

beforeAll(async () => {
  cauce = await createCauce({ database: join(folder, 'cauce.db'), now: () => clock.now });
  expect(await cauce.deployFolder(join(processesFolder, 'relationship'))).toMatchObject({ ok: true });
});
afterAll(async () => {
  await cauce.close();
  await stopWorker();
  rmSync(folder, { recursive: true });
});

async function openRounds(count: number) {
  return vi.waitFor(
    async () => {
      const open = [
        { column: 'process_id', op: 'eq' as const, value: 'relationship_mailbox_round' },
        { column: 'state', op: 'eq' as const, value: 'CREATED' },
      ];
      const { rows } = await cauce.engine.store.search('user_tasks', { where: open });
      expect(rows).toHaveLength(count);
      return rows;
    },
    { timeout: 20_000, interval: 20 },
  );
}

async function next(): Promise<string> {
  const row = await cauce.engine.store
    .reader('cauce_start_subscriptions')
    .where({ process_id: 'relationship_mailbox_round' })
    .first('due_at');
  return new Date(row.due_at - 5 * 3_600_000).toISOString().slice(0, 16);
}

test('no round on a holiday; on the day after it one task for each site, due as that day closes', async () => {
  expect(await next()).toBe('2026-03-24T08:00');
  clock.now = Date.parse('2026-03-24T08:00:00-05:00');
  await cauce.engine.fireDueTimers();
  const tasks = await openRounds(3);
  for (const { due_at } of tasks)
    expect(new Date(Number(due_at)).toISOString()).toBe('2026-03-24T22:00:00.000Z');
  expect(await next()).toBe('2026-03-25T08:00');
  const variables = { collected_at: '2026-03-24T08:30:00-05:00', forms_count: 2 };
  clock.now = Date.parse('2026-03-24T08:40:00-05:00');
  for (const { key } of tasks)
    expect(await cauce.engine.completeUserTask(Number(key), variables, { principal: by })).toMatchObject({
      ok: true,
    });
  const [instance] = tasks;
  const left = await cauce.engine.visibleVariables(Number(instance?.instance_key));
  expect(left).toMatchObject({ case_number: 'RECORRIDO-2026-000001' });
  expect(left.rounds).toEqual(
    ['San Marcel', 'Versalles', 'sede municipio'].map((site) => ({
      site,
      ...variables,
      round_repeated: false,
    })),
  );
});
