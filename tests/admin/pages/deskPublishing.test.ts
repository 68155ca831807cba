// Publishing, coming back and migrating as impatient and hostile people do: pressed twice at once, asked of what does not
// belong together, and with files that are made to hurt whoever reads them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawing } from '../harness/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;
let csrf: string;
const designer = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  csrf = /name="_csrf" value="([^"]+)"/.exec((await diana.signIn('diana')).text)?.[1] ?? '';
});
afterAll(() => product.close());

interface Files {
  [name: string]: string;
}

const resources = (files: Files) =>
  Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));

async function begin(files: Files, basedOn?: number): Promise<string> {
  const given = { name: 'Prueba', files: resources(files), by: 'diana' };
  const made = await product.cauce.engine.drafts.create({
    ...given,
    ...(basedOn !== undefined && { basedOn }),
  });
  if (!made.ok) throw new Error(made.rejection.code);
  return `/borradores/${made.draft.key}`;
}

async function deploy(files: Files) {
  const outcome = await product.cauce.engine.deploy(resources(files), designer);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { deployment: outcome.deploymentKey, definition: outcome.definitions[0]?.key ?? 0 };
}

function send(path: string, fields: { [name: string]: string }): Promise<Answer> {
  return diana.send('POST', path, new URLSearchParams({ _csrf: csrf, ...fields }));
}

const twice = (ask: () => Promise<Answer>) => Promise.all([ask(), ask()]);

async function rowsOf(table: string): Promise<number> {
  return (await product.cauce.engine.store.reader(table)).length;
}

const seenIn = ({ text }: Answer) => fromHtml(/name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '');

const drawn = (task: string, id = 'permits') =>
  drawing(
    `<bpmn:startEvent id="s"/><bpmn:userTask id="${task}" name="Revisar"/><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="${task}"/><bpmn:sequenceFlow id="f2" sourceRef="${task}" targetRef="e"/>`,
    id,
    'Permisos',
  );
const form = JSON.stringify({
  type: 'default',
  id: 'lonely',
  schemaVersion: 19,
  components: [{ type: 'textfield', id: 'f', key: 'k', label: 'K' }],
});

describe('pressed twice at once', () => {
  test.each<[string, Files]>([
    ['a process', { 'a.bpmn': drawn('a', 'pressed') }],
    ['what has no process', { 'lonely.form': form }],
  ])('%s is published once', async (_, files) => {
    const draft = await begin(files);
    const seen = seenIn(await diana.get(`${draft}/publicar`));
    const before = await rowsOf('cauce_deployments');
    const both = await twice(() => send(`${draft}/publicar`, { seen, note: 'x', waiver: 'x' }));
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await rowsOf('cauce_deployments')).toBe(before + 1);
    const again = await send(`${draft}/publicar`, { seen, note: 'x', waiver: 'x' });
    expect([again.status, again.text.includes('PUBLISH_UNCHANGED')]).toEqual([422, true]);
  });

  test('an earlier version comes back once', async () => {
    const { deployment } = await deploy({ 'b.bpmn': drawn('a', 'back') });
    await deploy({ 'b.bpmn': drawn('b', 'back') });
    const path = `/despliegues/${deployment}/volver`;
    const seen = seenIn(await diana.get(path));
    for (const wrong of ['', '0', '-1', 'x', '1e400', String(deployment)])
      expect([wrong, (await send(path, { seen: wrong, note: 'x' })).status]).toEqual([wrong, 422]);
    const before = await rowsOf('cauce_deployments');
    const both = await twice(() => send(path, { seen, note: 'x' }));
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await rowsOf('cauce_deployments')).toBe(before + 1);
  });

  test('a migration moves each case once, and is undone once', async () => {
    const first = await deploy({ 'p.bpmn': drawn('a') });
    for (let at = 0; at < 3; at += 1)
      await product.cauce.engine.start({
        definitionKey: first.definition,
        variables: {},
        principal: designer,
      });
    const second = await deploy({ 'p.bpmn': drawn('b') });
    const other = await deploy({ 'o.bpmn': drawn('a', 'other') });
    const path = `/procesos/${second.definition}/migrar`;
    const desde = String(first.definition);
    for (const wrong of ['0', '-1', 'x', '9'.repeat(17), String(other.definition), String(second.definition)])
      expect([wrong, (await send(path, { desde: wrong, do: 'run', reason: 'x' })).status]).toEqual([
        wrong,
        404,
      ]);
    for (const pair of [
      { 'a:a': 'nobody' },
      { 'a:nobody': 'b' },
      { 'a:__proto__': 'b' },
      { 'a:': 'b' },
      { 'a:a': 's' },
      { 'a:a': 'f1' },
      { 'a:f1': 'b' },
    ])
      expect([pair, (await send(path, { desde, do: 'try', ...pair })).status].at(1)).toBeOneOf([200, 422]);
    expect(await rowsOf('cauce_case_migrations')).toBe(0);
    const both = await twice(() => send(path, { desde, do: 'run', reason: 'x', 'a:a': 'b' }));
    await product.cauce.engine.migrations.settled();
    const runs = await product.cauce.engine.migrations.runs('permits');
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(runs.reduce((sum, { moved }) => sum + moved, 0)).toBe(3);
    expect(runs.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
    expect(await product.cauce.engine.migrations.sources(second.definition)).toEqual([]);
    const run = runs.find(({ moved }) => moved === 3);
    const address = `/procesos/${second.definition}/migraciones/${run?.key}`;
    await twice(() => send(address, { do: 'stop' }));
    await twice(() => send(address, { do: 'resume' }));
    await twice(() => send(address, { do: 'undo', reason: 'x' }));
    await product.cauce.engine.migrations.settled();
    const all = await product.cauce.engine.migrations.runs('permits');
    expect(all.filter(({ kind }) => kind === 'UNDO').reduce((sum, { moved }) => sum + moved, 0)).toBe(3);
    expect(await product.cauce.engine.migrations.sources(second.definition)).toEqual([
      { definitionKey: first.definition, cases: 3 },
    ]);
    for (const key of all.map((each) => each.key))
      expect((await diana.get(`/procesos/${other.definition}/migraciones/${key}`)).status).toBe(404);
  });
});

/** A drawing in which a machine goes round without end. */
const endless = drawing(
  `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g"/>
<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=1 + 1" resultVariable="x"/></bpmn:extensionElements></bpmn:scriptTask>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="t"/><bpmn:sequenceFlow id="f3" sourceRef="t" targetRef="g"/>`,
  'endless',
);
const scenario = JSON.stringify({
  name: 'Sin fin',
  process: 'endless',
  now: '2026-03-16T10:00:00-05:00',
  expected: { state: 'completed' },
});

const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
const inProcess = (inner: string) =>
  drawn('a', 'hostile').replace('<bpmn:startEvent', `${inner}<bpmn:startEvent`);
const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ja"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d SYSTEM "file:///etc/passwd">]><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="l" name="&c;&d;"/></bpmn:definitions>`;
const hostile: Files = {
  'laughs.bpmn': laughs,
  'deep.bpmn': inProcess(`<bpmn:extensionElements>${nested(100_000)}</bpmn:extensionElements>`),
  'subprocesses.bpmn': inProcess(
    Array.from({ length: 3_000 }, (_, at) => `<bpmn:subProcess id="p${at}">`).join('') +
      '</bpmn:subProcess>'.repeat(3_000),
  ),
  'open.bpmn': '<bpmn:definitions '.repeat(20_000),
  'attributes.bpmn': inProcess(
    `<bpmn:task id="many" ${Array.from({ length: 20_000 }, (_, at) => `a${at}="x"`).join(' ')}/>`,
  ),
  'laughs.dmn': laughs.replaceAll('bpmn', 'dmn'),
  'deep.dmn': nested(50_000),
  'deep.form': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'proto.form':
    '{"type":"default","id":"p","__proto__":{"x":1},"components":[{"type":"constructor","id":"__proto__","key":"__proto__"}]}',
  'scenarios/deep.json': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  'catalogs/wide.csv': `${'a,'.repeat(50_000)}\n`,
  'catalogs/quote.csv': `"${'x\n'.repeat(20_000)}`,
  'mails/loop.hbs': `${'{{#each a}}'.repeat(2_000)}`,
  'calendars/odd.json': '{"zone":"../../etc","week":"x","holidays":{"__proto__":[]}}',
};

describe('files that are made to hurt', () => {
  test('are told about on every page of their draft, and end none', async () => {
    const { deployment } = await deploy({ 'h.bpmn': drawn('a', 'hurt') });
    const draft = await begin({ 'h.bpmn': drawn('b', 'hurt'), ...hostile }, deployment);
    const drawings = Object.keys(hostile).filter((name) => name.endsWith('.bpmn'));
    const pages = [
      ...[
        '',
        '/salud',
        '/comparar?efecto=1',
        '/publicar',
        '/conectores',
        '/publicado',
        '/archivos?textos=1',
        '/unir',
      ],
      ...drawings.map((name) => `/comparar?dibujo=${name}`),
      ...Object.keys(hostile).map((name) => `/contenido?nombre=${encodeURIComponent(name)}`),
    ];
    for (const page of pages) {
      const answer = await diana.get(draft + page);
      expect([page, answer.status, answer.text.includes('root:x:')]).toEqual([page, 200, false]);
    }
    const seen = seenIn(await diana.get(`${draft}/publicar`));
    const refused = await send(`${draft}/publicar`, { seen, note: 'x', waiver: 'x' });
    expect([refused.status, refused.text.includes('PUBLISH_ERRORS')]).toEqual([422, true]);
  });

  test('are told about where an editor asks about them as they stand', async () => {
    const draft = await begin({ 'h.bpmn': drawn('b', 'hurt') });
    for (const [name, content] of Object.entries(hostile)) {
      const body = new FormData();
      const rows = '[{"decision":"x","variables":{}}]';
      for (const [field, value] of Object.entries({ _csrf: csrf, rows, samples: '{}' }))
        body.set(field, value);
      body.set('content', new Blob([content]), name);
      for (const page of ['contenido/revision', 'contenido/calendario', 'decision/prueba']) {
        const address = `${draft}/${page}?nombre=${encodeURIComponent(name)}`;
        const { status } = await diana.send('POST', address, body);
        expect([name, page, status]).toEqual([name, page, 200]);
      }
    }
  });

  test('are asked about where somebody published a sound file of that name meanwhile', async () => {
    const { deployment } = await deploy({ 'm.bpmn': drawn('a', 'merged') });
    await deploy({ 'm.bpmn': drawn('b', 'merged') });
    const drawings = Object.entries(hostile).filter(([name]) => name.endsWith('.bpmn'));
    for (const [name, content] of drawings) {
      const draft = await begin({ 'm.bpmn': content, 'process.bpmn': drawn('a', 'merged') }, deployment);
      const page = await diana.get(`${draft}/unir`);
      expect([name, page.status]).toEqual([name, 200]);
      const merged = await diana.post(page, '/unir', {});
      expect([name, merged.status]).toEqual([name, 422]);
      expect((await diana.get(`${draft}/archivo?nombre=m.bpmn`)).text).toBe(content);
    }
  });

  test('a scenario that never ends is stopped, and others are served meanwhile', async () => {
    const draft = await begin({ 'endless.bpmn': endless, 'scenarios/one.json': scenario });
    let isDone = false;
    const gate = diana.get(`${draft}/publicar`).finally(() => {
      isDone = true;
    });
    let served = 0;
    while (!isDone && served < 5) {
      expect((await diana.send('GET', '/procesos')).status).toBe(200);
      served += 1;
    }
    expect([served > 1, (await gate).status]).toEqual([true, 200]);
    const refused = await send(`${draft}/publicar`, { seen: seenIn(await gate), note: 'x', waiver: 'x' });
    expect(refused.status).toBe(422);
  });
});

test('what is broken is not published, and says where', async () => {
  const broken: Files[] = [
    { 'x.dmn': '<definitions', 'x.form': '{', 'y.form': 'null', 'x.bpmn': '', 'calendars/x.json': 'null' },
    {},
  ];
  const before = await rowsOf('cauce_deployments');
  for (const files of broken) {
    const draft = await begin(files);
    const page = await diana.get(`${draft}/publicar`);
    const refused = await send(`${draft}/publicar`, { seen: seenIn(page), note: 'x', waiver: 'x' });
    expect([Object.entries(files), page.status, refused.status]).toEqual([Object.entries(files), 200, 422]);
    expect(refused.text).toMatch(/PUBLISH_(ERRORS|EMPTY)/);
    for (const name of Object.keys(files)) expect(refused.text).toContain(name);
  }
  expect(await rowsOf('cauce_deployments')).toBe(before);
});
