// The main job as its people do it: a citizen files a claim, staff carry it to its end, an auditor replays it; and the
// server is killed in the middle.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mailbox, openMailbox, until } from '../engine/jobs/harness.ts';
import { arriving, pictureFolder } from '../harness/chromium.ts';
import { freePort } from '../harness/freePort.ts';
import { type ServerProcess, startServer, verifyDatabase } from '../torture/serverProcess.ts';
import { arrive, doTask, fill, picture, signIn } from './people.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-main-job-'));
const database = join(folder, 'cauce.db');
const failures: string[] = [];
let server: ServerProcess;
let mailbox: Mailbox;
let port: number;
let base: string;

beforeAll(async () => {
  const pictures = pictureFolder();
  if (pictures !== undefined && !existsSync(pictures)) mkdirSync(pictures, { recursive: true });
  port = await freePort();
  base = `http://localhost:${port}`;
  mailbox = await openMailbox();
  server = await start();
}, 60_000);

function start(): Promise<ServerProcess> {
  const env = { SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, MAIL_FROM: 'Servicio <servicio@example.com>' };
  return startServer({ database, port, demo: true, env });
}

afterAll(async () => {
  await server?.stop();
  await mailbox?.close();
  rmSync(folder, { recursive: true });
});

it('carries a claim from the citizen to the closed case, through a kill of the server', async () => {
  const { number, tracking, code } = await citizenFiles();
  await staffClassifies(number);
  await server.kill();
  expect(await verifyDatabase(database)).toMatchObject({ ok: true });
  server = await start();
  await staffAnswers(number);
  await citizenAnswersSurvey(number);
  await citizenFollows(number, tracking, code);
  await auditorReplays(number);
  expect(failures).toEqual([]);
  expect(await server.stop()).toBe(0);
  expect(await verifyDatabase(database)).toMatchObject({ ok: true, problems: [] });
}, 240_000);

async function citizenFiles() {
  const { page, context } = await arrive(failures);
  await page.goto(base);
  await picture(page, 'public-start');
  await page.goto(`${base}/radicar/pqrs_tobe`);
  await fill(page, {
    requester_name: 'Carolina Ríos Ñáñez',
    requester_id_type: 'CC',
    requester_id: '1020304050',
    contact_email: 'carolina@example.com',
    contact_phone: '3001234567',
    description: 'Reservé dos noches para junio y al llegar no había habitación disponible.',
    attachments: { file: { name: 'recibo.pdf', mimeType: 'application/pdf', buffer: pdf } },
    privacy_consent: true,
  });
  await picture(page, 'public-form');
  await page.getByRole('button', { name: 'Radicar', exact: true }).click();
  await page.locator('dl.receipt').waitFor();
  const number = (await page.locator('dl.receipt .number').innerText()).trim();
  expect(number).toMatch(/^PQRS-\d{4}-\d{6}$/);
  const tracking = (await page.locator('dl.receipt a.address').getAttribute('href')) as string;
  const code = (await page.locator('dl.receipt .mono').innerText()).replaceAll(/\s/g, '');
  await picture(page, 'public-receipt');
  // Only the code's hash is kept, and the mail that carries it is sealed.
  for (const file of [database, `${database}-wal`]) expect(readFileSync(file).includes(code)).toBe(false);
  await context.close();
  return { number, tracking, code };
}

async function staffClassifies(number: string) {
  const { page, context } = await arrive(failures);
  await page.goto(`${base}/entrar`);
  await picture(page, 'staff-sign-in');
  await signIn(page, base, 'auxiliar');
  await page.goto(`${base}/tareas?tab=groups`);
  await page.getByText(number).waitFor();
  await picture(page, 'staff-list');
  await doTask(page, base, {
    name: 'Clasificar solicitud',
    number,
    answers: {
      request_type: 'reclamo',
      service: 'turismo',
      quality_attribute: 'resolutividad',
      superintendence_type: 'queja',
      topic: 'informacion',
      is_subsidio: 'false',
      is_ssf: 'false',
      is_competent: 'true',
      is_complete: 'true',
    },
  });
  await context.close();
}

async function staffAnswers(number: string) {
  const service = await arrive(failures);
  await signIn(service.page, base, 'servicio');
  await service.page.goto(`${base}/tareas?tab=groups`);
  const row = service.page.locator('tr', { hasText: number });
  expect(await row.innerText()).toMatch(/día/);
  await row.locator('a').first().click();
  await picture(service.page, 'staff-task');
  await doTask(service.page, base, {
    name: 'Analizar caso y entregar soportes',
    number,
    answers: {
      support_documents: { file: { name: 'reserva.pdf', mimeType: 'application/pdf', buffer: pdf } },
      causes: 'Sobreventa del fin de semana.',
      action_plan: 'Devolver el valor y ofrecer nueva fecha.',
      redress_required: 'false',
      extension_requested: 'false',
    },
  });
  await service.context.close();
  const desk = await arrive(failures);
  await signIn(desk.page, base, 'auxiliar');
  await doTask(desk.page, base, {
    name: 'Construir respuesta',
    number,
    answers: { response_text: 'Le devolvemos el valor de la reserva.', legal_support_required: 'false' },
  });
  await doTask(desk.page, base, {
    name: 'Enviar respuesta al usuario',
    number,
    answers: { delivery_medium: 'electronica', sent_at: localNow() },
  });
  await desk.context.close();
  const apprentice = await arrive(failures);
  await signIn(apprentice.page, base, 'aprendiz');
  await doTask(apprentice.page, base, {
    name: 'Verificar satisfacción',
    number,
    answers: {
      contact_result: 'contactado',
      satisfaction: 'satisfecho',
      observations: 'Agradece la devolución.',
      attempt_at: localNow(),
    },
  });
  await apprentice.context.close();
  const operation = await arrive(failures);
  await signIn(operation.page, base, 'operacion');
  await doTask(operation.page, base, { name: 'Cerrar trámite', number, answers: {} });
  await operation.context.close();
}

/** The mails tell the number and the link; the survey's link serves once. */
async function citizenAnswersSurvey(number: string) {
  await until(() => mailbox.received.some(({ email }) => email.text?.includes('/encuesta/')));
  const [acknowledgement] = mailbox.received;
  expect(acknowledgement?.recipients).toEqual(['carolina@example.com']);
  expect(acknowledgement?.email.text).toContain(number);
  expect(acknowledgement?.email.text).toContain(`${base}/seguimiento/`);
  const answer = mailbox.received.find(({ email }) => email.subject?.startsWith('Respuesta a su solicitud'));
  expect(answer?.recipients).toEqual(['carolina@example.com']);
  expect(answer?.email.text).toContain('Le devolvemos el valor de la reserva.');
  expect(answer?.email.text).toContain(`${base}/seguimiento/`);
  const text = mailbox.received.find(({ email }) => email.text?.includes('/encuesta/'))?.email.text ?? '';
  const link = /http\S+\/encuesta\/\S+/.exec(text)?.[0] as string;
  const { page, context } = await arrive(failures);
  await page.goto(link);
  await picture(page, 'public-survey');
  await arriving(page, () => page.locator('.scale button').last().click());
  await page.locator('#comment').fill('Muy amables.');
  await arriving(page, () => page.locator('form button.button').last().click());
  const again = await page.request.get(link);
  expect(await again.text()).not.toContain('name="score"');
  await context.close();
}

async function citizenFollows(number: string, tracking: string, code: string) {
  const { page, context } = await arrive(failures);
  await page.goto(tracking);
  await page.getByRole('heading', { name: number }).waitFor();
  const milestones = await page.locator('ol.milestones li').allInnerTexts();
  expect(milestones.map((text) => text.split('\n')[0]?.toLowerCase())).toEqual(
    expect.arrayContaining([expect.stringContaining('radicada'), expect.stringContaining('cerrada')]),
  );
  await picture(page, 'public-tracking');
  await page.goto(`${base}/seguimiento`);
  await page.locator('#number').fill(number);
  await page.locator('#code').fill(code);
  await page.locator('form button.button').last().click();
  await page.getByRole('heading', { name: number }).waitFor();
  const wrong = await page.request.get(`${base}/seguimiento/${'A'.repeat(code.length)}`);
  expect(wrong.status()).toBe(404);
  await context.close();
}

async function auditorReplays(number: string) {
  const { page, context } = await arrive(failures);
  await signIn(page, base, 'auditoria');
  await page.goto(`${base}/casos`);
  await picture(page, 'auditor-cases');
  await page.locator('tr', { hasText: number }).locator('a').first().click();
  await page.waitForURL(/\/casos\/\d+/);
  await picture(page, 'case');
  await page.goto(`${page.url().replace(/[?#].*$/, '')}/auditoria`);
  await page.locator('cauce-replay svg .djs-element, cauce-replay .djs-container svg').first().waitFor();
  const steps = await page.locator('#steps tbody tr').allInnerTexts();
  const all = steps.join('\n');
  for (const element of [
    'Radicar PQRS',
    'Clasificar solicitud',
    'Analizar caso y entregar soportes',
    'Enviar respuesta al usuario',
  ])
    expect(all).toContain(element);
  for (const actor of ['Adriana Auxiliar', 'Samuel Servicio', 'Andrés Aprendiz', 'Olga Operación'])
    expect(all).toContain(actor);
  expect(all).toContain('Sobreventa del fin de semana.');
  await page.waitForTimeout(500);
  await picture(page, 'auditor-replay');
  await context.close();
}

/** The smallest file that is a PDF by its first bytes. */
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** As a `datetime-local` field takes it, in Bogota. */
function localNow(): string {
  return new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 16);
}
