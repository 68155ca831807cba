// Everything that people write tries to run a script, on every page of the desk that shows it: none ever runs, and none
// becomes markup. The pages' own policy is off, so that it is the pages that hold and not the browser.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { openDesk } from '../desk.ts';
import { drawingName, hostileFolder, payloads } from './hostile.ts';

const designer = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
const said = payloads.join(' ');

const { product, browser, page } = await openDesk('angela');
let [first, second, deployment, draft, instance] = [0, 0, 0, 0, 0];

beforeAll(async () => {
  const { engine } = product.cauce;
  for (const changed of [false, true]) {
    const outcome = await engine.deploy(hostileFolder(changed), designer, said);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const key = outcome.definitions.find(({ kind }) => kind === 'process')?.key ?? 0;
    deployment = outcome.deploymentKey;
    if (changed) second = key;
    else first = key;
    if (!changed) await startCase();
  }
  const files = hostileFolder();
  const created = await engine.drafts.create({
    name: said.slice(0, 100),
    by: 'diana',
    basedOn: deployment,
    files,
  });
  if (!created.ok) throw new Error(JSON.stringify(created));
  draft = created.draft.key;
  await page.addInitScript(() => {
    const marked = globalThis as unknown as { alert(): void; __xss?: number };
    marked.alert = () => {
      marked.__xss = 2;
    };
  });
});

/** A case that holds them too, and stands in an incident that says one. */
async function startCase(): Promise<void> {
  const { engine } = product.cauce;
  const variables = Object.fromEntries(payloads.map((payload, at) => [`said_${at}`, payload]));
  const begun = await engine.start({
    definitionKey: first,
    variables,
    businessKey: payloads[0] ?? '',
    principal: designer,
  });
  if (!begun.ok) throw new Error(begun.rejection.code);
  instance = begun.instanceKey;
  const [task] = (await engine.store.search('user_tasks', { limit: 1 })).rows;
  await engine.completeUserTask(Number(task?.key), { one: said }, { principal: designer });
  const [job] = (await engine.store.search('jobs', { limit: 1 })).rows;
  await engine.failJob(Number(job?.key), { retries: 0, message: said }, { principal: designer });
}

/** What was written as text and is there as something else; nothing. */
async function suspects(): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames())
    found.push(
      ...(await frame.evaluate<string[]>(`(() => {
        const wrong = [...document.querySelectorAll(
          // An HTML component is markup, without what runs.
          'img[src="x"]:not(.fjs-form-field-html *), iframe[srcdoc], object, a[href^="javascript:" i], form[action^="javascript:" i], ' +
          '[onload], [onerror], [ontoggle], [onfocus], base, meta[http-equiv=refresh], math, script:not([src])',
        )].map((each) => each.outerHTML.slice(0, 200));
        return window.__xss === undefined ? wrong : [...wrong, 'ran: ' + window.__xss];
      })()`)),
    );
  return found;
}

async function visit(path: string, act: () => Promise<void> = async () => {}): Promise<void> {
  const answer = await page.goto(`${product.url}${path}`);
  expect([path, answer?.status()]).toEqual([path, 200]);
  await act();
  // What is set off runs a moment later.
  await page.waitForTimeout(400);
  expect([path, await suspects()]).toEqual([path, []]);
  // It is there, as what it was written as.
  const isThere = await page.evaluate<boolean>(`(document.body.textContent ?? '').includes('__xss') ||
    [...document.querySelectorAll('input, select, textarea')].some(({ value }) => value.includes('__xss'))`);
  expect([path, isThere]).toEqual([path, true]);
}

const drawn = () => page.locator('.djs-container .djs-element').first().waitFor();

test('the pages of processes, their drawings, differences, deployments and migration show text as text', async () => {
  await visit('/procesos');
  await visit(`/procesos/${first}`, drawn);
  await visit(`/procesos/${second}/diferencias?con=${first}`, drawn);
  await visit(`/procesos/${second}/migrar?desde=${first}`, async () => {
    await page.locator('.migration-badge').first().waitFor();
    await page.locator('select[name^="a:"]').first().focus();
    await page.locator('#reason').fill(said.slice(0, 2_000));
    await page.locator('button[value=try]').click();
    await page.locator('#trial').waitFor();
  });
  await visit(`/despliegues/${deployment}`);
  await visit(`/procesos/${first}/iniciar`);
});

test('a case, its history replayed, its incident and its tasks show text as text', async () => {
  await visit('/casos');
  await visit(`/casos/${instance}`);
  await visit(`/casos/${instance}/auditoria`, async () => {
    await drawn();
    for (let at = 0; at < 12; at += 1) await page.keyboard.press('ArrowRight');
  });
  await visit('/tareas?tab=all');
  await visit('/admin/operacion');
});

test('the modeler, its panel, outline, search and drawer show text as text; what is pasted stays text', async () => {
  await visit(`/borradores/${draft}/dibujo?nombre=${drawingName}`, async () => {
    await page.locator('cauce-modeler[data-ready=yes]').waitFor();
    for (const id of ['ask', 'choose', 'work', 'hear', 'f3', 'note']) {
      const shape = page.locator(`[data-element-id=${id}] .djs-hit`).first();
      await shape.click({ force: true });
      await page.waitForTimeout(150);
      for (const header of await page.locator('.bio-properties-panel-group-header:not(.open)').all())
        await header.click({ timeout: 2_000 }).catch(() => {});
      expect(await suspects()).toEqual([]);
    }
    await pasteInto('ask');
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('img src');
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    for (const tool of await page.locator('.modeler-bar button, [role=tab]').all()) {
      await tool.click({ timeout: 2_000 }).catch(() => {});
      await page.waitForTimeout(400);
      expect(await suspects()).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
});

/** Markup on the clipboard, as a browser or a word processor puts it there. */
async function pasteInto(id: string): Promise<void> {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`(async () => {
    const blob = (type) => new Blob([${JSON.stringify(payloads[0])}], { type });
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': blob('text/html'), 'text/plain': blob('text/plain') }),
    ]);
  })()`);
  await page.locator(`[data-element-id=${id}] .djs-hit`).first().dblclick({ force: true });
  const box = page.locator('.djs-direct-editing-content');
  await box.waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  expect(await box.textContent()).toContain('__xss');
  expect(await suspects()).toEqual([]);
  await page.keyboard.press('Escape');
}

test('a picture of the drawing runs nothing where it is opened', async () => {
  await page.goto(`${product.url}/borradores/${draft}/dibujo?nombre=${drawingName}`);
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
  await page.locator('.modeler-menu summary').last().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.modeler-menu-list button', { hasText: 'SVG' }).last().click(),
  ]);
  const svg = readFileSync(await download.path(), 'utf8');
  expect(svg).toContain('&lt;');
  await page.goto('about:blank');
  await page.setContent(svg);
  await page.waitForTimeout(400);
  expect(await suspects()).toEqual([]);
});

test('a draft, its files, its comparison and its gate show text as text', async () => {
  await visit(`/borradores/${draft}`);
  await visit(`/borradores/${draft}/comparar`);
  await visit(`/borradores/${draft}/publicar`);
  await visit(`/borradores/${draft}/conectores`);
});

test('forms, decisions, catalogs and mails show text as text in their editors and previews', async () => {
  await visit(`/borradores/${draft}/formulario?nombre=forms/hostil.form`, async () => {
    await page.waitForTimeout(4_000);
    for (const field of (await page.locator('.fjs-element').all()).slice(0, 12))
      await field.click({ timeout: 2_000, force: true }).catch(() => {});
  });
  await visit(`/borradores/${draft}/decision?nombre=decisions/hostil.dmn`, async () => {
    await page.locator('[data-ready=yes]').waitFor();
  });
  await visit(`/borradores/${draft}/contenido?nombre=catalogs/hostil.csv`, async () => {
    await page.locator('[data-ready=yes]').waitFor();
  });
  await visit(`/borradores/${draft}/contenido?nombre=mails/hostil.hbs`, async () => {
    await page.locator('[data-ready=yes]').waitFor();
    await page.waitForTimeout(1_500);
  });
});
