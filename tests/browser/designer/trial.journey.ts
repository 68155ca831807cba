// A designer tries a draft in the browser: answers, waits, breaks, goes back, runs to an element, and keeps the run as a test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runTests } from '../../../engine/index.ts';
import { layoutDrawing } from '../../../engine/model/layout/index.ts';
import { loan } from '../../admin/engine/loan.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { signIn, startBrowser } from '../../admin/harness/browser.ts';
import { drawing, flow } from '../../engine/model/drawing.ts';
import { openDesk, picture } from '../desk.ts';

const desk = await openDesk('diana');
const { product, browser } = desk;
let { page } = desk;

async function draftOf(files: readonly { name: string; text: string }[]): Promise<number> {
  const laid = files.map(async ({ name, text }) => {
    const drawn = name.endsWith('.bpmn') ? (await layoutDrawing(text, name)).xml : text;
    return [name, drawn ?? ''] as const;
  });
  return desk.draftOf(Object.fromEntries(await Promise.all(laid)), 'Crédito');
}

async function openTrial(key: number, name: string): Promise<void> {
  await page.goto(`${product.url}/borradores/${key}/dibujo?nombre=${name}&herramienta=trial`);
  await page.locator('.trial[data-phase=start]').waitFor();
}

async function begin(): Promise<void> {
  await page.getByRole('button', { name: 'Empezar', exact: true }).first().click();
  await page.locator('.trial[data-phase=running]').waitFor();
}

const offer = (kind: string, name = '') => page.locator(`.trial-offer-${kind}`, { hasText: name });
const act = (kind: string, name: string, button: string) =>
  offer(kind, name).getByRole('button', { name: button, exact: true }).first().click();
const here = () => page.locator('.trial-moment[aria-current=step]');
const token = (id: string) => page.locator(`.djs-shape[data-element-id=${id}].trial-active`);

test('a draft is tried: its forms answered, work broken and mended, a called process, a message, and the run kept', async () => {
  const key = await draftOf(loan);
  await openTrial(key, 'loan.bpmn');
  await picture(page, 'trial-start');
  await begin();
  await token('review').waitFor();
  await act('task', 'Revisar la solicitud', 'Responder');
  await page.locator('.trial-answer').waitFor();
  await page.locator('.trial-answer button[value=submit]').click();
  // What the form would not take is said in the form, and what was typed stays.
  await page.locator('.trial-answer .cf-summary').waitFor();
  await page.fill('.trial-answer [name=client]', 'c-1');
  await page.fill('.trial-answer [name=amount]', '50');
  await page.check('.trial-answer [name=decide][value=yes]');
  await picture(page, 'trial-form');
  await page.locator('.trial-answer button[value=submit]').click();
  await offer('job', 'Consultar la central').waitFor();
  await token('check').waitFor();
  expect(await page.locator('.trial-changed').allTextContents()).toEqual([]);
  await page.locator('.trial-moment', { hasText: 'Sale de Revisar' }).click();
  await here().getByText('Sale de Revisar').waitFor();
  expect((await page.locator('.trial-changed').allTextContents()).sort()).toEqual(['amount', 'client']);
  await page.getByRole('button', { name: 'Al último paso' }).click();

  await act('job', 'Consultar la central', 'Falla');
  await page.getByRole('button', { name: 'Dejar que falle' }).click();
  await offer('incident').waitFor();
  await picture(page, 'trial-incident');
  await act('incident', '', 'Resolver');
  await act('job', 'Consultar la central', 'Con ejemplo');
  await offer('task', 'Transferir').waitFor();
  await act('task', 'Transferir', 'Con ejemplo');
  await offer('message', 'Llega el pagaré').waitFor();
  await act('message', 'Llega el pagaré', 'Llega');
  await here().getByText('Termina Proceso').waitFor();
  await picture(page, 'trial-ended');

  await page.getByRole('button', { name: 'Guardar escenario' }).click();
  await page.getByLabel('Nombre del escenario').fill('Otorgado después de una falla');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByText('Guardado en scenarios/').waitFor();
  const kept = await product.cauce.engine.drafts.read(
    key,
    'scenarios/otorgado-despues-de-una-falla.test.json',
  );
  const folder = mkdtempSync(join(tmpdir(), 'cauce-tests-'));
  for (const { name, text } of [...loan, { name: 'scenarios/a.test.json', text: String(kept?.content) }]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const [played] = await runTests(join(folder, 'scenarios'));
  expect(played?.problems).toEqual([]);
  expect(played?.tests.map(({ failure }) => failure)).toEqual([undefined]);
  rmSync(folder, { recursive: true });
  expect(browser.complaints).toEqual([]);
});

test('one goes back a step, waits for a timer instead, runs to an element, and follows a changed drawing', async () => {
  const key = await draftOf(loan);
  await openTrial(key, 'loan.bpmn');
  await begin();
  await here().getByText('Llega a Revisar').waitFor();
  await act('task', 'Revisar la solicitud', 'Con ejemplo');
  await offer('job').waitFor();
  await page.locator('.trial').press('Alt+PageUp');
  await here().getByText('Llega a ¿Se aprueba?').waitFor();
  await page.locator('.trial-moment', { hasText: 'Llega a Revisar' }).click();
  await token('review').waitFor();
  await page.getByText('lo que vino después se descarta').waitFor();
  const before = await page.locator('.trial-clock').textContent();
  await act('timer', '', 'Esperar hasta ahí');
  await token('remind').waitFor();
  expect(await page.locator('.trial-clock').textContent()).not.toBe(before);
  expect(await page.locator('.trial-moment', { hasText: 'Consultar la central' }).count()).toBe(0);
  await page.getByLabel('Ejecutar hasta un elemento').selectOption({ label: 'Negado' });
  await here().getByText('Llega a Negado').waitFor();
  await page.locator('.djs-shape[data-element-id=refused]').dblclick();
  await page.locator('.djs-direct-editing-content').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('No se otorga');
  await page.keyboard.press('Enter');
  await page.getByText('El diagrama cambió').waitFor();
  await page.getByRole('button', { name: 'Repetir los mismos pasos' }).click();
  await page.getByText('Los mismos pasos, con el diagrama de ahora.').waitFor();
  expect(browser.complaints).toEqual([]);
});

const EVIL = '<img src=x onerror="window.__xss=1">';

test('what files say stays text, whatever it is, and nobody is kept out by it', async () => {
  const name = EVIL.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const evil = drawing(
    `<bpmn:startEvent id="s" name="${name}"/>${flow('f1', 's', 'x')}<bpmn:userTask id="x" name="${name}"><bpmn:documentation>${name}</bpmn:documentation><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="evil"/><zeebe:assignmentDefinition candidateGroups="${name}"/></bpmn:extensionElements></bpmn:userTask>${flow('f2', 'x', 'm')}<bpmn:intermediateCatchEvent id="m" name="${name}"><bpmn:messageEventDefinition messageRef="msg"/></bpmn:intermediateCatchEvent>${flow('f3', 'm', 'e')}<bpmn:endEvent id="e"/>`,
    `<bpmn:message id="msg" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=a"/></bpmn:extensionElements></bpmn:message>`,
  ).replace('name="Proceso"', `name="${name}"`);
  const form = {
    type: 'default',
    id: 'evil',
    schemaVersion: 19,
    components: [
      { type: 'text', text: `${EVIL} [go](javascript:window.__xss=1) {{a}}` },
      { type: 'textfield', key: 'a', label: EVIL, description: EVIL },
    ],
  };
  const scenario = { name: EVIL, process: 'P', variables: { [EVIL]: EVIL }, expected: {} };
  const key = await draftOf([
    { name: 'evil.bpmn', text: evil },
    { name: 'evil.form', text: JSON.stringify(form) },
    { name: 'scenarios/evil.json', text: JSON.stringify(scenario) },
  ]);
  await openTrial(key, 'evil.bpmn');
  await page.getByLabel('Caso de ejemplo').selectOption({ label: EVIL });
  await begin();
  await act('task', '', 'Responder');
  await page.fill('.trial-answer [name=a]', EVIL);
  await page.locator('.trial-answer button[value=submit]').click();
  await act('message', '', 'Llega');
  await here().getByText('Termina').waitFor();
  expect(await page.evaluate('window.__xss')).toBeUndefined();
  expect(await page.locator('.trial img').count()).toBe(0);
});

test('the trial can be used by everybody, in the dark too', async () => {
  const other = await startBrowser({ bypassPolicy: true, dark: true });
  const own = page;
  page = await other.page();
  await signIn(page, product.url, 'diana');
  const key = await draftOf(loan);
  await openTrial(key, 'loan.bpmn');
  await begin();
  await act('task', 'Revisar la solicitud', 'Responder');
  await page.locator('.trial-answer').waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'trial-dark');
  page = own;
  await other.close();
});
