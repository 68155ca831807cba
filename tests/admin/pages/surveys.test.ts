// Surveys of every kind: by a tap on the page behind a link that works once, by telephone, and what a process hears of it.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { until } from '../../engine/jobs/harness.ts';
import { pictureFolder } from '../../harness/chromium.ts';
import { violations } from '../harness/accessibility.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { buildPages, type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

const kinds = ['nps', 'ces', 'csat', 'ins', 'verification'];
const DAY = 86_400_000;

const task = (id: string, kind: string, next: string) => `
    <bpmn:sendTask id="${id}"><bpmn:extensionElements>
      <zeebe:taskDefinition type="cauce:survey" />
      <zeebe:taskHeaders>
        <zeebe:header key="to" value="email" /><zeebe:header key="template" value="mails/ask.hbs" />
        <zeebe:header key="survey" value="${kind}" /><zeebe:header key="expires" value="P15D" />
      </zeebe:taskHeaders>
    </bpmn:extensionElements></bpmn:sendTask>
    <bpmn:sequenceFlow id="f_${id}" sourceRef="${id}" targetRef="${next}" />`;

const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:t">
  <bpmn:message id="answered" name="answer_came" />
  <bpmn:process id="asking" isExecutable="true">
    <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="s0" />
    ${kinds.map((kind, at) => task(`s${at}`, kind, at === 4 ? 'stay' : `s${at + 1}`)).join('')}
    <bpmn:userTask id="stay" name="Acompañar"><bpmn:extensionElements><zeebe:userTask />
      <zeebe:assignmentDefinition candidateUsers="=[&quot;samuel&quot;]" />
    </bpmn:extensionElements></bpmn:userTask>
  </bpmn:process>
  <bpmn:process id="loop" isExecutable="true">
    <bpmn:startEvent id="heard"><bpmn:messageEventDefinition messageRef="answered" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="g" sourceRef="heard" targetRef="capture" />
    <bpmn:userTask id="capture"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="h" sourceRef="capture" targetRef="call" />
    <bpmn:userTask id="call"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
  </bpmn:process>
</bpmn:definitions>`;

const intake = {
  message: 'answer_came',
  complete: 'capture',
  when: '=answer.kind = "nps"',
  variables: { score: '=answer.score', why: '=answer.comment', whom: '=answer.contact' },
};

let product: Product;
let phone: Browser;
let ahead = 0;
let caseKey = 0;
let paths: string[] = [];

beforeAll(async () => {
  buildPages();
  product = await startProduct({
    linkUrl: 'http://tramites.example',
    surveyGrace: 0,
    now: () => Date.now() + ahead,
  });
  const { engine } = product.cauce;
  const files = [
    { name: 'asking.bpmn', content: Buffer.from(bpmn) },
    { name: 'mails/ask.hbs', content: Buffer.from('Subject: Encuesta\n\n{{survey_url}}\n') },
    { name: 'intakes/survey-answer.json', content: Buffer.from(JSON.stringify(intake)) },
  ];
  expect(await engine.deploy(files, system)).toMatchObject({ ok: true });
  ({ caseKey, paths } = await asked());
  phone = await startBrowser({ width: 390, bypassPolicy: true, javaScript: true });
});

afterAll(async () => {
  await phone?.close();
  await product?.close();
});

/** A case with a survey of each kind, and the paths of their links in that order. */
async function asked(): Promise<{ caseKey: number; paths: string[] }> {
  const { engine } = product.cauce;
  const started = await engine.start({
    principal: system,
    processId: 'asking',
    variables: { email: 'ana@example.co' },
  });
  if (!started.ok) throw new Error(started.rejection.code);
  const { store } = engine;
  const mailed = () =>
    store.reader('cauce_mails').where({ root_key: started.instanceKey }).orderBy('job_key');
  await until(async () => (await mailed()).length === kinds.length);
  const mails = await mailed();
  const open = (store as typeof store & { open(owner: number, field: string, text: string): Promise<string> })
    .open;
  const texts = await Promise.all(
    mails.map(({ content }) => open(started.instanceKey, 'mail', String(content))),
  );
  const found = texts.map((text) => /\/encuesta\/[\w-]+/.exec(text)?.[0] ?? '');
  return { caseKey: started.instanceKey, paths: found };
}

const answers = async () =>
  (await product.cauce.engine.store.search('survey_answers', { sort: [{ column: 'answered_at' }] })).rows;

test('each kind has its scale in both languages, large enough for a thumb, and a tap answers it', async () => {
  const page = await phone.page();
  const sizes: number[] = [];
  for (const path of paths) {
    for (const lang of ['en', 'es']) {
      await page.goto(`${product.url}${path}?lang=${lang}`);
      expect(await violations(page)).toEqual([]);
    }
    const buttons = page.locator('.scale button');
    sizes.push(await buttons.count());
    for (const box of await buttons.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().toJSON()),
    ))
      expect(Math.min(box.height, box.width)).toBeGreaterThanOrEqual(40);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    const folder = pictureFolder();
    if (folder !== undefined)
      await page.screenshot({ path: join(folder, `survey-${sizes.at(-1)}-${sizes.length}.png`) });
    await buttons.last().click();
    await page.getByText('Su respuesta quedó guardada').waitFor();
    if (path === paths[0]) {
      await page.locator('#comment').fill('Me atendieron muy bien.');
      await page.getByRole('button', { name: 'Enviar comentario' }).click();
      await page.getByText('Su respuesta nos ayuda a mejorar').waitFor();
    }
  }
  expect(sizes).toEqual([11, 7, 5, 5, 2]);
  expect((await answers()).map(({ kind, score, channel }) => [kind, score, channel])).toEqual([
    ['nps', 10, 'link'],
    ['ces', 7, 'link'],
    ['csat', 5, 'link'],
    ['ins', 5, 'link'],
    ['verification', 0, 'link'],
  ]);
  expect(phone.complaints).toEqual([]);
});

test('a link that was used or came of age says so kindly, and answers nothing', async () => {
  const visitor = createVisitor(product.url);
  const used = await visitor.get(paths[0] ?? '');
  expect([used.status, used.text.includes('Esta encuesta ya se respondió')]).toEqual([200, true]);
  const again = await visitor.send('POST', paths[0] ?? '', new URLSearchParams({ score: '1' }));
  expect(again.status).toBe(409);
  const later = await asked();
  ahead += 16 * DAY;
  const old = await visitor.get(later.paths[0] ?? '');
  expect([old.status, old.text.includes('Esta encuesta ya cerró')]).toEqual([200, true]);
  expect((await visitor.send('POST', later.paths[0] ?? '', new URLSearchParams({ score: '1' }))).status).toBe(
    410,
  );
  expect((await visitor.get('/encuesta/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404);
  expect(await answers()).toHaveLength(5);
});

test('staff of the case take it by telephone, which uses the link up', async () => {
  const { caseKey: key, paths: links } = await asked();
  const staff = createVisitor(product.url);
  await staff.signIn('samuel');
  const page = await staff.get(`/casos/${key}`);
  const [taking] = [...page.text.matchAll(/href="(\/casos\/\d+\/encuestas\/\d+)"/g)]
    .reverse()
    .map((match) => match[1] ?? '');
  const form = await staff.get(taking ?? '');
  expect(form.text).toContain('¿Qué tan probable es que nos recomiende');
  const done = await staff.post(form, taking ?? '', { score: '3', comment: 'Esperó mucho.' });
  expect(done.text).toContain('La respuesta de la encuesta quedó guardada');
  expect((await answers()).at(-1)).toMatchObject({
    kind: 'nps',
    score: 3,
    channel: 'phone',
    answered_by: 'samuel',
  });
  expect((await staff.get(links[0] ?? '')).text).toContain('Esta encuesta ya se respondió');
  const stranger = createVisitor(product.url);
  await stranger.signIn('adriana');
  expect((await stranger.get(taking ?? '')).status).toBe(404);
});

test('the process that waits for answers begins once for each that it is meant for, with what was said', async () => {
  const { engine } = product.cauce;
  const waiting = await engine.store.reader('cauce_survey_answers').whereNull('told_at').first('code_hash');
  expect(waiting).toBeUndefined();
  const { rows } = await engine.store.search('process_instances', {
    where: [{ column: 'process_id', op: 'eq', value: 'loop' }],
    sort: [{ column: 'key' }],
  });
  const heard = await Promise.all(rows.map(({ key }) => engine.visibleVariables(Number(key))));
  expect(heard).toMatchObject([
    { score: 10, whom: 'ana@example.co' },
    { score: 3, why: 'Esperó mucho.', whom: 'ana@example.co' },
  ]);
  expect(caseKey).toBeGreaterThan(0);
});
