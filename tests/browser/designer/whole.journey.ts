// A designer's whole way, as one would go it: a process drawn from nothing, with a gateway, a form and a timer; checked,
// tried, published; its first task done; changed, compared, published again; the running case brought along; and back.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { buildPages, type Product, quiet, startProduct } from '../../admin/harness/product.ts';
import { arriving, pictureFolder } from '../../harness/chromium.ts';

let product: Product;
let designing: Browser;
let working: Browser;
let page: Page;
let draft = '';
let pictures = 0;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  designing = await startBrowser();
  page = await designing.page();
  await signIn(page, product.url, 'diana');
});
afterAll(async () => {
  await designing?.close();
  await working?.close();
  await product?.close();
});

async function picture(name: string, of = page): Promise<void> {
  const folder = pictureFolder();
  pictures += 1;
  const path = `whole-${String(pictures).padStart(2, '0')}-${name}.png`;
  if (folder !== undefined) await of.screenshot({ path: join(folder, path) });
}

const named = (text: string): Locator =>
  page.locator('.djs-shape', { has: page.locator('.djs-visual text', { hasText: text }) }).first();
const gateway = (): Locator => page.locator('.djs-shape[data-element-id^=Gateway_]').first();
const canvas = (): Locator => page.locator('.djs-container svg').first();

/** What comes after what is selected: its kind by name, and what is typed then is its own name. */
async function append(kind: string, entry: string, name?: string): Promise<void> {
  await page.keyboard.press('a');
  await page.locator('.djs-popup-search input').pressSequentially(kind);
  await page.locator('.djs-popup .entry', { hasText: entry }).first().click();
  await page.locator('.djs-popup').waitFor({ state: 'detached' });
  if (name !== undefined) {
    await page.locator('.djs-direct-editing-content').waitFor();
    await page.keyboard.type(name);
  }
  await canvas().click({ position: { x: 620, y: 40 } });
}

async function replace(kind: string, entry: string): Promise<void> {
  await page.keyboard.press('r');
  await page.locator('.djs-popup').waitFor();
  const search = page.locator('.djs-popup-search input');
  if (await search.isVisible()) await search.pressSequentially(kind);
  await page.locator('.djs-popup .entry', { hasText: entry }).first().click();
  await page.locator('.djs-popup').waitFor({ state: 'detached' });
}

async function middle(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('Expected something to be drawn, but it has no box.');
  return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const group = (id: string): Locator => page.locator(`[data-group-id=group-${id}]`);
const unfold = (id: string): Promise<void> => group(id).locator('.bio-properties-panel-group-header').click();

async function openDrawing(tool = ''): Promise<void> {
  await page.goto(`${product.url}/borradores/${draft}/dibujo?nombre=compras-pequenas.bpmn${tool}`);
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
}

/** Until what was typed or drawn is on the server. */
async function kept(name: string, text: string): Promise<void> {
  const read = async () =>
    String((await product.cauce.engine.drafts.read(Number(draft), name))?.content ?? '');
  await expect.poll(read, { timeout: 20_000 }).toContain(text);
}

async function publish(note: string): Promise<string> {
  await page.goto(`${product.url}/borradores/${draft}/publicar`);
  await page.locator('input[name=seen][type=checkbox]').check();
  await page.getByLabel('Qué cambia y por qué').fill(note);
  await arriving(page, () => page.getByRole('button', { name: 'Publicar', exact: true }).click());
  expect(await page.locator('main').innerText()).toContain('Publicado');
  await page.locator('main').getByRole('link', { name: 'Compras pequeñas' }).last().click();
  await page.waitForURL(/\/procesos\/\d+$/);
  return page.url();
}

test('a process is drawn from nothing with a gateway, a timer and a form', async () => {
  await page.goto(`${product.url}/procesos`);
  await page.getByRole('link', { name: 'Nuevo o importar' }).click();
  await page.getByLabel('Nombre').fill('Compras pequeñas');
  await arriving(page, () => page.getByRole('button', { name: 'Crear borrador' }).click());
  draft = /borradores\/(\d+)/.exec(page.url())?.[1] ?? '';
  await openDrawing();
  await page.locator('.djs-shape[data-element-id^=start]').click();
  await append('tarea de usuario', 'Tarea de usuario', 'Revisar la compra');
  await named('Revisar la').click();
  await append('exclusiva', 'Compuerta exclusiva');
  await gateway().click();
  await append('tarea de usuario', 'Tarea de usuario', 'Comprar');
  await named('Comprar').click();
  await append('evento de fin', 'Evento de fin');
  await gateway().click();
  await append('evento de fin', 'Evento de fin');

  // An event dropped on the border of the task becomes its reminder.
  const task = await middle(named('Revisar la'));
  const event = await middle(page.locator('.djs-palette [data-action="create.intermediate-event"]'));
  await page.mouse.move(event.x, event.y);
  await page.mouse.down();
  await page.mouse.move(task.x, task.y + task.height, { steps: 8 });
  await page.mouse.move(task.x, task.y + task.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.locator('.djs-shape.selected[data-element-id^=Event_]').waitFor();
  await canvas().focus();
  await replace('temporizador', 'no interruptor');
  await unfold('timer');
  await page.getByLabel('Tipo').selectOption('timeDuration');
  await group('timer')
    .locator('[data-entry-id=timerEventDefinitionValue] textarea, input')
    .first()
    .fill('PT48H');
  await page.locator('.djs-shape.selected').waitFor();
  await canvas().focus();
  await append('evento de fin', 'Evento de fin');

  const from = await middle(gateway());
  const to = await middle(named('Comprar'));
  await page.mouse.click((from.x + from.width / 2 + to.x - to.width / 2) / 2, from.y);
  await unfold('condition');
  await group('condition').locator('.cm-content').click();
  await page.keyboard.type('aprobada = true');
  await page.mouse.click(from.x, from.y + from.height / 2 + 40);
  await replace('predeterminado', 'predeterminado');
  await kept('compras-pequenas.bpmn', ' default="');
  await kept('compras-pequenas.bpmn', 'aprobada = true');
  await kept('compras-pequenas.bpmn', 'PT48H');
  await picture('drawn');

  await named('Revisar la').click();
  await unfold('form');
  await page.getByRole('button', { name: 'Crear un formulario' }).click();
  await page.getByRole('link', { name: 'Editar el formulario' }).click();
  await page.waitForURL(/formulario/);
  await page.locator('.fjs-palette-container').waitFor();
  await page.getByRole('button', { name: 'Campos del diagrama' }).click();
  await page.getByRole('button', { name: 'Agregar los marcados' }).click();
  await page.locator('.fjs-form-field', { hasText: 'Aprobada' }).first().waitFor();
  const form = page.url().match(/nombre=([^&]+)/)?.[1] ?? '';
  await kept(decodeURIComponent(form), 'aprobada');
  await picture('form');
});

const offer = (task: string): Locator =>
  page.locator('.trial-offer', { has: page.getByRole('button', { name: task, exact: true }) });

/** Tried to its end with the answers that carry it on, and kept. */
async function tryAndKeep(name: string, tasks: string[]): Promise<void> {
  await openDrawing('&herramienta=trial');
  await page.getByRole('button', { name: 'Empezar', exact: true }).click();
  await page.getByText('Llega a Revisar la compra').waitFor();
  await page.getByRole('button', { name: 'Próximo temporizador' }).click();
  await page.getByRole('button', { name: 'Responder' }).first().click();
  await page.getByLabel('Sí').check();
  await page
    .getByRole('button', { name: /^(Completar|Enviar)/ })
    .first()
    .click();
  for (const task of tasks) {
    await page.getByText(`Llega a ${task}`).waitFor();
    await offer(task).getByRole('button', { name: 'Con ejemplo' }).click();
  }
  await page.getByText('Termina Compras pequeñas').waitFor();
  await picture('tried');
  await page.getByRole('button', { name: 'Guardar escenario' }).click();
  await page.getByLabel('Nombre del escenario').fill(name);
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByLabel('Nombre del escenario').waitFor({ state: 'hidden' });
}

test('it is checked, tried, and the trial kept as a scenario', async () => {
  await openDrawing('&herramienta=problems');
  await page.locator('.lint[data-stage=judged]').waitFor();
  await picture('checked');
  expect(await page.locator('.lint-finding[data-key^="SOUNDNESS"]').count()).toBe(0);
  await tryAndKeep('Se aprueba y se compra', ['Comprar']);
});

let first = '';

test('it is published, and its first task done', async () => {
  first = await publish('Primera versión de compras');
  await picture('published');
  working = await startBrowser();
  const desk = await working.page();
  await signIn(desk, product.url, 'angela');
  for (const approved of [true, false]) {
    await desk.goto(`${first}/iniciar`);
    await arriving(desk, () => desk.locator('main form button').last().click());
    await quiet(product.url);
    if (!approved) break;
    await desk.goto(`${product.url}/tareas?tab=all`);
    await desk.getByRole('link', { name: 'Revisar la compra' }).first().click();
    const claim = desk.getByRole('button', { name: /Tomar/ });
    if (await claim.count()) await arriving(desk, () => claim.first().click());
    await desk.getByLabel('Sí').check();
    await picture('task', desk);
    await arriving(desk, () =>
      desk
        .getByRole('button', { name: /Completar|Enviar/ })
        .first()
        .click(),
    );
    await quiet(product.url);
  }
  expect(await openTasks()).toEqual(['Comprar', 'Revisar la compra']);
});

async function openTasks(): Promise<string[]> {
  const rows: { element_name: string }[] = await product.cauce.engine.store
    .reader('cauce_user_tasks')
    .where({ state: 'CREATED' })
    .whereIn('element_name', ['Comprar', 'Revisar la compra', 'Registrar el pago'])
    .orderBy('element_name')
    .select('element_name');
  return rows.map((row) => row.element_name);
}

let second = '';

test('it is changed, compared with what runs, and published again', async () => {
  await openDrawing();
  const task = await middle(named('Revisar la'));
  await page.mouse.click(task.x, task.y + task.height / 2 + 6);
  await unfold('timer');
  await group('timer')
    .locator('[data-entry-id=timerEventDefinitionValue] textarea, input')
    .first()
    .fill('PT72H');
  await named('Comprar').click();
  await append('tarea de usuario', 'Tarea de usuario', 'Registrar el pago');
  await kept('compras-pequenas.bpmn', 'Registrar el pago');
  await kept('compras-pequenas.bpmn', 'PT72H');
  await page.goto(`${product.url}/borradores/${draft}/comparar`);
  await page.locator('main', { hasText: 'PT72H' }).waitFor();
  await picture('compared');
  const words = await page.locator('main').innerText();
  expect(words).toContain('PT48H');
  expect(words).toContain('Registrar el pago');
  // What was kept from the first trial goes another way now: nothing is published until somebody has seen to it.
  await page.goto(`${product.url}/borradores/${draft}/publicar`);
  await page.locator('li.problem', { hasText: 'Se aprueba y se compra' }).waitFor();
  await picture('held-back');
  await page.goto(`${product.url}/borradores/${draft}`);
  const old = page.locator('tr', { hasText: 'se-aprueba-y-se-compra' }).first();
  await old.locator('summary').click();
  await arriving(page, () => old.getByRole('button', { name: 'Quitar' }).click());
  await tryAndKeep('Se aprueba, se compra y se registra', ['Comprar', 'Registrar el pago']);
  second = await publish('Se recuerda a los tres días y se registra el pago');
});

test('running cases come along, and the way back leads to the first version', async () => {
  await page.goto(`${second}/migrar`);
  await page.getByRole('status').filter({ hasText: '2 casos' }).first().waitFor();
  await picture('migration');
  await arriving(page, () => page.getByRole('button', { name: 'Ensayar sin cambiar nada' }).click());
  await picture('rehearsed');
  await page.getByLabel('Motivo').fill('El pago se registra desde ahora');
  await arriving(page, () => page.getByRole('button', { name: 'Migrar 2 casos' }).click());
  await page.getByText('2 pasaron').waitFor();
  await picture('migrated');
  const { reader } = product.cauce.engine.store;
  const versions = await reader('cauce_process_instances').where({ state: 'ACTIVE' }).select('version');
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 2]);
  expect(await openTasks()).toEqual(['Comprar', 'Revisar la compra']);

  await page.goto(first);
  const version = page.locator('tr', { has: page.locator('[aria-current=page]') });
  await arriving(page, () => version.getByRole('link').last().click());
  await picture('first-version');
  await page.locator('main').getByRole('link', { name: 'Volver a esta versión' }).click();
  await page.getByLabel(/Por qué/).fill('El registro del pago se hará en otro sistema');
  await arriving(page, () => page.getByRole('button', { name: 'Volver a esta versión' }).click());
  await picture('back');
  expect(await page.locator('main').innerText()).toContain('El registro del pago se hará en otro sistema');
  expect(designing.complaints).toEqual([]);
});
