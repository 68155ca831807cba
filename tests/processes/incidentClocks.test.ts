// Clocks and queues of the incident flow on the running product: today each filing starts at zero and the first to come
// is the first served; tomorrow one clock runs on whoever has the case, and the list follows the score.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Variables } from '../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../engine/index.ts';
import { stopWorker } from '../../engine/model/index.ts';
import { processesFolder } from './facts.ts';

const by: Principal = { username: 'incidents', kind: 'service', groups: [], roles: ['admin'] };
const OPERATIONS = 'Equipo de operación del producto o canal (N2)';
const SPECIALISED = 'Equipo especializado de la operación (clientes corporativos)';
const PATIENCE = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'cauce-incident-'));
const clock = { now: Date.parse('2026-11-09T08:00:00-05:00') };
const failures: unknown[] = [];
let cauce: Cauce;

beforeAll(async () => {
  const database = join(folder, 'cauce.db');
  cauce = await createCauce({ database, now: () => clock.now, log: (error) => void failures.push(error) });
  const outcome = await cauce.deployFolder(join(processesFolder, 'incident'));
  expect(outcome).toMatchObject({ ok: true });
});
afterAll(async () => {
  await cauce.close();
  await stopWorker();
  rmSync(folder, { recursive: true });
  expect(failures).toEqual([]);
});

const at = (local: string) => `${local}:00-05:00`;

/** The clock never goes back: tests of one file share it. */
function itIs(local: string): string {
  clock.now = Date.parse(at(local));
  return at(local);
}

async function begin(processId: string, variables: Variables): Promise<number> {
  const message = { name: 'case_reported', correlationKey: '', variables, principal: by };
  const outcome =
    processId === 'incident_asis'
      ? await cauce.engine.start({ processId, variables, principal: by })
      : await cauce.engine.publishMessage(message);
  if (!outcome.ok || outcome.instanceKey === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.instanceKey;
}

async function complete(instance: number, element: string, variables: Variables): Promise<void> {
  const asked = { instance_key: instance, element_id: element, state: 'CREATED' };
  const row = await eventually(async () => {
    const found = await cauce.engine.store.find('user_tasks', asked);
    if (!found) throw new Error(`Expected ${element} to wait in ${instance}.`);
    return found;
  });
  const done = await cauce.engine.completeUserTask(Number(row.key), variables, { principal: by });
  expect(done).toMatchObject({ ok: true });
}

/** Automatic steps are done beside the answers: what they lead to comes soon after. */
function eventually<T>(look: () => Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: PATIENCE, interval: 20 });
}

/** Cases in the order in which the group's work list shows their tasks. */
async function workList(group: string): Promise<number[]> {
  const page = await cauce.engine.store.search('user_tasks', {
    offeredTo: [{ kind: 'group', names: [group] }],
    where: [{ column: 'state', op: 'eq', value: 'CREATED' }],
    sort: [{ column: 'priority', descending: true }, { column: 'due_at' }, { column: 'key' }],
  });
  return page.rows.map((row) => Number(row.instance_key));
}

const known = (instance: number) => cauce.engine.visibleVariables(instance);

const becomes = (instance: number, variables: Variables) =>
  eventually(async () => expect(await known(instance)).toMatchObject(variables));

async function toQueue(instance: number, product_channel: string, filed_at: string): Promise<void> {
  const file = product_channel === 'pagos' ? 'i06_file_sharepoint' : 'i07_file_bizagi';
  await complete(instance, 'i03_initial_validation', {
    product_channel,
    typology: 'general',
    solvable_n1: false,
  });
  await complete(instance, file, { ticket_ref: 'R', filed_at });
}

async function reported(variables: Variables): Promise<number> {
  const instance = await begin('incident_asis', {});
  await complete(instance, 'i01_report', { channel: 'chat', client_nit: '900100001', description: 'x' });
  await complete(instance, 'i02_receive_document', variables);
  return instance;
}

async function registered(variables: Variables): Promise<number> {
  const instance = await begin('incident_tobe', {});
  await complete(instance, 'j01_register_case', {
    typology: 'indisponibilidad',
    request_kind: 'soporte',
    ...variables,
  });
  return instance;
}

describe('who is served first', () => {
  const [A, B, C] = [
    { segment: 'pyme', client_nit: '900100001', client_impact: 2 },
    { segment: 'corporativo', client_nit: '900100003', client_impact: 3 },
    { segment: 'corporativo', client_nit: '900100004', client_impact: 5 },
  ];

  test('today the one who came first, whatever its agreement and segment: A, B, C', async () => {
    const cases: number[] = [];
    for (const [given, product, hour] of [
      [A, 'recaudos', '08:00'],
      [B, 'pagos', '09:00'],
      [C, 'canal_sucursal_digital', '10:00'],
    ] as const) {
      const filed = itIs(`2026-11-09T${hour}`);
      const instance = await reported({ segment: given.segment });
      await toQueue(instance, product, filed);
      cases.push(instance);
    }
    await eventually(async () => expect(await workList(OPERATIONS)).toEqual(cases));
  });

  test('tomorrow the one with the higher score: C, B, A', async () => {
    const cases: number[] = [];
    for (const [given, hour] of [
      [A, '10:00'],
      [B, '10:30'],
      [C, '11:00'],
    ] as const) {
      itIs(`2026-11-09T${hour}`);
      cases.push(await registered({ product_channel: 'recaudos', ...given }));
    }
    await eventually(async () => expect(await workList(SPECIALISED)).toEqual(cases.toReversed()));
    expect(await Promise.all(cases.map(async (each) => (await known(each)).priority_score))).toEqual([
      7.5, 67.5, 100,
    ]);
  });
});

describe('a case that was with the wrong team', () => {
  test('M01, today: it is returned when that team’s time is up, and the clock starts again at zero', async () => {
    const filed = itIs('2026-11-23T08:30');
    const instance = await reported({ segment: 'corporativo' });
    await toQueue(instance, 'recaudos', filed);
    await becomes(instance, { due_date: at('2026-11-25T08:30') });
    const again = itIs('2026-11-25T08:30');
    await complete(instance, 'i12_review_n2', { correct_flow: false, return_reason: 'Es del canal.' });
    await becomes(instance, { return_count: 1, due_date: null, filed_at: null });
    await toQueue(instance, 'canal_sucursal_digital', again);
    await becomes(instance, {
      clock_started_at: at('2026-11-25T08:30'),
      due_date: at('2026-11-26T08:30'),
      first_filed_at: at('2026-11-23T08:30'),
    });
  });

  test('M02, tomorrow: it stays due when it was, is overdue when it comes back, and nobody hears twice', async () => {
    itIs('2026-11-30T08:30');
    const given = { product_channel: 'canal_sucursal_digital', client_nit: '900100004', client_impact: 5 };
    const instance = await registered({ segment: 'corporativo', ...given });
    const due_date = at('2026-12-01T08:30');
    await becomes(instance, { due_date, warn_at: at('2026-11-30T15:30') });
    await eventually(async () => expect(await workList(SPECIALISED)).toContain(instance));
    for (const [local, happened] of [
      ['2026-11-30T15:30', { warned_at: at('2026-11-30T15:30') }],
      ['2026-12-01T08:30', { breached_at: due_date }],
    ] as const) {
      itIs(local);
      await cauce.engine.fireDueTimers();
      await becomes(instance, happened);
    }
    itIs('2026-12-02T08:30');
    await complete(instance, 'j08_solve_specialised', {
      actions_taken: 'Es de otro equipo.',
      is_tech_failure: false,
      reassign_to: OPERATIONS,
    });
    await complete(instance, 'j13_validate_solution', { solution_effective: false });
    await eventually(async () => expect(await workList(OPERATIONS)).toContain(instance));
    // Both were told with the first team; coming back sets off neither again, whatever the clocks have to enter.
    await cauce.engine.fireDueTimers();
    const where = [
      { column: 'instance_key', op: 'eq' as const, value: instance },
      { column: 'element_id', op: 'eq' as const, value: 'j08e_escalate' },
    ];
    // It waits for its mail to be written.
    const escalations = async () => (await cauce.engine.store.search('user_tasks', { where })).rows;
    await eventually(async () => expect(await escalations()).toHaveLength(1));
    const { team_clocks, ...now } = await known(instance);
    expect(now).toMatchObject({ due_date, return_count: 1, current_team: OPERATIONS });
    expect(team_clocks).toMatchObject([
      { team: SPECIALISED, received_at: at('2026-11-30T08:30'), delivered_at: at('2026-12-02T08:30') },
    ]);
    await complete(instance, 'j08e_escalate', { escalation_action: 'Se llamó al cliente.' });
  });
});
