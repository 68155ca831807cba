// Publishing a draft on its page: what is checked, what is refused, what stays on record, and how a version comes back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertPerson } from '../../../engine/access/people.ts';
import { verifyChain } from '../../../engine/audit/chain.ts';
import { quickHash } from '../../harness/quickHash.ts';
import { type Product, password, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;

async function addDesigner({ cauce }: Product): Promise<void> {
  const { store } = cauce.engine;
  const person = { username: 'dario', name: 'Darío Diseñador', roles: ['designer' as const], groups: [] };
  await store.write((db) =>
    insertPerson(db, store.tenant, Date.now(), { ...person, passwordHash: quickHash(password) }, 'test'),
  );
}

async function signedIn(to: Product, username: string): Promise<Visitor> {
  const visitor = createVisitor(to.url);
  await visitor.signIn(username);
  return visitor;
}

beforeAll(async () => {
  product = await startProduct();
  await addDesigner(product);
  diana = await signedIn(product, 'diana');
});
afterAll(() => product.close());

const drawing = (id: string, name = 'Revisar', end = 'none') => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
<bpmn:process id="${id}" name="Vacaciones" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="review" name="${name}"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
${end === 'none' ? '<bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>' : end}
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="review"/>
<bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="end"/>
</bpmn:process></bpmn:definitions>`;

const scenario = (id: string, path = ['start', 'review', 'end']) =>
  JSON.stringify({
    name: 'Se revisa y termina',
    process: id,
    now: '2026-03-16T10:00:00-05:00',
    answers: { review: {} },
    expected: { state: 'completed', path },
  });

async function draftOf(to: Product, files: { [name: string]: string }, basedOn?: number): Promise<number> {
  const made = await to.cauce.engine.drafts.create({
    name: 'Vacaciones',
    files: Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) })),
    by: 'diana',
    ...(basedOn !== undefined && { basedOn }),
  });
  if (!made.ok) throw new Error(made.rejection.code);
  return made.draft.key;
}

const pathOf = (draft: number) => `/borradores/${draft}/publicar`;
const digestIn = (text: string) => fromHtml(/name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '');

async function publish(visitor: Visitor, draft: number, fields = {}) {
  const page = await visitor.get(pathOf(draft));
  const given = { seen: digestIn(page.text), note: 'Un paso nuevo', ...fields };
  return visitor.post(page, pathOf(draft), given);
}

async function deployedBy(to: Product, draft: number): Promise<number> {
  return (await to.cauce.engine.drafts.find(draft))?.basedOn ?? 0;
}

test('a draft is published whole, and its record says who, why, on what grounds and instead of what', async () => {
  const draft = await draftOf(product, {
    'leave.bpmn': drawing('leave'),
    'scenarios/one.json': scenario('leave'),
  });
  const page = await diana.get(pathOf(draft));
  expect(page.text).toContain('Es la primera vez que se publica');
  expect(page.text).toContain('1 cumple');
  const first = await publish(diana, draft);
  expect(first.path).toMatch(/^\/despliegues\/\d+\?notice=published$/);
  expect(first.text).toContain('Un paso nuevo');
  const before = await deployedBy(product, draft);
  await product.cauce.engine.drafts.save(draft, {
    name: 'leave.bpmn',
    content: Buffer.from(drawing('leave', 'Revisar y firmar')),
    expected: 1,
    by: 'diana',
  });
  expect((await diana.get(pathOf(draft))).text).toContain('se llamaba «Revisar» y ahora «Revisar y firmar»');
  const second = await publish(diana, draft, { note: 'Se firma' });
  expect(second.text).toContain('Diana Diseñadora');
  expect(second.text).toContain(`href="/despliegues/${before}"`);
  const { store } = product.cauce.engine;
  const rows = await store.reader('cauce_journal').whereLike('stream', 'publication:%').orderBy('position');
  expect(rows.map(({ actor, payload }) => [actor, JSON.parse(payload).inputs.record])).toMatchObject([
    ['diana', { kind: 'publish', note: 'Un paso nuevo', replacesKey: null, checks: { tests: 1, errors: 0 } }],
    ['diana', { kind: 'publish', note: 'Se firma', replacesKey: before }],
  ]);
  expect((await verifyChain(store.reader)).problems).toEqual([]);
});

test('everything that is missing is said at once, and what was typed stays', async () => {
  const draft = await draftOf(product, {
    'other.bpmn': drawing('other'),
    'scenarios/one.json': scenario('other', ['start', 'end']),
  });
  const page = await diana.get(pathOf(draft));
  expect(page.text).toContain('1 no cumple');
  const refused = await diana.send(
    'POST',
    pathOf(draft),
    new URLSearchParams({
      note: '',
      waiver: '',
      _csrf: /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '',
    }),
  );
  expect(refused.status).toBe(422);
  for (const code of ['PUBLISH_TESTS_FAILED', 'PUBLISH_DIFFERENCES_UNSEEN', 'PUBLISH_NOTE_MISSING'])
    expect(refused.text).toContain(code);
  expect(await deployedBy(product, draft)).toBe(0);
});

test('what cannot always end well needs a reason that stays on record', async () => {
  const stuck = `<bpmn:parallelGateway id="end"><bpmn:incoming>f2</bpmn:incoming><bpmn:incoming>f3</bpmn:incoming></bpmn:parallelGateway>
<bpmn:exclusiveGateway id="x"><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway><bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="end"/>`;
  const draft = await draftOf(product, { 'stuck.bpmn': drawing('stuck', 'Revisar', stuck) });
  const refused = await publish(diana, draft);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('PUBLISH_UNSOUND');
  expect(refused.text).toContain('Un paso nuevo');
  expect((await publish(diana, draft, { waiver: 'Es un ensayo' })).text).toContain('Es un ensayo');
});

test('of two who publish the second is told, and nothing of theirs is deployed', async () => {
  const mine = await draftOf(product, { 'twice.bpmn': drawing('twice') });
  await publish(diana, mine);
  const base = await deployedBy(product, mine);
  const theirs = await draftOf(product, { 'twice.bpmn': drawing('twice', 'Decidir') }, base);
  const dario = await signedIn(product, 'dario');
  const stale = await dario.get(pathOf(theirs));
  await product.cauce.engine.drafts.save(mine, {
    name: 'twice.bpmn',
    content: Buffer.from(drawing('twice', 'Aprobar')),
    expected: 1,
    by: 'diana',
  });
  await publish(diana, mine);
  const refused = await dario.post(stale, pathOf(theirs), { seen: digestIn(stale.text), note: 'Otra' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('PUBLISH_OVERTAKEN');
  expect(refused.text).toContain('Diana Diseñadora publicó otra');
  expect(refused.text).toContain(`/borradores/${theirs}/unir`);
  expect(await deployedBy(product, theirs)).toBe(base);
  const mergePath = `/borradores/${theirs}/unir`;
  const merge = await dario.get(mergePath);
  expect(merge.text).toContain('Diana Diseñadora publicó otra versión');
  expect(merge.text).toContain('<legend>El nombre de «Revisar»</legend>');
  const undecided = await dario.post(merge, mergePath, {});
  expect([undecided.status, undecided.text.includes('MERGE_UNDECIDED')]).toEqual([422, true]);
  const [, field = ''] = /type="radio" name="([^"]*)"/.exec(merge.text) ?? [];
  const merged = await dario.post(merge, mergePath, { [field]: 'theirs' });
  expect(merged.text).toContain('Las dos versiones quedaron unidas');
  const file = await product.cauce.engine.drafts.read(theirs, 'twice.bpmn');
  expect(file?.content.toString()).toContain('name="Aprobar"');
  const history = await product.cauce.engine.drafts.history(theirs);
  expect(history.map(({ kind }) => kind)).toEqual(['merged', 'created']);
  expect((await dario.get(pathOf(theirs))).text).not.toContain('unir');
});

test('an earlier version comes back byte for byte as the newest one', async () => {
  const draft = await draftOf(product, { 'back.bpmn': drawing('back') });
  await publish(diana, draft);
  const first = await deployedBy(product, draft);
  await product.cauce.engine.drafts.save(draft, {
    name: 'back.bpmn',
    content: Buffer.from(drawing('back', 'Decidir')),
    expected: 1,
    by: 'diana',
  });
  await publish(diana, draft);
  const path = `/despliegues/${first}/volver`;
  const page = await diana.get(path);
  expect(page.text).toContain('se llamaba «Decidir» y ahora «Revisar»');
  expect((await diana.post(page, path, { note: '' })).text).toContain('PUBLISH_NOTE_MISSING');
  const done = await diana.post(page, path, { note: 'No servía' });
  expect(done.text).toContain('La versión anterior está otra vez en uso');
  const { rows } = await product.cauce.engine.store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: 'back' }],
    sort: [{ column: 'version', descending: true }],
  });
  expect(rows.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(rows[0]?.hash).toBe(rows[2]?.hash);
  expect((await diana.get(path)).text).toContain('Es la que está en uso');
});

test('a draft stands beside the version that it began from, with what its scenarios let expect', async () => {
  const before = await draftOf(product, { 'wait.bpmn': drawing('wait') });
  await publish(diana, before);
  const pause = `<bpmn:intermediateCatchEvent id="pause" name="Reposo"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeDuration>PT48H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
<bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="f3" sourceRef="pause" targetRef="end"/>`;
  const slow = drawing('wait', 'Revisar', pause).replace(
    'sourceRef="review" targetRef="end"',
    'sourceRef="review" targetRef="pause"',
  );
  const files = {
    'wait.bpmn': slow,
    'scenarios/one.json': scenario('wait', ['start', 'review', 'pause', 'end']),
  };
  const draft = await draftOf(product, files, await deployedBy(product, before));
  const page = await diana.get(`/borradores/${draft}/comparar?efecto=1`);
  expect(page.text).toContain('evento intermedio de captura «Reposo»');
  expect(page.text).toContain('De 1 escenarios, 1 va de otra manera');
  expect(page.text).toContain('ahora pasa por: Reposo');
  expect(page.text).toMatch(/2 d/);
  const [, href] = /data-src="([^"]*despliegues[^"]*)"/.exec(page.text) ?? [];
  const deployed = await diana.get(fromHtml(href ?? ''));
  expect(deployed.headers.get('content-type')).toContain('text/plain');
  expect(deployed.text).toBe(drawing('wait'));
  expect((await diana.get(`/borradores/${draft}/comparar?con=d999999`)).status).toBe(404);
});

test('where a second person has to agree, another designer does, about these very files', async () => {
  const strict = await startProduct({ secondPerson: true });
  try {
    await addDesigner(strict);
    const asker = await signedIn(strict, 'diana');
    const draft = await draftOf(strict, { 'careful.bpmn': drawing('careful') });
    expect((await publish(asker, draft)).text).toContain('PUBLISH_APPROVAL_MISSING');
    expect((await publish(asker, draft, { ask: '1' })).text).toContain('Se pidió la aprobación');
    const own = await asker.get(pathOf(draft));
    expect(own.text).not.toContain('name="approve"');
    const other = await signedIn(strict, 'dario');
    const page = await other.get(pathOf(draft));
    const answered = await other.post(page, `/borradores/${draft}/aprobacion`, {
      approve: '1',
      answer: 'Bien',
      decline: '',
    });
    expect(answered.text).toContain('Su respuesta quedó en la historia');
    await strict.cauce.engine.drafts.save(draft, {
      name: 'careful.bpmn',
      content: Buffer.from(drawing('careful', 'Otra cosa')),
      expected: 1,
      by: 'diana',
    });
    const changed = await publish(asker, draft);
    expect(changed.text).toContain('PUBLISH_APPROVAL_MISSING');
    expect(changed.text).toContain('el borrador cambió desde entonces');
    await strict.cauce.engine.drafts.restore(draft, { name: 'careful.bpmn', revision: 1, by: 'diana' });
    const done = await publish(asker, draft);
    expect(done.path).toMatch(/^\/despliegues\//);
    expect(done.text).toContain('Darío Diseñador');
  } finally {
    await strict.close();
  }
});
