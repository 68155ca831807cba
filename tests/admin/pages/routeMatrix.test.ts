// Every page, generated from the list of routes, asked by everybody who can be there: who may opens it, who may not
// learns nothing and changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageRoutes } from '../../../admin/pages/index.ts';
import { checkPages, type PageRoute } from '../../../admin/route.ts';
import type { Action } from '../../../engine/access/policy.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { type EveryAddress, everyAddress } from '../harness/everyAddress.ts';
import { request as filed } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

/** Somebody of the lane that has the case, of another lane, who leads the first, and the other trades. */
const everybody = ['nobody', 'adriana', 'samuel', 'lucia', 'aurora', 'diana', 'angela'] as const;
type Who = (typeof everybody)[number];

const staff = ['adriana', 'samuel', 'lucia', 'angela'] as const;
const signedIn = [...staff, 'aurora', 'diana'] as const;
const ofTheCase = ['adriana', 'lucia', 'angela'] as const;
const readers = [...ofTheCase, 'aurora'] as const;
const designers = ['diana', 'angela'] as const;
const administrators = ['angela'] as const;
const auditors = ['aurora', 'angela'] as const;

/** Who opens a page of that action, where it is of the case at hand; said here by hand, not asked of the policy. */
const allowed: { readonly [A in Action]?: readonly Who[] } = {
  public: everybody,
  signedIn,
  'task:list': [...staff, 'aurora'],
  'task:read': readers,
  'task:claim': ofTheCase,
  'task:complete': ofTheCase,
  'task:assign': ['lucia', 'angela'],
  'case:list': [...staff, 'aurora'],
  'case:read': readers,
  'case:history': auditors,
  'case:mend': ['lucia', 'angela'],
  'case:annotate': ofTheCase,
  'clock:change': ['lucia', 'angela'],
  'activity:begin': ofTheCase,
  'incident:resolve': administrators,
  'document:read': readers,
  'calendar:read': signedIn,
  'calendar:write': designers,
  'calendar:recalculate': designers,
  'catalog:write': designers,
  'report:read': ['lucia', 'aurora', 'diana', 'angela'],
  'report:schedule': ['lucia', 'angela'],
  'definition:read': signedIn,
  'deployment:create': designers,
  'draft:read': designers,
  'draft:write': designers,
  'instance:start': ['adriana', 'samuel', 'lucia', 'diana', 'angela'],
  'instance:migrate': designers,
  'people:write': administrators,
  'operation:write': administrators,
  'administration:read': auditors,
  'absence:write': staff,
  'team:read': ['lucia', 'angela'],
  'audit:read': auditors,
  'audit:verify': auditors,
};

/** Of one's own things alone: whoever works here. */
const ofOnesOwn: { readonly [path: string]: readonly Who[] } = {
  '/menciones': staff,
  '/tareas/varias': staff,
};
const mayOpen = ({ path, action }: PageRoute): readonly Who[] => ofOnesOwn[path] ?? allowed[action] ?? [];

let product: Product;
let addresses: EveryAddress;
const visitors = new Map<Who, { visitor: Visitor; csrf: string }>();

beforeAll(async () => {
  product = await startProduct();
  for (const who of everybody) {
    const visitor = createVisitor(product.url);
    const page = who === 'nobody' ? await visitor.get('/entrar') : await visitor.signIn(who);
    visitors.set(who, { visitor, csrf: fromHtml(/name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '') });
  }
  addresses = await everyAddress(product, visitors.get('adriana')?.visitor as Visitor);
});
afterAll(() => product.close());

async function ask(who: Who, { method }: PageRoute, address: string): Promise<Answer> {
  const { visitor, csrf } = visitors.get(who) ?? {};
  if (!visitor) throw new Error(`Expected ${who} to be known`);
  const fields = { _csrf: csrf ?? '', reason: 'x', note: 'x', text: 'x', do: 'run', sure: 'yes' };
  return visitor.send(
    method.toUpperCase(),
    address,
    method === 'post' ? new URLSearchParams(fields) : undefined,
  );
}

/** That somebody looked, and that somebody is here, is written down of everybody. */
const ofEverybody = /^cauce_(case_reads|access_log|sessions|nodes|anchors)$|fts|search/;

/** Whatever else the store holds. */
async function everything(): Promise<string> {
  const { reader, shared } = product.cauce.engine.store as OpenStore;
  const listed = shared
    ? await reader('information_schema.tables').whereLike('table_name', 'cauce%').select('table_name as name')
    : await reader('sqlite_master').where('type', 'table').whereLike('name', 'cauce%').select('name');
  const names = listed.map(({ name }) => String(name)).filter((name) => !ofEverybody.test(name));
  return JSON.stringify(await Promise.all(names.sort().map(async (name) => [name, await reader(name)])));
}

const isRefusal = ({ status, headers }: Answer): boolean =>
  [401, 403, 404].includes(status) || (headers.get('location') ?? '').includes('/entrar');

/** Asked elsewhere: an answer that goes on, and what somebody is writing. */
const apart = new Set(['/cambios', '/tareas/:key/borrador']);

/** Addresses of what this store does not hold: runs, surveys, incidents, another calendar. */
const nothingThere =
  /^\/(autorizaciones|encuesta)\/|\/documentos\/:id$|\/encuestas\/:job$|\/verificaciones\/:run|\/migraciones\/:run|^\/casos\/:key\/(reintentar|corregir)$|^\/calendarios\/:id\/comparar$/;

test('every route says who it is for, by an action that stands here', () => {
  const unknown = pageRoutes.filter(({ action }) => !allowed[action]);
  expect(unknown.map(({ path, action }) => `${path} ${action}`)).toEqual([]);
  expect(pageRoutes.length * everybody.length).toBeGreaterThan(1000);
});

test('an address that says nothing of who may ask for it stops the start', () => {
  const silent = { method: 'get', path: '/nuevo', handler: () => undefined } as unknown as PageRoute;
  expect(() => checkPages([...pageRoutes, silent])).toThrow('get /nuevo');
  expect(() => checkPages(pageRoutes)).not.toThrow();
});

test('who may not is refused, learns nothing, and changes nothing', async () => {
  const before = await everything();
  const secrets = [
    addresses.filing.number,
    String(filed.requester_name),
    String(filed.contact_email),
    String(filed.requester_id),
  ];
  const wrong: string[] = [];
  for (const route of pageRoutes) {
    const address = addresses.of(route);
    for (const who of everybody.filter((each) => !mayOpen(route).includes(each))) {
      const answer = await ask(who, route, address);
      const name = `${who} ${route.method} ${route.path}`;
      if (!isRefusal(answer)) wrong.push(`${name} got ${answer.status}`);
      if (who === 'nobody' && ![303, 401].includes(answer.status))
        wrong.push(`${name} was not sent to the door`);
      if (secrets.some((secret) => fromHtml(answer.text).includes(secret)))
        wrong.push(`${name} learned something`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await everything()).toBe(before);
});

test('who may is let in', async () => {
  const wrong: string[] = [];
  let opened = 0;
  for (const route of pageRoutes.filter(({ method, path }) => method === 'get' && !apart.has(path))) {
    for (const who of everybody.filter((each) => mayOpen(route).includes(each))) {
      const answer = await ask(who, route, addresses.of(route));
      const name = `${who} ${route.path} got ${answer.status}`;
      if (answer.status >= 500 || [401, 403].includes(answer.status)) wrong.push(name);
      if (answer.status === 200) opened += 1;
      else if (answer.status === 404 && !nothingThere.test(route.path)) wrong.push(name);
    }
  }
  expect(wrong).toEqual([]);
  expect(opened).toBeGreaterThan(240);
});
