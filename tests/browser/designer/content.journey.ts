// A designer edits what goes with a process: a decision with rows that try it, a catalog, a mail, a calendar, groups.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runTests } from '../../../engine/testing/runTests.ts';
import { openDesk } from '../desk.ts';

const flow = fileURLToPath(new URL('../../../processes/pqrs/', import.meta.url));
const { product, browser, page, draftOf, textOf, look } = await openDesk('diana');

function flowFiles(): { [name: string]: Buffer } {
  const names = readdirSync(flow, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(bpmn|dmn|form|csv|hbs|json)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(flow, name))]));
}

async function open(key: number, name: string): Promise<void> {
  await page.goto(`${product.url}/borradores/${key}/contenido?nombre=${encodeURIComponent(name)}`);
  await page.locator('[data-ready=yes]').waitFor();
}

/** What the draft holds once the page says that it is saved. */
async function saved(key: number, name: string): Promise<string> {
  await page.waitForTimeout(400);
  await page.keyboard.press('Control+s');
  await page
    .getByText(/^Guardado a las/)
    .first()
    .waitFor();
  return textOf(key, name);
}

const dueTerm = 'decisions/due-term.dmn';

test('a table of decisions is edited by keyboard, saved, and stays what it says besides', async () => {
  const key = await draftOf(flowFiles());
  await open(key, dueTerm);
  await page.locator('td.output-cell [contenteditable]').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('12');
  const text = await saved(key, dueTerm);
  expect(text).toMatch(/<outputEntry id="due_term_documents_out">\s*<text>12<\/text>/);
  expect(text).toContain('modeler:executionPlatform="Camunda Cloud"');
  expect(text).toContain('Ley 1755 de 2015');
  await page.reload();
  await page.locator('[data-ready=yes]').waitFor();
  expect((await page.locator('td.output-cell').first().innerText()).trim()).toBe('12');
  await look('decision');
});

test('rows try a table as it stands, tell the rules that none of them meets, and run as process tests', async () => {
  const key = await draftOf(flowFiles());
  await open(key, dueTerm);
  const rows = page.locator('.dmn-rows');
  const add = async (type: string, expected: string) => {
    await rows.getByRole('button', { name: 'Añadir fila' }).click();
    await page.keyboard.type(type);
    await page.keyboard.press('Tab');
    await page.keyboard.type(expected);
  };
  await add('consulta', '30');
  await add('queja', '10');
  await rows.getByText('como se espera').waitFor();
  await rows.getByText('otra cosa').waitFor();
  await rows.getByText('Ninguna fila cumple las reglas 1, 3').waitFor();
  await rows.getByRole('button', { name: 'El resultado de la fila 2 es lo esperado' }).click();
  await rows.getByText('otra cosa').waitFor({ state: 'detached' });
  await look('decision-rows');
  const folder = mkdtempSync(join(tmpdir(), 'cauce-rows-'));
  await rows.getByText(/^Guardado a las/).waitFor();
  for (const { name, content } of await product.cauce.engine.drafts.contents(key)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const [ran] = await runTests(join(folder, 'scenarios/decision-due-term.json'));
  rmSync(folder, { recursive: true });
  expect(ran?.tests.map(({ name, failure }) => [name, failure])).toEqual([
    ['Fila 1', undefined],
    ['Fila 2', undefined],
  ]);
});

test('a new file of decisions begins with a table; one that cannot be read is mended in its text', async () => {
  const key = await draftOf({ 'x.dmn': '<definitions', 'catalogs/a.csv': 'value\nuno\n' });
  await page.goto(`${product.url}/borradores/${key}/decision?nombre=x.dmn`);
  await page.getByText('El archivo no se puede mostrar como decisiones').waitFor();
  await page.goto(`${product.url}/borradores/${key}/decision?nombre=y.dmn`);
  await page.locator('td.add-rule').first().click();
  await page.locator('td.rule-index').waitFor();
  expect(await saved(key, 'y.dmn')).toContain('<rule id=');
  await page.getByRole('button', { name: 'Diagrama' }).click();
  await page.locator('.djs-palette').waitFor();
  await look('decision-diagram');
});

test('what decisions of later versions say stays in the file; what nobody here knows is told before it is lost', async () => {
  const boxed = `<definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" xmlns:x="urn:x" id="d" name="Antes" namespace="n">
  <decision id="k" name="Clase" x:own="mine"><variable id="v" name="Clase"/><conditional><if><literalExpression id="a"><text>n &gt; 1</text></literalExpression></if><then><literalExpression id="b"><text>1</text></literalExpression></then><else><literalExpression id="c"><text>2</text></literalExpression></else></conditional></decision>
</definitions>`;
  const key = await draftOf({ 'a.dmn': boxed, 'b.dmn': boxed.replaceAll('conditional>', 'unheardOf>') });
  await open(key, 'a.dmn');
  await page.locator('.dmn-definitions-name').click();
  await page.keyboard.type('Nuevo ');
  await page.waitForTimeout(500);
  await expect.poll(() => saved(key, 'a.dmn')).toContain('Nuevo');
  const text = await saved(key, 'a.dmn');
  expect(text).toMatch(/<conditional>\s*<if>[\s\S]*<text>n &gt; 1<\/text>/);
  expect(text).toContain('x:own="mine"');
  await open(key, 'b.dmn');
  await page.getByText('El editor no conoce una parte de este archivo').waitFor();
  await page.waitForTimeout(2_500);
  expect((await product.cauce.engine.drafts.read(key, 'b.dmn'))?.revision).toBe(1);
});

test('a catalog is a table: cells, rows of a spreadsheet, and what is wrong at its cell', async () => {
  const key = await draftOf({ 'catalogs/areas.csv': 'value*;label\na;"Área, uno"\n' });
  const name = 'catalogs/areas.csv';
  await open(key, name);
  await page.getByLabel('label, fila 1').press('Enter');
  await page.keyboard.type('b');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Dos; y "tres"');
  expect(await saved(key, name)).toBe('value*;label\na;Área, uno\nb;"Dos; y ""tres"""\n');
  await page.getByLabel('value, fila 2').fill('a');
  await page.locator('input[aria-label="value, fila 2"][aria-invalid=true]').waitFor();
  await look('catalog');
  await page.getByRole('button', { name: 'Ver como texto' }).click();
  expect(await page.getByLabel('Texto del archivo').inputValue()).toContain('Dos; y ""tres""');
});

test('a mail stands beside what arrives; what a sample holds stays text', async () => {
  const key = await draftOf({ 'mails/a.hbs': 'Subject: Caso {{case_number}}\n\nHola {{requester_name}}.\n' });
  await open(key, 'mails/a.hbs');
  await page.getByText('Caso PQRS-2026-000123').waitFor();
  await page.getByLabel('requester_name', { exact: true }).fill('<img src=x onerror="window.__xss=1">');
  await page.locator('.mail-preview').getByText('<img src=x').waitFor();
  await page.getByLabel('Texto', { exact: true }).fill('Hola {{#if}');
  await page.locator('.content-problems .incident').waitFor();
  expect(await saved(key, 'mails/a.hbs')).toBe('Subject: Caso {{case_number}}\n\nHola {{#if}');
  await look('mail');
});

test('a calendar is its form: what cannot be read is told at its field, the rest is saved, the year is shown', async () => {
  const key = await draftOf(flowFiles());
  const name = 'calendars/co-8x5.json';
  await open(key, name);
  await page.getByLabel('sábado').fill('8 a 5');
  await page.locator('#saturday-error li').waitFor();
  await page.getByLabel('sábado').fill('08:00-12:00');
  await page.locator('#saturday-error li').waitFor({ state: 'detached' });
  const text = await saved(key, name);
  expect(JSON.parse(text).week.saturday).toEqual([['08:00', '12:00']]);
  await page.locator('.calendar-year .month').first().waitFor();
  await look('calendar');
});

test('groups are a form: one more, with a profile, undone again', async () => {
  const key = await draftOf({ 'roles.json': '{"groups": [{"id": "Mesa", "name": "Mesa", "profile": "S"}]}' });
  await open(key, 'roles.json');
  await page.getByRole('button', { name: 'Añadir grupo' }).click();
  const second = page.locator('.settings-list details').nth(1);
  await second.locator('summary').click();
  await second.getByLabel('Identificador', { exact: true }).fill('Auditoría');
  await second.getByRole('combobox').selectOption({ label: 'A · audita' });
  const groups = JSON.parse(await saved(key, 'roles.json')).groups;
  expect(groups[1]).toEqual({ id: 'Auditoría', name: '', profile: 'A' });
  await look('roles');
});

test('what somebody wrote into labels, cells and names never runs', async () => {
  const attack = '<img src=x onerror=window.__xss=1>';
  const escaped = attack.replace('<', '&lt;').replace('>', '&gt;');
  const dmn = readFileSync(join(flow, dueTerm), 'utf8')
    .replaceAll('Término legal en días hábiles', escaped)
    .replaceAll('Tipo de solicitud', escaped)
    .replaceAll('Documentos e información', escaped)
    .replaceAll('"consulta"', `"${escaped}"`);
  const key = await draftOf({
    'a.dmn': dmn,
    'catalogs/x.csv': `${attack},label\n${attack},javascript:window.__xss=1\n`,
    'roles.json': JSON.stringify({ groups: [{ id: attack, [attack]: attack }] }),
  });
  for (const name of ['a.dmn', 'catalogs/x.csv', 'roles.json']) {
    await open(key, name);
    await page.waitForTimeout(600);
    if (name === 'a.dmn') {
      await page.getByRole('button', { name: 'Diagrama' }).click();
      await page.locator('.djs-palette').waitFor();
    }
  }
  expect(await page.evaluate('window.__xss')).toBeUndefined();
});

test('nothing was complained of', () => {
  expect(browser.complaints).toEqual([]);
});
