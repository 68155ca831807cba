// Drafts as two designers use them in the browser: what is typed is kept, nobody writes over somebody else, a browser that
// loses the server or is closed loses nothing, and files of other tools become drafts.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { arriving } from '../../harness/chromium.ts';

let product: Product;
let diana: Browser;
let angela: Browser;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  diana = await startBrowser({ bypassPolicy: true });
  angela = await startBrowser({ bypassPolicy: true });
  await signIn(await diana.page(), product.url, 'diana');
  await signIn(await angela.page(), product.url, 'angela');
});
afterAll(async () => {
  await Promise.all([diana.close(), angela.close()]);
  await product.close();
});

async function draftWithMail(text: string): Promise<{ key: number; editor: string }> {
  const files = [{ name: 'mails/aviso.hbs', content: Buffer.from(text) }];
  const made = await product.cauce.engine.drafts.create({ name: 'Avisos', files, by: 'diana' });
  if (!made.ok) throw new Error(made.rejection.code);
  const { key } = made.draft;
  return { key, editor: `${product.url}/borradores/${key}/contenido?nombre=mails%2Faviso.hbs` };
}

const stored = async (key: number): Promise<string> =>
  (await product.cauce.engine.drafts.read(key, 'mails/aviso.hbs'))?.content.toString() ?? '';

const area = 'cauce-content[data-ready] textarea';

test('what is typed is on the server a moment later, with who and when', async () => {
  const { key, editor } = await draftWithMail('Subject: Uno\n\nHola');
  const page = await diana.page();
  await page.goto(editor);
  await page.locator(area).first().fill('Hola, Ana');
  await page.getByText(/Guardado a las/).waitFor();
  expect(await stored(key)).toContain('Hola, Ana');
  await page.close();
});

test('two people see each other; who saves second is asked, and nothing is lost', async () => {
  const { key, editor } = await draftWithMail('Subject: Uno\n\nHola');
  const [hers, mine] = [await angela.page(), await diana.page()];
  await hers.goto(editor);
  await hers.locator(area).first().waitFor();
  await mine.goto(editor);
  await mine.getByText('También aquí: Ángela Administradora').waitFor();
  await hers.locator(area).first().fill('De Ángela');
  await hers.getByText(/Guardado a las/).waitFor();
  await mine.locator(area).first().fill('De Diana');
  await mine.getByText(/Ángela Administradora guardó este archivo/).waitFor();
  expect(await stored(key)).toContain('De Ángela');
  await arriving(mine, () => mine.getByRole('button', { name: 'Tomar lo de Ángela Administradora' }).click());
  await mine.locator(area).first().waitFor();
  expect(await stored(key)).toContain('De Ángela');
  const history = await product.cauce.engine.drafts.history(key, { name: 'mails/aviso.hbs' });
  const kept = await Promise.all(
    history.map(({ revision }) => product.cauce.engine.drafts.revision(key, 'mails/aviso.hbs', revision)),
  );
  expect(kept.some((content) => content?.toString().includes('De Diana'))).toBe(true);
  await Promise.all([hers.close(), mine.close()]);
});

test('without a connection one goes on typing, and the server has it when the connection is back', async () => {
  const { key, editor } = await draftWithMail('Subject: Uno\n\nHola');
  const page = await diana.page();
  await page.goto(editor);
  await page.locator(area).first().waitFor();
  await diana.context.setOffline(true);
  await page.locator(area).first().fill('Sin red');
  await page.getByText(/Sin conexión/).waitFor();
  expect(await stored(key)).not.toContain('Sin red');
  await diana.context.setOffline(false);
  await page.getByText(/Guardado a las/).waitFor();
  expect(await stored(key)).toContain('Sin red');
  await page.close();
});

test('a tab that closes without a connection loses nothing: the text is there when the file is opened again', async () => {
  const { key, editor } = await draftWithMail('Subject: Uno\n\nHola');
  const page = await diana.page();
  await page.goto(editor);
  await page.locator(area).first().waitFor();
  await diana.context.setOffline(true);
  await page.locator(area).first().fill('Casi perdido');
  await page.close();
  await diana.context.setOffline(false);
  const again = await diana.page();
  await again.goto(editor);
  await again.locator(area).first().waitFor();
  expect(await again.locator(area).first().inputValue()).toContain('Casi perdido');
  // The browser may have sent it as the tab closed: then there was nothing left to save here.
  await expect.poll(() => stored(key), { timeout: 20_000 }).toContain('Casi perdido');
  await again
    .getByText(/^Guardado/)
    .first()
    .waitFor();
  await again.close();
});

test('a drawing without coordinates from another tool becomes a draft, and its page tells how it fares', async () => {
  const page = await diana.page();
  await page.goto(`${product.url}/procesos`);
  await page.getByRole('link', { name: 'Nuevo o importar' }).click();
  const file = fileURLToPath(new URL('../../engine/exchange/fixtures/sinCoordenadas.bpmn', import.meta.url));
  await page.getByLabel('Archivos').setInputFiles(file);
  await arriving(page, () => page.getByRole('button', { name: 'Importar' }).click());
  await page.getByText('Venían sin coordenadas y se dibujaron: sinCoordenadas.bpmn.').waitFor();
  await page.locator('cauce-health .state').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${product.url}/procesos`);
  await page.getByText('Pedir vacaciones').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test('markup in names, tags and labels stays text', async () => {
  const page = await diana.page();
  const evil = `<img src=x onerror="window.__xss=1">`;
  const content = Buffer.from(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" name="&lt;img src=x onerror=window.__xss=1&gt;"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" name="&lt;img src=x onerror=window.__xss=1&gt;" sourceRef="s" targetRef="nowhere"/></process></definitions>`,
  );
  const made = await product.cauce.engine.drafts.create({
    name: evil,
    flow: evil,
    tags: [evil],
    files: [{ name: 'javascript-alert(1).bpmn', content }],
    by: 'diana',
  });
  const key = made.ok ? made.draft.key : 0;
  await page.goto(`${product.url}/borradores/${key}?archivo=${encodeURIComponent(evil)}`);
  await page.locator('cauce-health .state').first().waitFor();
  expect(await page.evaluate('window.__xss')).toBeUndefined();
  await page.goto(`${product.url}/procesos`);
  await page.getByText(evil).first().waitFor();
  expect(await page.evaluate('window.__xss')).toBeUndefined();
  await page.close();
});

test('no page complained', () => {
  const real = [...diana.complaints, ...angela.complaints].filter(
    (line) => !/ERR_INTERNET_DISCONNECTED|409 \(Conflict\)/.test(line),
  );
  expect(real).toEqual([]);
});
