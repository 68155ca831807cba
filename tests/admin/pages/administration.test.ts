// What administrators look after: sessions, groups, what each may do, and the record of what they did.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let angela: Visitor;

beforeAll(async () => {
  product = await startProduct();
  angela = createVisitor(product.url);
  await angela.signIn('angela');
});
afterAll(() => product.close());

async function signedIn(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

const log = (event: string) =>
  product.cauce.engine.store.reader('cauce_access_log').where({ event }).orderBy('id');

describe('sessions', () => {
  test('are listed with their device for who owns them, who ends the others', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const here = await signedIn('bruno');
    const { access } = product.cauce;
    const elsewhere = await access.sessions.open('bruno', { address: '192.0.2.9', agent });
    const page = await here.get('/sesiones');
    expect(page.text).toContain('Firefox en Windows');
    expect(page.text).toContain('192.0.2.9');
    expect(page.text).not.toContain(elsewhere.id);
    const after = await here.post(page, '/sesiones/cerrar', { others: 'true' });
    expect(after.text).toContain('Se cerró 1 sesión.');
    expect(await access.sessions.find(elsewhere.id)).toBeUndefined();
    expect((await here.get('/tareas')).status).toBe(200);
  });

  test('of somebody else cannot be ended by who is no administrator', async () => {
    const samuel = await product.cauce.access.sessions.open('samuel');
    const bruno = await signedIn('bruno');
    const page = await bruno.get('/sesiones');
    const handle = product.cauce.access.sessions.handleOf(samuel.id);
    expect((await bruno.post(page, '/sesiones/cerrar', { session: handle })).text).toContain(
      'No se cerró ninguna sesión',
    );
    expect(await product.cauce.access.sessions.find(samuel.id)).toBeDefined();
  });

  test('are ended by an administrator, which is on record with both names', async () => {
    const samuel = await signedIn('samuel');
    const page = await angela.get('/admin/sesiones?person=samuel');
    const handles = [...page.text.matchAll(/name="session" value="([^"]+)"/g)].map(
      ([, handle]) => handle ?? '',
    );
    expect(handles.length).toBeGreaterThan(0);
    const after = await angela.post(page, '/admin/sesiones/cerrar', { session: handles });
    expect(after.text).toContain('Se cerraron');
    expect((await samuel.get('/tareas')).path).toContain('/entrar');
    expect((await log('sessionEnded')).at(-1)).toMatchObject({ username: 'samuel', actor: 'angela' });
    const twice = await angela.post(page, '/admin/sesiones/cerrar', { session: handles });
    expect(twice.text).toContain('No se cerró ninguna sesión');
  });

  test('get another secret when what their person may do changes, also one’s own', async () => {
    const before = await product.cauce.access.sessions.list({ username: 'angela', limit: 10 });
    const page = await angela.get('/admin/personas/angela');
    const roles = ['admin', 'auditor'];
    await angela.post(page, '/admin/personas/angela', { roles, active: 'true' });
    const after = await product.cauce.access.sessions.list({ username: 'angela', limit: 10 });
    expect(after).toHaveLength(1);
    expect(before.map(({ handle }) => handle)).not.toContain(after[0]?.handle);
    expect((await angela.get('/admin')).status).toBe(200);
    expect((await log('userUpdated')).at(-1)).toMatchObject({ username: 'angela', detail: '+auditor' });
  });
});
