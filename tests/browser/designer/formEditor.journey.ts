// A designer makes a form beside the form as people will have it: fields by keyboard, what the diagram asks for, a trial
// of sending it, in both languages, with files that are broken or hostile, and on a telephone.
import { expect, test } from 'vitest';
import { openDesk } from '../desk.ts';
import { PHONE, WIDE } from '../people.ts';

const drawing = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="x">
<bpmn:process id="leave" name="Vacaciones" isExecutable="true">
<bpmn:startEvent id="start"/>
<bpmn:userTask id="review" name="Revisar"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="review"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:exclusiveGateway id="gate" default="no"/><bpmn:endEvent id="end"/>
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="review"/><bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="gate"/>
<bpmn:sequenceFlow id="yes" sourceRef="gate" targetRef="end"><bpmn:conditionExpression>=days &lt;= 15 and contract = "fijo"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="no" sourceRef="gate" targetRef="end"/>
</bpmn:process></bpmn:definitions>`;

const payload = '<img src=x onerror="window.__xss=1">';
const hostile = {
  type: 'default',
  id: payload,
  schemaVersion: 19,
  components: [
    { type: 'textfield', key: 'a', label: payload, description: payload, defaultValue: payload },
    { type: 'text', text: `${payload} [enlace](javascript:window.__xss=1)` },
    { type: 'html', content: `${payload}<svg onload="window.__xss=1"></svg>` },
    { type: 'select', key: 'b', label: payload, values: [{ label: payload, value: payload }] },
  ],
};

const { product, page, draftOf, textOf, look } = await openDesk('diana');

async function open(key: number, name: string, more = ''): Promise<void> {
  await page.goto(`${product.url}/borradores/${key}/formulario?nombre=${encodeURIComponent(name)}${more}`);
  await page.locator('[data-ready=yes]').waitFor();
}

const preview = () => page.locator('.form-preview-paper');
const file = async (key: number, name: string) =>
  JSON.parse((await textOf(key, name)) || '{}') as {
    id: string;
    components: { key?: string; type: string; label?: string; validate?: { required?: boolean } }[];
  };

test('a form is made from nothing, shown as people have it, asked what the diagram needs, tried and saved', async () => {
  const key = await draftOf({ 'leave.bpmn': drawing });
  await open(key, 'forms/review.form');
  await page.locator('[data-field-type=textarea]').focus();
  await page.keyboard.press('Enter');
  await preview().getByText('Área de texto').waitFor();
  await page.locator('.fjs-element[data-field-type=textarea], .fjs-form .fjs-element').last().click();
  await page.locator('.bio-properties-panel-group-header', { hasText: 'General' }).click();
  const label = page.getByLabel('Nombre del campo');
  await label.fill('Observaciones');
  await preview().getByText('Observaciones').waitFor();
  await page.locator('.bio-properties-panel-group-header', { hasText: 'Validación' }).click();
  await page.getByLabel('Obligatorio').check();

  await page.getByRole('button', { name: 'Campos del diagrama…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Campos que pide el diagrama' });
  await dialog.getByText('«Revisar» usa este formulario (leave.bpmn)').waitFor();
  await look('form-asked');
  await dialog.getByRole('button', { name: 'Agregar los marcados' }).click();
  await preview().getByLabel('Days').waitFor();
  await preview().getByLabel('Contract').waitFor();
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await preview().getByLabel('Contract').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Rehacer' }).click();
  await preview().getByLabel('Contract').waitFor();

  await preview().getByRole('button', { name: 'Probar el envío' }).click();
  await preview().getByRole('alert').waitFor();
  await preview().getByLabel('Days').fill('12');
  await preview().getByLabel('Observaciones').fill(payload);
  await preview().getByRole('button', { name: 'Probar el envío' }).click();
  await page.locator('.form-preview-outcome pre').getByText('"days": 12').waitFor();
  await page.getByRole('button', { name: 'Escritorio' }).click();
  await look('form-editor');

  await page.getByText(/^Guardado a las/).waitFor();
  const { id, components } = await file(key, 'forms/review.form');
  expect(id).toBe('review');
  expect(components.map(({ type, key: name }) => [type, name])).toEqual([
    ['textarea', expect.any(String)],
    ['number', 'days'],
    ['select', 'contract'],
  ]);
  expect(components[0]?.label).toBe('Observaciones');
});

test('the editor speaks English by the switch, and keeps the names of the other language out of the file', async () => {
  const key = await draftOf({ 'leave.bpmn': drawing });
  await open(key, 'forms/review.form', '&lang=en');
  await page.getByText('Build your form').waitFor();
  await page.getByPlaceholder('Search components').waitFor();
  expect(await page.locator('.fjs-palette-container').innerText()).toMatch(/Text field[\s\S]*Checkbox group/);
  await look('form-editor-english');
  await open(key, 'forms/review.form', '&lang=es');
  await page.getByText('Arme su formulario').waitFor();
  expect(await page.locator('.fjs-palette-container').innerText()).not.toMatch(/field|Checkbox|Select/);
});

test('a broken file is mended in its text, and nothing of it is lost', async () => {
  const key = await draftOf({ 'forms/broken.form': '{ "components": [' });
  await open(key, 'forms/broken.form');
  const text = page.getByLabel('Texto del formulario');
  expect(await text.inputValue()).toBe('{ "components": [');
  await text.fill('{ "type": "default", "id": "x", "components": [], "kept": { "by": "another tool" } }');
  await page.getByText('Arme su formulario').waitFor();
  await page.locator('[data-field-type=number]').focus();
  await page.keyboard.press('Enter');
  await preview().getByText('Número').waitFor();
  await page.getByText(/^Guardado a las/).waitFor();
  expect(await file(key, 'forms/broken.form')).toMatchObject({ id: 'x', kept: { by: 'another tool' } });
});

test('what a hostile form holds is text, in the editor and in the preview', async () => {
  const key = await draftOf({ 'forms/hostile.form': JSON.stringify(hostile) });
  await open(key, 'forms/hostile.form');
  await preview().getByText('onerror').first().waitFor();
  for (const field of await page.locator('.fjs-form .fjs-element').all())
    await field.click({ position: { x: 5, y: 5 } });
  await page.getByText('Datos de ejemplo').click();
  await page.getByRole('button', { name: 'Llenar con ejemplos' }).click();
  await page.waitForTimeout(600);
  expect(await page.evaluate(() => '__xss' in globalThis)).toBe(false);
  expect(await preview().locator('img, svg[onload], a[href^="javascript"]').count()).toBe(0);
});

test('a telephone shows the form as people have it', async () => {
  const key = await draftOf({ 'forms/hostile.form': JSON.stringify(hostile) });
  await page.setViewportSize(PHONE);
  await open(key, 'forms/hostile.form');
  await preview().getByText('onerror').first().waitFor();
  expect(await page.locator('.fjs-palette-container').count()).toBe(0);
  await look('form-editor-phone');
  await page.setViewportSize(WIDE);
});
