// A designer draws in the modeler: from nothing, with mouse and keyboard; and what a file says survives its saving.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { signIn, startBrowser } from '../../admin/harness/browser.ts';
import { openDesk } from '../desk.ts';
import { meaningOf } from './modelerMeaning.ts';

const processes = fileURLToPath(new URL('../../../processes/', import.meta.url));
const { product, page, draftOf, textOf, saving } = await openDesk('diana');

const address = (key: number, name: string) =>
  `${product.url}/borradores/${key}/dibujo?nombre=${encodeURIComponent(name)}`;

async function open(key: number, name: string): Promise<void> {
  await page.goto(address(key, name));
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
}

const drawings = readdirSync(processes, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.bpmn'),
);

test.each(drawings)('%s, opened, moved by a pixel and saved, differs in its layout alone', async (path) => {
  const text = readFileSync(join(processes, path), 'utf8');
  const key = await draftOf({ 'drawing.bpmn': text });
  await open(key, 'drawing.bpmn');
  await page.click('button[aria-label="Esquema"]');
  const item = page.locator('[role=treeitem]', { hasText: 'tarea de usuario' }).first();
  await item.click();
  await page.locator('.djs-container svg').first().focus();
  await page.keyboard.press('ArrowRight');
  await saving();
  const after = await textOf(key, 'drawing.bpmn');
  expect(after).not.toBe(text);
  const meant = await meaningOf(text);
  expect(meant.length).toBeGreaterThan(50);
  expect(await meaningOf(after)).toEqual(meant);
});

test('a process is drawn from nothing by mouse and keyboard, its promises and milestones in the panel', async () => {
  const key = await draftOf({ 'nuevo.bpmn': '' });
  await open(key, 'nuevo.bpmn');
  await page.locator('[data-element-id=start_nuevo]').click();
  // The next step by its key, its kind by name.
  await page.keyboard.press('a');
  await page.locator('.djs-popup-search input').pressSequentially('tarea de usuario');
  await page.locator('.djs-popup .entry', { hasText: 'Tarea de usuario' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Revisar la solicitud');
  await page
    .locator('.djs-container svg')
    .first()
    .click({ position: { x: 600, y: 60 } });
  const task = page.locator('.djs-shape[data-element-id^=Activity_]');
  expect(await task.textContent()).toContain('Revisar la');
  await task.click();
  await page.locator('.djs-context-pad .bpmn-icon-gateway-none').click();
  await page.locator('.djs-shape[data-element-id^=Gateway_]').waitFor();
  await page.keyboard.press('Escape');
  await task.click();
  await group('cauce-milestone');
  await page.getByLabel('Nombre del hito').fill('en revisión');
  await page.waitForTimeout(600);
  await page.locator('[data-group-id=group-cauce-sla] .bio-properties-panel-add-entry').click();
  await page.getByLabel('Plazo', { exact: true }).first().fill('8');
  await page.getByLabel('Calendario').fill('co-8x5');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(400);
  await saving();
  const text = await textOf(key, 'nuevo.bpmn');
  expect(text).toContain('<cauce:milestone name="en revisión" />');
  const promise = /<cauce:sla [^>]*>/.exec(text)?.[0] ?? '';
  expect(promise.match(/\w+="[^"]*"/g)?.sort()).toEqual([
    'calendar="co-8x5"',
    'metric="operation"',
    'mode="business-hours"',
    'target="8"',
    'warnAt="75%, 90%"',
  ]);
  expect(text).toContain('<zeebe:userTask />');
  await page.click('button[aria-label=Deshacer]');
  await saving();
  expect(await textOf(key, 'nuevo.bpmn')).not.toContain('calendar="co-8x5"');
});

async function group(id: string): Promise<void> {
  await page.locator(`[data-group-id=group-${id}] .bio-properties-panel-group-header`).click();
}

test('a broken file opens as far as it can be read, its problems listed; one that is no drawing can be mended', async () => {
  const whole = readFileSync(join(processes, 'pqrs/as-is.bpmn'), 'utf8');
  const key = await draftOf({
    'cut.bpmn': whole.slice(0, 20_000),
    'misspelled.bpmn': whole.replace('<bpmn:startEvent', '<bpmn:startEvnt'),
    'twice.bpmn': small('<bpmn:userTask id="t" name="Una" /><bpmn:userTask id="t" name="Otra" />'),
    'text.bpmn': 'hola',
  });
  for (const name of ['cut.bpmn', 'misspelled.bpmn']) {
    await open(key, name);
    expect(await page.locator('.modeler-problems li').count()).toBeGreaterThan(0);
    expect(await page.locator('.djs-shape[data-element-id=a02_register_classify]').count()).toBe(1);
    expect(await page.locator('.djs-shape[data-element-id=start_comment]').count()).toBe(1);
    // Nothing is saved until somebody changes something.
    expect(await textOf(key, name)).not.toContain('</bpmn:definitions>\n</');
  }
  await open(key, 'twice.bpmn');
  expect(await page.locator('.djs-shape', { hasText: 'Una' }).count()).toBe(1);
  expect(await page.locator('.djs-shape', { hasText: 'Otra' }).count()).toBe(1);
  expect(await page.locator('.modeler-problems li').first().textContent()).toContain('«t»');
  await page.goto(address(key, 'text.bpmn'));
  await page.locator('.modeler-unread textarea').fill(whole);
  await page.getByRole('button', { name: 'Abrir de nuevo' }).click();
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
  expect(await page.locator('.djs-shape[data-element-id=a02_register_classify]').count()).toBe(1);
});

test('a file of ten thousand elements is opened only if somebody says so', async () => {
  const key = await draftOf({ 'large.bpmn': largeDrawing(5_000) });
  await page.goto(address(key, 'large.bpmn'));
  expect(await page.locator('.modeler-unread h2').textContent()).toContain('figuras y líneas');
  expect(await page.locator('.djs-container').count()).toBe(0);
  await page.getByRole('button', { name: 'Abrir de todos modos' }).click();
  await page.locator('cauce-modeler[data-ready=yes]').waitFor({ timeout: 120_000 });
});

test('what is copied in one tab is pasted in another, with what no library knows', async () => {
  const foreign =
    '<bpmn:extensionElements><otro:nota xmlns:otro="urn:otro" valor="7" /></bpmn:extensionElements>';
  const key = await draftOf({
    'a.bpmn': small(
      `<bpmn:userTask id="t" name="Copiada" otro:clase="x" xmlns:otro="urn:otro">${foreign}</bpmn:userTask>`,
    ),
    'b.bpmn': small('<bpmn:userTask id="u" name="Otra" />'),
  });
  await open(key, 'a.bpmn');
  await page.locator('[data-element-id=t]').click();
  await page.keyboard.press('Control+c');
  await open(key, 'b.bpmn');
  await page.locator('[data-element-id=u]').click();
  await page.keyboard.press('Control+v');
  await page.mouse.move(500, 500);
  await page.mouse.click(500, 500);
  await page.locator('.djs-shape', { hasText: 'Copiada' }).waitFor();
  await saving();
  const text = await textOf(key, 'b.bpmn');
  expect(text).toContain('name="Copiada"');
  expect(text).toContain('valor="7"');
  expect(text).toContain('otro:clase="x"');
  // Another type keeps it too.
  await open(key, 'b.bpmn');
  await page.locator('.djs-shape[data-element-id=t]').click();
  await page.locator('.djs-context-pad .bpmn-icon-screw-wrench').click();
  await page.locator('.djs-popup [data-id=replace-with-manual-task]').click();
  await saving();
  const replaced = await textOf(key, 'b.bpmn');
  expect(replaced).toMatch(/<bpmn:manualTask [^>]*name="Copiada"[^>]*otro:clase="x"/);
  expect(replaced).toContain('valor="7"');
});

test('labels, notes and messages that hold markup stay text, in a policy that the page keeps', async () => {
  const strict = await startBrowser();
  const other = await strict.page();
  await signIn(other, product.url, 'diana');
  const hostile = '&lt;img src=x onerror=&quot;window.__xss=1&quot;&gt;';
  const body = `<bpmn:documentation>${hostile}</bpmn:documentation>`;
  const key = await draftOf({
    'x.bpmn': small(
      `<bpmn:userTask id="t" name="${hostile}">${body}<bpmn:extensionElements><cauce:sla metric="${hostile}" name="${hostile}" target="${hostile}" /><cauce:milestone name="${hostile}" /><zeebe:formDefinition formId="${hostile}" /></bpmn:extensionElements></bpmn:userTask>`,
    ),
  });
  await other.goto(address(key, 'x.bpmn'));
  await other.locator('cauce-modeler[data-ready=yes]').waitFor();
  await other.click('button[aria-label="Esquema"]');
  await other.locator('[role=treeitem]').first().click();
  for (const name of ['general', 'documentation', 'cauce-sla', 'cauce-milestone', 'form'])
    await other.locator(`[data-group-id=group-${name}] .bio-properties-panel-group-header`).click();
  await other.locator('.bio-properties-panel-collapsible-entry-header').first().click();
  await other.locator('.djs-container svg').first().focus();
  await other.keyboard.press('Control+f');
  await other.keyboard.type('img');
  await other.locator('.djs-search-result').first().waitFor();
  expect(await other.evaluate('window.__xss')).toBeUndefined();
  expect(strict.complaints.filter((each) => !/import|unparsable/.test(each))).toEqual([]);
  await strict.close();
});

test.each(['light', 'dark'])('the modeler can be used by everybody, in %s', async (scheme) => {
  const theirs = await startBrowser({ bypassPolicy: true, dark: scheme === 'dark' });
  const other = await theirs.page();
  await signIn(other, product.url, 'diana');
  const key = await draftOf({ 'a.bpmn': readFileSync(join(processes, 'pqrs/to-be.bpmn'), 'utf8') });
  await other.goto(`${address(key, 'a.bpmn')}&elemento=p16_service_analysis`);
  await other.locator('cauce-modeler[data-ready=yes]').waitFor();
  await other.locator('[data-group-id=group-form]').waitFor();
  for (const name of ['general', 'form', 'assignmentDefinition', 'cauce-milestone'])
    await other.locator(`[data-group-id=group-${name}] .bio-properties-panel-group-header`).click();
  await other.click('button[aria-label="Esquema"]');
  expect(await violations(other)).toEqual([]);
  expect(await other.locator('.bjs-powered-by').isVisible()).toBe(true);
  await other.keyboard.press('?');
  expect(await violations(other)).toEqual([]);
  await theirs.close();
});

function small(inside: string): string {
  const ids = [...inside.matchAll(/<bpmn:userTask id="(\w+)"/g)].map(([, id]) => id);
  const shapes = ids.map(
    (id, at) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${300 + at * 200}" y="200" width="100" height="80" /></bpmndi:BPMNShape>`,
  );
  return drawn(inside, shapes.join(''));
}

function largeDrawing(tasks: number): string {
  const each = Array.from({ length: tasks }, (_, at) => at);
  const elements = each.map((at) => `<bpmn:task id="t${at}" />`).join('');
  const flows = each
    .slice(1)
    .map((at) => `<bpmn:sequenceFlow id="f${at}" sourceRef="t${at - 1}" targetRef="t${at}" />`);
  const x = (at: number) => (at % 100) * 150;
  const y = (at: number) => Math.floor(at / 100) * 120;
  const shapes = each.map(
    (at) =>
      `<bpmndi:BPMNShape id="t${at}_di" bpmnElement="t${at}"><dc:Bounds x="${x(at)}" y="${y(at)}" width="100" height="80" /></bpmndi:BPMNShape>`,
  );
  const edges = each
    .slice(1)
    .map(
      (at) =>
        `<bpmndi:BPMNEdge id="f${at}_di" bpmnElement="f${at}"><di:waypoint x="${x(at - 1) + 100}" y="${y(at - 1) + 40}" /><di:waypoint x="${x(at)}" y="${y(at) + 40}" /></bpmndi:BPMNEdge>`,
    );
  return drawn(elements + flows.join(''), shapes.join('') + edges.join(''));
}

function drawn(elements: string, shapes: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:cauce="urn:cauce:bpmn:1.0" id="d" targetNamespace="t">
<bpmn:process id="p" isExecutable="true">${elements}</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p">${shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
}
