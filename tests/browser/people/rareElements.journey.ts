// In a real Chromium: beginning activities without scripts, choosing what comes next, and the replay of what is rare.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Variables } from '../../../engine/core/json.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { closedSubprocess, errandsOf } from '../../admin/harness/drawings.ts';
import { buildPages, lanes, type Product, startProduct } from '../../admin/harness/product.ts';
import { tripFolder } from '../../admin/harness/trip.ts';
import { follow, pictureFolder } from '../../harness/chromium.ts';

const system: Principal = { kind: 'system', username: 'system', roles: [], groups: [] };
let product: Product;
let tripKey = 0;
let errandsKey = 0;
const browsers: Browser[] = [];

async function open(options: Parameters<typeof startBrowser>[0] = {}): Promise<Browser> {
  const browser = await startBrowser(options);
  browsers.push(browser);
  return browser;
}

/** At the width of a desk and of a telephone, when pictures are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = pictureFolder();
  if (folder === undefined) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 850 });
    await page.waitForTimeout(200);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 850 });
}

async function openTasks(instance: number): Promise<Map<string, number>> {
  const { rows } = await product.cauce.engine.store.search('user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: instance },
      { column: 'state', op: 'eq', value: 'CREATED' },
    ],
  });
  return new Map(rows.map((row) => [String(row.element_id), Number(row.key)]));
}

async function finish(element: string, variables: Variables = {}): Promise<void> {
  const key = (await openTasks(tripKey)).get(element) ?? 0;
  const done = await product.cauce.engine.completeUserTask(key, variables, { principal: system });
  if (!done.ok) throw new Error(`${element}: ${JSON.stringify(done)}`);
  await product.cauce.engine.settle(20_000);
}

async function start(processId: string, more: { startElement?: string; variables?: Variables } = {}) {
  const started = await product.cauce.engine.start({ principal: system, processId, variables: {}, ...more });
  if (!started.ok) throw new Error(JSON.stringify(started));
  return started.instanceKey;
}

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  await product.cauce.deployFolder(tripFolder(lanes.service));
  await product.cauce.engine.deploy(
    [{ name: 'errands.bpmn', content: Buffer.from(errandsOf(lanes.service)) }],
    system,
  );
  await product.cauce.engine.deploy(
    [{ name: 'closed.bpmn', content: Buffer.from(closedSubprocess) }],
    system,
  );
  tripKey = await start('trip', { startElement: 'phone', variables: { kilometers: 840 } });
  errandsKey = await start('errands_process');
  await finish('papers');
  await finish('papers');
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product.close();
});

describe('without scripts', () => {
  test('a process with several starts asks where it begins', async () => {
    const page = await (await open({ javaScript: false })).page();
    await signIn(page, product.url, 'samuel');
    const { rows } = await product.cauce.engine.store.search('process_definitions', {
      where: [{ column: 'process_id', op: 'eq', value: 'trip' }],
    });
    await page.goto(`${product.url}/procesos/${rows[0]?.key}/iniciar`);
    await picture(page, 'start-choice');
    await follow(page, 'text=Por teléfono');
    expect(await page.textContent('.lead')).toContain('Empieza en «Por teléfono».');
    expect(await page.locator('[name="kilometers"]').count()).toBe(1);
    await picture(page, 'start-form');
  });

  test('an activity begins by a button of the case', async () => {
    const page = await (await open({ javaScript: false })).page();
    await signIn(page, product.url, 'samuel');
    await page.goto(`${product.url}/casos/${tripKey}`);
    await picture(page, 'case-begin');
    await follow(page, 'text=Comenzar: Comprar el seguro');
    expect(await page.textContent('.notice')).toContain('Comenzó.');
    expect([...(await openTasks(tripKey)).keys()].sort()).toEqual(['insurance', 'visa']);
  });

  test('one begins beside a task, and what was typed there stays', async () => {
    const page = await (await open({ javaScript: false })).page();
    await signIn(page, product.url, 'samuel');
    await page.goto(`${product.url}/tareas/${(await openTasks(tripKey)).get('visa')}`);
    await follow(page, 'form[action$="/tomar"] button');
    await page.fill('[name="comment"]', 'Falta la foto.');
    await follow(page, 'text=Comenzar: Revisar el equipaje');
    expect(await page.inputValue('[name="comment"]')).toBe('Falta la foto.');
    expect((await openTasks(tripKey)).has('luggage')).toBe(true);
    await picture(page, 'task-begin');
  });

  test('who is asked what comes next marks the activities by their names', async () => {
    const page = await (await open({ javaScript: false })).page();
    await signIn(page, product.url, 'samuel');
    await page.goto(`${product.url}/tareas/${(await openTasks(errandsKey)).get('errands')}`);
    await follow(page, 'form[action$="/tomar"] button');
    await picture(page, 'task-choice');
    expect(await page.locator('#answers textarea').count()).toBe(0);
    expect(await page.textContent('#answers')).toContain('Si no hace falta nada más, envíe sin marcar nada.');
    await page.check('text=Llevar la carta al correo');
    await follow(page, '.actions button[value="complete"]');
    expect([...(await openTasks(errandsKey)).keys()]).toEqual(['post']);
  });
});

describe.each([
  { width: 1280, dark: false },
  { width: 390, dark: true },
])('at $width pixels (dark: $dark)', ({ width, dark }) => {
  test('the pages can be used by everybody, and none is wider than the screen', async () => {
    const browser = await open({ width, dark, bypassPolicy: true });
    const page = await browser.page();
    const found: string[] = [];
    const tasks = await openTasks(tripKey);
    for (const [who, path] of [
      ['samuel', `/casos/${tripKey}`],
      ['samuel', `/tareas/${tasks.get('visa')}`],
      ['aurora', `/casos/${tripKey}/auditoria`],
    ] as const) {
      await browser.context.clearCookies();
      await signIn(page, product.url, who);
      await page.goto(product.url + path);
      if (path.endsWith('auditoria')) await page.waitForSelector('.djs-element.visited');
      for (const violation of await violations(page)) found.push(`${path} ${violation}`);
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (beyond > 0) found.push(`${path} is ${beyond} pixels too wide`);
    }
    expect(found).toEqual([]);
  });
});

describe('the replay', () => {
  beforeAll(async () => {
    for (const element of ['visa', 'insurance', 'luggage']) await finish(element);
    await product.cauce.engine.publishMessage({
      principal: system,
      name: 'dates_changed',
      correlationKey: 'trip',
      variables: {},
      timeToLive: 0,
    });
    await product.cauce.engine.settle(20_000);
    for (const element of ['adjust', 'hotel', 'flight']) await finish(element);
    await finish('confirm', { goes: 'no' });
    await finish('cancelFlight');
  }, 60_000);

  test('marks the element of every step, what was undone, and how many repetitions are done', async () => {
    const browser = await open();
    const page = await browser.page();
    await signIn(page, product.url, 'aurora');
    await page.goto(`${product.url}/casos/${tripKey}/auditoria`);
    await page.waitForSelector('.djs-element.visited');
    await picture(page, 'replay-undoing');
    const marked = (marker: string) =>
      page
        .locator(`.djs-element.${marker}`)
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-element-id') ?? '').sort());
    expect(await marked('active')).toEqual(['bookings', 'cancelHotel', 'undo']);
    expect(await marked('undone')).toEqual(['flight']);
    expect(await page.locator('.replay-badge', { hasText: '2 de 2' }).count()).toBe(1);
    const data = await page.evaluate<{ steps: { element: string }[]; lines: { what: string }[] }>(
      `fetch(document.querySelector('cauce-replay').getAttribute('data')).then((answer) => answer.json())`,
    );
    await page.click('.replay-bar [aria-label="Al comienzo"]');
    const drawn = new Set<string>();
    for (const { element } of data.steps) {
      await page.click('.replay-bar [aria-label="Siguiente"]');
      const here = await marked('here');
      if (element !== 'trip') expect(here).toEqual([element]);
      drawn.add(element);
      if (element === 'changed') await picture(page, 'replay-handler');
    }
    expect([...drawn]).toEqual(
      expect.arrayContaining(['changed', 'change', 'undo', 'cancelFlight', 'papers']),
    );
    expect(browser.complaints).toEqual([]);
  });

  test('shows what has no shape of its own where it lies', async () => {
    const key = await start('closed_process');
    const browser = await open();
    const page = await browser.page();
    await signIn(page, product.url, 'aurora');
    await page.goto(`${product.url}/casos/${key}/auditoria`);
    await page.waitForSelector('.djs-element.visited');
    expect(await page.textContent('.replay-now')).toContain('Llegó a Revisar por dentro');
    expect(await page.locator('.djs-element.here').getAttribute('data-element-id')).toBe('box');
  });
});
