// The relationship flow on the running product: the month begins by itself, invitations and answers leave by mail, and
// tasks are offered to everybody whom the procedure names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Variables } from '../../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../../engine/index.ts';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { processesFolder } from '../facts.ts';

const by: Principal = { username: 'prueba', kind: 'service', groups: [], roles: ['admin'] };
const folder = mkdtempSync(join(tmpdir(), 'cauce-relationship-'));
const clock = { now: Date.parse('2026-02-27T10:00:00-05:00') };
let mailbox: Mailbox;
let cauce: Cauce;

beforeAll(async () => {
  mailbox = await openMailbox();
  cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    now: () => clock.now,
    smtp: `smtp://127.0.0.1:${mailbox.port}`,
    mailFrom: 'Servicio <servicio@example.com>',
    linkUrl: 'http://127.0.0.1:9',
  });
  const outcome = await cauce.deployFolder(join(processesFolder, 'relationship'));
  if (!outcome.ok) throw new Error(`Expected the folder to deploy, but ${JSON.stringify(outcome.problems)}`);
});

afterAll(async () => {
  await cauce.close();
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

async function complete(element: string, variables: Variables = {}): Promise<void> {
  const { key } = await taskOf(element);
  const done = await cauce.engine.completeUserTask(key, variables, { principal: by });
  if (!done.ok) throw new Error(`Expected ${element} to complete, but ${JSON.stringify(done)}`);
  await cauce.engine.settle(30_000);
}

/** The one open task of an element, as soon as it is there: connectors may still be at work before it. */
async function taskOf(element: string): Promise<{ key: number; groups: string[] }> {
  let rows: { [column: string]: unknown }[] = [];
  await until(async () => {
    const where = [
      { column: 'element_id', op: 'eq' as const, value: element },
      { column: 'state', op: 'eq' as const, value: 'CREATED' },
    ];
    rows = (await cauce.engine.store.search('user_tasks', { where, limit: 10 })).rows;
    return rows.length > 0;
  });
  expect([element, rows.length]).toEqual([element, 1]);
  return { key: Number(rows[0]?.key), groups: JSON.parse(String(rows[0]?.candidate_groups)) };
}

function mailTo(address: string) {
  return mailbox.received.filter(({ recipients }) => recipients.includes(address));
}

const link = (text: string | undefined) => /http:\/\/127\.0\.0\.1:9\/\S+/.exec(text ?? '')?.[0];

test('on the first of the month at eight the cycle begins, and everybody on the panel is asked once', async () => {
  const panel = 'value,label,email\nana,Ana Ruiz,ana@example.com\nluis,Luis Paz,luis@example.com\n';
  const replaced = await cauce.engine.catalogs.replace('relationship-survey-panel', {
    csv: panel,
    by: by.username,
    expected: 1,
  });
  expect(replaced).toMatchObject({ ok: true });
  clock.now = Date.parse('2026-03-01T07:59:59-05:00');
  expect(await cauce.engine.fireDueTimers()).toBe(0);
  clock.now = Date.parse('2026-03-01T08:00:00-05:00');
  expect(await cauce.engine.fireDueTimers()).toBe(1);
  expect((await taskOf('r01_determine_segment')).groups).toEqual([
    'Profesional Investigacion (Relaciones Corporativas)',
  ]);
  for (const element of [
    'r01_determine_segment',
    'r02_map_segment',
    'r03_loyalty_drivers',
    'r04_configure_sensors',
  ])
    await complete(element);
  await until(() => mailbox.received.length === 2);
  const [ana, luis] = ['ana@example.com', 'luis@example.com'].map((address) => mailTo(address)[0]?.email);
  expect(ana?.text).toContain('Ana Ruiz');
  expect(ana?.text).toContain('¿Qué tan probable es que nos recomiende');
  expect(link(ana?.text)).toBeTruthy();
  expect(link(ana?.text)).not.toBe(link(luis?.text));
  await taskOf('r07_long_loop_diagnosis');
});

test('who answers the invitation begins a case that is already answered and classified', async () => {
  const { url } = await cauce.listen(0);
  const path = new URL(link(mailTo('ana@example.com')[0]?.email.text) ?? '').pathname;
  const page = await fetch(url + path);
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const cookie = page.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ _csrf: token, score: '9', comment: 'Me atendieron rápido.' }),
  });
  expect(answer.status).toBe(200);
  // Nobody has to answer it once more.
  expect((await taskOf('c12_mobilise_promoter')).groups).toEqual(['Asesor comercial']);
});

test('a detractor: the team is told at once, and the person gets in writing what was agreed', async () => {
  const published = await cauce.engine.publishMessage({
    name: 'survey_response_received',
    correlationKey: '',
    variables: { contact_email: 'marta@example.com', requester_name: 'Marta Ríos' },
    principal: by,
  });
  expect(published).toMatchObject({ ok: true });
  const { groups } = await taskOf('c01_capture_response');
  expect(groups).toEqual(['Cliente / Asociado', 'Agente de experiencia (Back de Experiencia)']);
  await complete('c01_capture_response', {
    nps_score: 2,
    verbatim: 'Nadie contestó.',
    touchpoint: 'call_center',
  });
  await until(() => mailTo('experiencia@example.com').length === 1);
  const [alert] = mailTo('experiencia@example.com');
  expect(alert?.email.subject).toContain('ENC-2026-000002');
  // What the person wrote stays in the case.
  expect(alert?.email.text).not.toContain('Nadie contestó');
  await complete('c05_contact_detractor', {
    contact_result: 'contactado',
    attempt_at: '2026-03-01T08:30:00-05:00',
  });
  await complete('c07_resolve', { solution: 'Se agendó la cita para el martes.', recovered: true });
  await until(() => mailTo('marta@example.com').length === 1);
  expect(mailTo('marta@example.com')[0]?.email.text).toContain('Se agendó la cita para el martes.');
  await complete('c10_link_cause', { root_cause_id: 'CR-1', open_pqrs: false });
});

test('an answer without an address leaves no mail and no incident', async () => {
  const before = mailbox.received.length;
  await cauce.engine.publishMessage({
    name: 'survey_response_received',
    correlationKey: '',
    variables: {},
    principal: by,
  });
  await complete('c01_capture_response', { nps_score: 0 });
  await complete('c05_contact_detractor', { contact_result: 'contactado' });
  await complete('c07_resolve', { solution: 'Se explicó.', recovered: true });
  await complete('c10_link_cause');
  // The team's alert alone.
  await until(() => mailbox.received.length === before + 1);
  const { rows } = await cauce.engine.store.search('incidents', { limit: 10 });
  expect(rows).toEqual([]);
});

test('a round of the mailboxes is offered to all four roles of row 14', async () => {
  const started = await cauce.engine.start({
    processId: 'relationship_asis',
    variables: { channel: 'buzon_fisico' },
    principal: by,
  });
  expect(started).toMatchObject({ ok: true });
  await complete('t01_submit_pqrsl');
  expect((await taskOf('t14_open_collect_count')).groups).toEqual([
    'Auxiliar Tecnico Gestion Documental (Servicios Generales)',
    'Mensajero (Servicios Generales)',
    'Coordinador Zona (Sedes Municipios)',
  ]);
  // Forms look at what was counted, and take nothing of it.
  const day = 'recorrido Versalles 2026-03-30';
  const isFree = () => cauce.engine.withFeel(0, (evaluate) => evaluate(`within quota("${day}", 1)`, {}));
  expect([await isFree(), await isFree()]).toEqual([true, true]);
  const round = { site: 'Versalles', collected_at: '2026-03-30T08:00:00-05:00', forms_count: 1 };
  await complete('t14_open_collect_count', round);
  expect(await isFree()).toBe(false);
});
