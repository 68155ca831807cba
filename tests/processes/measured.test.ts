// The flows as they ship, on the running engine: scenarios are played, and the declared indicators say what happened.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Variables } from '../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../engine/index.ts';
import { openMailbox } from '../engine/jobs/harness.ts';
import { processesFolder } from './facts.ts';
import { type Scenario, scenariosOf } from './scenario.ts';

const by: Principal = { username: 'prueba', kind: 'service', groups: [], roles: ['admin'] };
const MOST = 100;

interface Running {
  cauce: Cauce;
  clock: { now: number };
}

/** Every open task is answered as the scenario says; where nobody and nothing is at work, the next timer comes. */
async function play({ cauce, clock }: Running, scenario: Scenario): Promise<void> {
  const { engine } = cauce;
  clock.now = Math.max(clock.now, Date.parse(scenario.now));
  const begun = { processId: scenario.process, variables: scenario.variables, principal: by };
  const started = await engine.start(begun);
  if (!started.ok) throw new Error(JSON.stringify(started));
  const root = started.instanceKey;
  const given = new Map<string, number>();
  const rowsOf = async (list: 'user_tasks' | 'jobs' | 'timers' | 'process_instances', state?: string) => {
    const where = state === undefined ? [] : [{ column: 'state', op: 'eq' as const, value: state }];
    const { rows } = await engine.store.search(list, { where, limit: 100 });
    return rows.filter((row) => [row.root_key, row.instance_key, row.key].includes(root));
  };
  for (let step = 0; step < MOST; step++) {
    await engine.settle(10_000);
    if ((await rowsOf('process_instances', 'ACTIVE')).length === 0) return;
    if ((await rowsOf('jobs', 'CREATED')).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    const [task] = await rowsOf('user_tasks', 'CREATED');
    if (!task) {
      const due = (await rowsOf('timers')).map(({ due_at }) => Number(due_at));
      if (due.length === 0) return;
      clock.now = Math.max(clock.now, Math.min(...due));
      await engine.fireDueTimers();
      continue;
    }
    clock.now += 60_000;
    const element = String(task.element_id);
    const answers = scenario.answers[element] ?? {};
    const times = given.get(element) ?? 0;
    given.set(element, times + 1);
    const answer: Variables = Array.isArray(answers) ? (answers[times] ?? answers.at(-1) ?? {}) : answers;
    const done = await engine.completeUserTask(Number(task.key), answer, { principal: by });
    if (!done.ok) throw new Error(`${element}: ${JSON.stringify(done)}`);
  }
}

/** `[value, numerator, denominator]` of each indicator over the year. */
async function measured(folder: string, files: string[]) {
  const scenarios = scenariosOf(folder)
    .filter(({ file }) => files.includes(file))
    .map(({ scenario }) => scenario)
    .toSorted((a, b) => (a.now < b.now ? -1 : 1));
  expect(scenarios).toHaveLength(files.length);
  const clock = { now: Date.parse(scenarios[0]?.now ?? '') };
  const path = mkdtempSync(join(tmpdir(), 'cauce-measured-'));
  const mailbox = await openMailbox();
  const smtp = `smtp://127.0.0.1:${mailbox.port}`;
  const linkUrl = 'http://127.0.0.1:9';
  const cauce = await createCauce({
    database: join(path, 'cauce.db'),
    now: () => clock.now,
    smtp,
    mailFrom: 'a@example.com',
    linkUrl,
  });
  onTestFinished(async () => {
    await cauce.close();
    await mailbox.close();
    rmSync(path, { recursive: true });
  });
  expect(await cauce.deployFolder(join(processesFolder, folder))).toMatchObject({ ok: true });
  for (const scenario of scenarios) await play({ cauce, clock }, scenario);
  await cauce.engine.indicators.advance();
  const rows = await cauce.engine.indicators.query({ from: '2026-01-01', to: '2026-12-31' });
  expect(rows.filter(({ failed, failure }) => failed !== undefined || failure !== undefined)).toEqual([]);
  return Object.fromEntries(
    rows.map(({ id, value, numerator, denominator }) => [id, [value, numerator, denominator]]),
  );
}

test('clients who were asked: scores, causes, and who was won back', async () => {
  const rows = await measured('relationship', [
    'detractor-recovered.json',
    'detractor-escalated.json',
    'as-is-complaint-satisfied.json',
  ]);
  expect(rows).toMatchObject({
    K01: [-100, -2, 2],
    K02: [3, 0, 2],
    K03: [100, 2, 2],
    K04: [100, 1, 1],
    K17: [100, 1, 1],
    K18: [-100, -2, 2],
    X1: [100, 2, 2],
    X2: [100, 2, 2],
    X3: [50, 1, 2],
    X4: [50, 1, 2],
    C1: [100, 1, 1],
    C3: [100, 1, 1],
  });
});

test('petitions: in time, verified, sampled, by channel and type', async () => {
  const rows = await measured('pqrs', [
    'claim-of-subsidies.json',
    'reopened-once.json',
    'transferred.json',
    'as-is-claim-with-redress.json',
  ]);
  expect(rows).toMatchObject({
    F1: [[2, 2], null, null],
    F2: [75, 3, 4],
    F5: [100, 4, 4],
    F7: [100, 4, 4],
    K06: [33.33, 1, 3],
    K16: [100, 3, 3],
    K17: [100, 2, 2],
    C1: [100, 2, 2],
    C2: [1, 1, 1],
    S6: [0, null, null],
  });
});

test('incidents: in time, first level, returned, losses avoided', async () => {
  const rows = await measured('incident', [
    'first-level-solves.json',
    'reassigned-clock-continues.json',
    'alert-anticipated.json',
    'asis-solved-by-first-level.json',
  ]);
  expect(rows).toMatchObject({
    T1: [50, 1, 2],
    T3: [0, 0, 2],
    T5: [66.67, 2, 3],
    T6: [33.33, 1, 3],
    T9: [12_000_000, null, null],
    T10: [66.67, 2, 3],
    S1: [66.67, 2, 3],
    S7: [0.33, null, null],
  });
});
