// Administration in the browser: what is stuck goes on by keyboard alone, on a telephone without scripts, in the dark.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { arriving } from '../../harness/chromium.ts';
import { openDesk, picture } from '../desk.ts';

const { product, page, look } = await openDesk('angela');
const { engine } = product.cauce;
const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
const cases: number[] = [];

const stuck = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
  <bpmn:process id="stuck" name="Préstamo de libros" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:exclusiveGateway id="g" name="¿En qué sede?"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:intermediateCatchEvent id="wait" name="Quince días después"><bpmn:incoming>f2</bpmn:incoming>
      <bpmn:timerEventDefinition id="t1"><bpmn:timeDuration>P15D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
    <bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="wait"><bpmn:conditionExpression>=kind.id = "a"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e"><bpmn:conditionExpression>=kind.id = "b"</bpmn:conditionExpression></bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>`;

let phone: Browser;
let dark: Browser;

async function open(count: number, id: string): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const started = await engine.start({ principal, processId: 'stuck', variables: { kind: { id } } });
    if (!started.ok) throw new Error('Expected the case to start.');
    if (id === 'z') cases.push(started.instanceKey);
  }
  await engine.settle(10_000);
}

beforeAll(async () => {
  await engine.deploy([{ name: 'stuck.bpmn', content: Buffer.from(stuck) }], principal);
  await open(3, 'z');
  await open(2, 'a');
  phone = await startBrowser({ javaScript: false, width: 390 });
  dark = await startBrowser({ dark: true, width: 390, bypassPolicy: true });
});
afterAll(async () => {
  await phone.close();
  await dark.close();
});

test('what is stuck is told with its reason, and goes on by keyboard alone', async () => {
  await page.goto(`${product.url}/admin/operacion`);
  await look('operation-overview');
  await page.locator('a', { hasText: '3 casos' }).focus();
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.locator('cauce-choice th.choice input').waitFor();
  await look('operation-incidents');
  for (const key of cases.slice(0, 2))
    await engine.setVariables(key, { kind: { id: 'b' } }, false, { principal });
  await page.locator('cauce-choice th.choice input').focus();
  await page.keyboard.press('Space');
  expect(await page.locator('td.choice input:checked').count()).toBe(3);
  await page.locator('button', { hasText: 'Reintentar los elegidos' }).focus();
  await arriving(page, () => page.keyboard.press('Enter'));
  expect(await page.locator('.results [role=status]').textContent()).toContain('2 siguieron');
  expect(await page.locator('.results .state.incident').count()).toBe(1);
  await look('operation-results');
});

test('on a telephone without scripts one row goes on, and nothing is wider than the page', async () => {
  const still = await phone.page();
  await signIn(still, product.url, 'angela');
  await engine.setVariables(cases[2] ?? 0, { kind: { id: 'b' } }, false, { principal });
  await still.goto(`${product.url}/admin/operacion/incidentes`);
  await picture(still, 'operation-incidents-phone', true);
  await arriving(still, () => still.click('button[name=one]'));
  expect(await still.locator('.results [role=status]').textContent()).toContain('1 siguió');
  const own = still.locator('form', { hasText: 'Cerrar todas las demás' });
  await still.goto(`${product.url}/sesiones`);
  await arriving(still, () => own.locator('button').click());
  expect(await still.locator('.notice').textContent()).toContain('Se cerró 1 sesión');
  await page.goto(`${product.url}/admin`);
  expect(new URL(page.url()).pathname).toBe('/entrar');
  await signIn(page, product.url, 'angela');
});

test('a backup is made and checked', async () => {
  await page.goto(`${product.url}/admin/copias`);
  await arriving(page, () => page.click('main form .button'));
  expect(await page.locator('.notice[role=status]').textContent()).toContain('La copia quedó completa');
  await arriving(page, () => page.click('text=Comprobar'));
  expect(await page.locator('.notice[role=status]').textContent()).toContain('byte por byte');
  await look('backups');
});

test.each([
  ['people', '/admin'],
  ['groups', '/admin/grupos'],
  ['group', '/admin/grupos/ver?grupo=Servicio'],
  ['permissions', '/admin/permisos'],
  ['sessions', '/admin/sesiones'],
  ['timers', '/admin/operacion/relojes'],
  ['jobs', '/admin/operacion/trabajos'],
  ['mails', '/admin/operacion/correos'],
  ['health', '/admin/salud'],
  ['copies', '/admin/copias'],
  ['record', '/admin/registro'],
  ['own', '/sesiones'],
])('%s is for everybody: wide, narrow and in the dark', async (name, path) => {
  await page.goto(product.url + path);
  await look(`administration-${name}`);
  const night = await dark.page();
  if ((await dark.context.cookies()).every((cookie) => cookie.name !== 'cauce_session'))
    await signIn(night, product.url, 'angela');
  await night.goto(product.url + path);
  expect(await night.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect([name, await violations(night)]).toEqual([name, []]);
  await picture(night, `administration-${name}-dark`, true);
  await night.close();
});
