// A designer compares a draft with what runs, publishes it, merges what somebody else did meanwhile, and goes back.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { insertPerson } from '../../../engine/access/people.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { signIn, startBrowser } from '../../admin/harness/browser.ts';
import { password } from '../../admin/harness/product.ts';
import { arriving, pictureFolder } from '../../harness/chromium.ts';
import { quickHash } from '../../harness/quickHash.ts';
import { openDesk } from '../desk.ts';

const folder = fileURLToPath(new URL('../../../processes/pqrs', import.meta.url));
const hostile = '<img src=x onerror="window.__xss=1">{{constructor}}';
const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const { product, page } = await openDesk('diana');
let deployment: number;

beforeAll(async () => {
  const { store } = product.cauce.engine;
  const dario = { username: 'dario', name: 'Darío Diseñador', roles: ['designer' as const], groups: [] };
  await store.write((db) =>
    insertPerson(db, store.tenant, Date.now(), { ...dario, passwordHash: quickHash(password) }, 'test'),
  );
  const row = await store.reader('cauce_deployments').orderBy('key', 'desc').first('key');
  deployment = Number(row.key);
});

/** The shipped flow with its scenarios, as it is deployed. */
async function draftOf(name: string): Promise<number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => /\.(bpmn|dmn|form|csv|json|hbs)$/.test(each) && !/scenarios/.test(each))
    .concat(['scenarios/claim-of-subsidies.json', 'scenarios/transferred.json']);
  const files = names.map((each) => ({ name: each, content: readFileSync(join(folder, each)) }));
  const made = await product.cauce.engine.drafts.create({
    name,
    flow: 'pqrs',
    files,
    basedOn: deployment,
    by: 'diana',
  });
  if (!made.ok) throw new Error(made.rejection.code);
  return made.draft.key;
}

async function change(
  draft: number,
  name: string,
  edit: (text: string) => string,
  by = 'diana',
): Promise<void> {
  const { drafts } = product.cauce.engine;
  const file = await drafts.read(draft, name);
  if (!file) throw new Error(`no ${name}`);
  const content = Buffer.from(edit(file.content.toString()));
  const outcome = await drafts.save(draft, { name, content, expected: file.revision, by });
  if (!outcome.ok) throw new Error(outcome.rejection.code);
}

const rename = (id: string, name: string) => (text: string) =>
  text.replace(new RegExp(`( id="${id}" name=")[^"]*`), `$1${name}`);

async function picture(name: string): Promise<void> {
  const pictures = pictureFolder();
  if (pictures === undefined) return;
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const)
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForTimeout(300);
      await page.screenshot({
        path: join(pictures, `${name}-${width}-${scheme}.png`),
        fullPage: width > 400,
      });
    }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

async function isClean(): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('window.__xss')).toBeUndefined();
}

test('from comparing to publishing and back', async () => {
  const draft = await draftOf('PQRS con más plazo');
  const address = `${product.url}/borradores/${draft}`;
  await change(draft, 'to-be.bpmn', (text) => rename('p03_classify', `Clasificar ${escaped}`)(text));
  await change(draft, 'to-be.bpmn', (text) =>
    text.replace(/<bpmn:timeDuration[^>]*>PT?\w+</, (found) =>
      found.replace(/P\w+$/, 'P9D').replace(/>P.*</, '>P9D<'),
    ),
  );
  await page.goto(`${address}/comparar?efecto=1`);
  await page.locator('.beside .djs-container').nth(1).waitFor();
  expect(await page.locator('#effect tbody tr').count()).toBe(2);
  await picture('compare');
  await page.locator('.changes [data-element=p03_classify]').first().click();
  expect(await page.locator('.djs-element.shown').count()).toBe(2);
  await isClean();

  await page.goto(`${address}/dibujo?nombre=to-be.bpmn&herramienta=differences`);
  await page.locator('.comparing-change', { hasText: 'Clasificar' }).first().waitFor();
  await page.locator('.comparing-change', { hasText: 'Clasificar' }).first().click();
  await picture('tool');
  expect(await page.locator('[data-element-id=p03_classify].changed').count()).toBeGreaterThan(0);
  expect(await page.evaluate('window.__xss')).toBeUndefined();

  await page.goto(`${address}/publicar`);
  await picture('gate');
  await isClean();
  await arriving(page, () => page.click('form#answers button'));
  expect(await page.locator('[role=alert]').textContent()).toContain('PUBLISH_NOTE_MISSING');
  await picture('refused');
  await page.check('[name=seen]');
  await page.fill('#note', `Más plazo ${hostile}`);
  await arriving(page, () => page.click('form#answers button'));
  expect(page.url()).toContain('/despliegues/');
  expect(await page.textContent('main')).toContain('Publicado');
  await picture('published');
  await isClean();

  await page.goto(`${product.url}/despliegues/${deployment}/volver`);
  await page.fill('#note', 'El plazo no alcanzaba');
  await picture('back');
  await isClean();
  await arriving(page, () => page.click('main form button'));
  expect(await page.textContent('main')).toContain('La versión anterior está otra vez en uso');
});

test('two who publish at once, and two who save at once, lose nothing', async () => {
  const [mine, theirs] = [await draftOf('Lo mío'), await draftOf('Lo de Darío')];
  const { drafts, store } = product.cauce.engine;
  const newest = await store.reader('cauce_deployments').orderBy('key', 'desc').first('key');
  for (const key of [mine, theirs]) await drafts.change(key, { basedOn: Number(newest.key) }, 'diana');
  await change(theirs, 'to-be.bpmn', rename('p03_classify', 'Clasificar y asignar'), 'dario');
  await change(mine, 'to-be.bpmn', (text) =>
    rename('p26_close', 'Cerrar el caso')(rename('p03_classify', 'Clasificar bien')(text)),
  );
  const other = await startBrowser();
  const dario = await other.page();
  await signIn(dario, product.url, 'dario');
  await dario.goto(`${product.url}/borradores/${theirs}/publicar`);
  await dario.check('[name=seen]');
  await dario.fill('#note', 'Se asigna al clasificar');
  await arriving(dario, () => dario.click('form#answers button'));
  expect(dario.url()).toContain('/despliegues/');

  await page.goto(`${product.url}/borradores/${mine}/publicar`);
  await picture('overtaken');
  await arriving(page, () => page.click('[role=alert] a.button'));
  await picture('merge');
  await isClean();
  await page.getByText('Darío Diseñador: Clasificar y asignar').click();
  await arriving(page, () => page.click('form#answers button'));
  expect(await page.textContent('main')).toContain('Las dos versiones quedaron unidas');
  const merged = (await drafts.read(mine, 'to-be.bpmn'))?.content.toString();
  expect(merged).toContain('name="Clasificar y asignar"');
  expect(merged).toContain('name="Cerrar el caso"');

  await page.goto(`${product.url}/borradores/${mine}/dibujo?nombre=to-be.bpmn`);
  await page.locator('[data-element-id=p03_classify]').first().waitFor();
  await change(mine, 'to-be.bpmn', rename('p03_classify', 'Clasificar otra vez'), 'dario');
  await page.locator('[data-element-id=p26_close]').first().dblclick();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Cerrar y archivar');
  await page.mouse.click(640, 420);
  await page.locator('.draft-conflict [name=compare]').click();
  await page.locator('dialog.merge-dialog').waitFor();
  await picture('dialog');
  expect(await page.textContent('dialog')).toContain('no se contradicen');
  await arriving(page, () => page.click('dialog .actions .button'));
  const both = (await drafts.read(mine, 'to-be.bpmn'))?.content.toString();
  expect(both).toContain('name="Clasificar otra vez"');
  expect(both).toContain('name="Cerrar y archivar"');
  await other.close();
});
