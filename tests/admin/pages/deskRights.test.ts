// Who may open and press what on the designer's desk: every address, asked by everybody who can sign in, and by nobody.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageRoutes } from '../../../admin/pages/index.ts';
import { plainDrawing } from '../harness/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

const everybody = ['nobody', 'adriana', 'lucia', 'aurora', 'diana', 'angela'] as const;
type Who = (typeof everybody)[number];
const readers: readonly Who[] = ['adriana', 'lucia', 'aurora', 'diana', 'angela'];
const designers: readonly Who[] = ['diana', 'angela'];

/** Deployed files are for everybody who works here; whatever else is of the desk is for who draws. */
const forReaders = new Set([
  '/despliegues/:key',
  '/despliegues/:key/archivo',
  '/despliegues/:deployment/carpeta.zip',
]);
const isOfTheDesk = ({ path }: { path: string }) =>
  /^\/(borradores|despliegues)(\/|$)|^\/procesos\/:key\/migra/.test(path);
const desk = pageRoutes.filter(isOfTheDesk);

const secret = 'Despido de la señora Perla';
let product: Product;
const visitors = new Map<Who, { visitor: Visitor; csrf: string }>();
let keys: { [parameter: string]: (path: string) => number };

beforeAll(async () => {
  product = await startProduct();
  const { engine } = product.cauce;
  const drawing = Buffer.from(plainDrawing.replace('Pedir cotización', secret));
  const designer = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
  const deployed = await engine.deploy([{ name: 'secreto.bpmn', content: drawing }], designer, secret);
  const files = [{ name: 'secreto.bpmn', content: drawing }];
  const made = await engine.drafts.create({ name: secret, files, by: 'diana' });
  if (!deployed.ok || !made.ok) throw new Error('Expected a draft and a deployment');
  const { deploymentKey, definitions } = deployed;
  keys = {
    key: (path) =>
      path.startsWith('/borradores')
        ? made.draft.key
        : path.startsWith('/despliegues')
          ? deploymentKey
          : (definitions[0]?.key ?? 0),
    deployment: () => deploymentKey,
    run: () => 1,
  };
  for (const who of everybody) {
    const visitor = createVisitor(product.url);
    const page = who === 'nobody' ? await visitor.get('/entrar') : await visitor.signIn(who);
    const csrf = fromHtml(/name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '');
    visitors.set(who, { visitor, csrf });
  }
});
afterAll(() => product.close());

const addressOf = (path: string, file = 'secreto.bpmn') =>
  `${path.replace(/:(\w+)/g, (_, name: string) => String(keys[name]?.(path)))}?nombre=${file}`;

/** Everything that the desk's posts could have changed. */
async function everything(): Promise<string> {
  const { reader } = product.cauce.engine.store;
  const tables = ['draft_folders', 'draft_files', 'draft_revisions', 'publication_requests', 'deployments'];
  const rows = await Promise.all([...tables, 'draft_presence'].map((name) => reader(`cauce_${name}`)));
  const runs = await reader('cauce_case_migrations');
  return JSON.stringify([...rows, runs]);
}

async function ask(who: Who, method: string, address: string, fields?: Record<string, string>) {
  const { visitor } = visitors.get(who) ?? {};
  if (!visitor) throw new Error(`Expected ${who} to be known`);
  return visitor.send(method, address, fields && new URLSearchParams(fields));
}

test('all of the desk is known here', () => {
  expect(desk.length).toBeGreaterThan(35);
  expect(desk.filter(({ action }) => action === 'public' || action === 'signedIn')).toEqual([]);
});

test('a page opens for whom the policy says; others learn nothing from its refusal', async () => {
  for (const { path } of desk.filter(({ method }) => method === 'get'))
    for (const who of everybody) {
      const allowed = forReaders.has(path) ? readers : designers;
      const answer = await ask(who, 'GET', addressOf(path));
      const told = [who, path, answer.status];
      if (allowed.includes(who)) expect([200, 204, 303, 404], told.join(' ')).toContain(answer.status);
      else if (who === 'nobody') {
        expect([...told, answer.headers.get('location')?.split('?')[0]]).toEqual([who, path, 303, '/entrar']);
      } else expect(told).toEqual([who, path, 403]);
      if (!allowed.includes(who) || answer.status === 404) {
        expect([path, fromHtml(answer.text).includes(secret)]).toEqual([path, false]);
        expect([path, answer.text.includes('secreto.bpmn"')]).toEqual([path, false]);
      }
    }
});

test('a post without the token of our own page, or by who may not, changes nothing', async () => {
  const before = await everything();
  for (const { path } of desk.filter(({ method }) => method === 'post')) {
    const address = addressOf(path);
    const fields = {
      name: 'x',
      note: 'x',
      reason: 'x',
      do: 'run',
      revision: '1',
      content: 'x',
      to: 'y.bpmn',
    };
    for (const who of everybody) {
      const csrf = visitors.get(who)?.csrf ?? '';
      const mine = designers.includes(who);
      const others = visitors.get(who === 'diana' ? 'angela' : 'diana')?.csrf ?? '';
      const wrong = mine ? 400 : who === 'nobody' ? 303 : 403;
      for (const tokens of [{}, { _csrf: '' }, { _csrf: 'x'.repeat(csrf.length) }, { _csrf: others }]) {
        const answer = await ask(who, 'POST', address, { ...fields, ...tokens });
        expect([who, path, answer.status]).toEqual([who, path, wrong]);
        expect(fromHtml(answer.text)).not.toContain(secret);
      }
      if (!mine)
        expect([path, (await ask(who, 'POST', address, { ...fields, _csrf: csrf })).status]).toEqual([
          path,
          wrong,
        ]);
    }
    const elsewhere = { _csrf: visitors.get('diana')?.csrf ?? '', ...fields };
    const foreign = await visitors
      .get('diana')
      ?.visitor.send('POST', address, new URLSearchParams(elsewhere), { origin: 'https://otra.example' });
    expect([path, foreign?.status]).toEqual([path, 400]);
  }
  expect(await everything()).toBe(before);
});

test('a key that is none, or of nothing, is not found anywhere', async () => {
  const wrong = [
    '0',
    '-1',
    '1.5',
    'x',
    '1e3',
    '999999999999999',
    '9'.repeat(16),
    '9'.repeat(40),
    '%00',
    '__proto__',
    '..%2f1',
    '1%20or%201=1',
  ];
  const diana = visitors.get('diana');
  for (const { method, path } of desk.filter((route) => route.path.includes(':')))
    for (const key of wrong) {
      const address = `${path.replace(/:\w+/g, key)}?nombre=secreto.bpmn`;
      const fields =
        method === 'post' ? { _csrf: diana?.csrf ?? '', note: 'x', reason: 'x', do: 'run' } : undefined;
      expect([address, (await ask('diana', method.toUpperCase(), address, fields)).status]).toEqual([
        address,
        404,
      ]);
    }
});
