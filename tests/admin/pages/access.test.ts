// Who may see which page, and what a page does with a request that it must not trust.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes } from '../../../admin/pages/index.ts';
import { safeNext } from '../../../admin/pages/signIn.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, password, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let caseKey = '';
const visitors = new Map<string, Visitor>();
const identities = ['adriana', 'samuel', 'lucia', 'aurora', 'diana', 'angela'];

beforeAll(async () => {
  product = await startProduct();
  visitors.set('nobody', createVisitor(product.url));
  for (const username of identities) {
    const visitor = createVisitor(product.url);
    await visitor.signIn(username);
    visitors.set(username, visitor);
  }
  const { number } = await fileRequest(visitors.get('nobody')!);
  caseKey = String((await product.cauce.engine.store.find('cases', { number }))?.key);
});
afterAll(() => product.close());

const status = async (who: string, path: string) => (await visitors.get(who)!.send('GET', path)).status;

describe('a page', () => {
  test.each([
    ['/inicio', { adriana: 200, samuel: 200, lucia: 200, aurora: 200, diana: 200, angela: 200 }],
    ['/tareas', { adriana: 200, samuel: 200, lucia: 200, aurora: 200, diana: 403, angela: 200 }],
    ['/casos', { adriana: 200, samuel: 200, lucia: 200, aurora: 200, diana: 403, angela: 200 }],
    ['/casos/CASE', { adriana: 200, samuel: 404, lucia: 200, aurora: 200, diana: 403, angela: 200 }],
    [
      '/casos/CASE/auditoria',
      { adriana: 403, samuel: 403, lucia: 403, aurora: 200, diana: 403, angela: 200 },
    ],
    ['/procesos', { adriana: 200, samuel: 200, lucia: 200, aurora: 200, diana: 200, angela: 200 }],
    ['/admin', { adriana: 403, samuel: 403, lucia: 403, aurora: 403, diana: 403, angela: 200 }],
    ['/admin/operacion', { adriana: 403, samuel: 403, lucia: 403, aurora: 403, diana: 403, angela: 200 }],
  ])('%s is for those whose work it is', async (path, expected) => {
    const at = path.replace('CASE', caseKey);
    const found = await Promise.all(identities.map(async (who) => [who, await status(who, at)]));
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('is for nobody without a sign-in, unless it is public', async () => {
    for (const { method, path, action, keeps } of pageRoutes) {
      // What was typed into these goes along through the door: keptForms.test.ts.
      if (action === 'public' || keeps) continue;
      const at = path.replace(/:\w+/g, '1');
      const answer = await visitors.get('nobody')!.send(method.toUpperCase(), at, undefined);
      expect([method, path, answer.status, answer.headers.get('location')?.startsWith('/entrar')]).toEqual([
        method,
        path,
        303,
        true,
      ]);
    }
  });

  test('refuses every post that does not carry the session token', async () => {
    for (const { method, path, action, keeps } of pageRoutes) {
      if (method !== 'post' || action === 'public' || keeps) continue;
      const answer = await visitors
        .get('angela')!
        .send('POST', path.replace(/:\w+/g, '1'), new URLSearchParams({ a: 'b' }));
      expect([path, answer.status]).toEqual([path, 400]);
    }
  });

  test('keeps what was typed under an old token, to be sent again by hand, and does nothing by itself', async () => {
    const { reader } = product.cauce.engine.store;
    const before = await reader('cauce_journal').count({ n: '*' }).first();
    const path = `/casos/${caseKey}/notas`;
    const answer = await visitors
      .get('angela')!
      .send('POST', path, new URLSearchParams({ text: 'Ya llamé', _csrf: 'x' }));
    expect([answer.status, answer.text.includes('Ya llamé')]).toEqual([200, true]);
    const foreign = await visitors
      .get('angela')!
      .send('POST', path, new URLSearchParams({ text: 'Ya llamé' }), { origin: 'https://otra.example' });
    expect([foreign.status, foreign.text.includes('Ya llamé')]).toEqual([400, false]);
    expect(await reader('cauce_journal').count({ n: '*' }).first()).toEqual(before);
  });

  test('runs no script but ours, and is framed by nobody', async () => {
    const { headers, text } = await visitors.get('angela')!.get('/tareas');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
  });

  test('that does not exist says so without leaving the product, with its status', async () => {
    const answer = await visitors.get('nobody')!.get('/no/existe');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Esta página no existe.');
  });

  test.each([
    ['/tareas?after=xyz', 400],
    ['/tareas?process=%00%ff&urgency=constructor', 200],
    ['/casos?number=%25%5C%2A', 200],
    ['/casos/99999999999999999999', 404],
    ['/casos/1e3', 404],
    ['/documentos/..%2F..%2Fpackage.json', 404],
    ['/assets/..%2F..%2Fpackage.json', 404],
    ['/radicar/__proto__', 404],
    ['/encuesta/%E0%A4%A', 400],
    ['/tareas?lang=fr&lang=en', 200],
  ])('answers an odd address without failing: %s', async (path, expected) => {
    expect(await status('angela', path)).toBe(expected);
  });

  test('sends scripts and styles as small as the browser takes them, and as they are to others', async () => {
    const { text } = await visitors.get('nobody')!.get('/');
    const [address = ''] = /[^"]+\.css/.exec(text) ?? [];
    const ask = async (encoding: string) => {
      const answer = await fetch(new URL(address, product.url), { headers: { 'accept-encoding': encoding } });
      return [
        answer.status,
        answer.headers.get('content-encoding'),
        (await answer.text()).includes('--cauce'),
      ];
    };
    expect(await ask('br, gzip')).toEqual([200, 'br', true]);
    expect(await ask('gzip')).toEqual([200, 'gzip', true]);
    expect(await ask('identity')).toEqual([200, null, true]);
  });

  test('refuses what is too large before reading it', async () => {
    const { hostname, port } = new URL(product.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
      const head = [
        'POST /radicar/pqrs_tobe HTTP/1.1',
        `Host: ${hostname}`,
        'Content-Type: multipart/form-data; boundary=x',
      ];
      socket.write([...head, 'Content-Length: 900000000', '', ''].join('\r\n'));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data).split('\r\n')[0] ?? '');
      });
      socket.once('error', reject);
    });
    expect(answer).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test('that reads a case is on record', async () => {
    await visitors.get('aurora')!.get(`/casos/${caseKey}/auditoria`);
    const reads = await product.cauce.engine.store
      .reader('cauce_case_reads')
      .where({ username: 'aurora', action: 'case:history' });
    expect(reads.length).toBeGreaterThan(0);
  });
});

describe('signing in', () => {
  test('brings back to the page that was asked for', async () => {
    const visitor = createVisitor(product.url);
    const door = await visitor.get('/casos?state=ACTIVE');
    expect(door.path).toContain('/entrar');
    const inside = await visitor.post(door, '/entrar', { username: 'adriana', password });
    expect(inside.path).toBe('/casos?state=ACTIVE');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/entrar',
    ' /x',
    '',
  ])('goes nowhere else: %s', (next) => {
    expect(safeNext(next)).toBe('/inicio');
  });

  test('a wrong password and an unknown user get the same words', async () => {
    const visitor = createVisitor(product.url);
    const door = await visitor.get('/entrar');
    const wrong = await visitor.post(door, '/entrar', { username: 'adriana', password: 'otra cosa larga' });
    const unknown = await visitor.post(door, '/entrar', { username: 'nadie', password: 'otra cosa larga' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const words = 'El usuario o la clave no son correctos';
    expect([wrong.text.includes(words), unknown.text.includes(words)]).toEqual([true, true]);
  });

  test('everybody starts at home, which shows what their role is for', async () => {
    const expected = { aurora: 'Buscar un caso', diana: 'Diagramas en borrador', lucia: 'Su equipo' };
    for (const [username, words] of Object.entries(expected)) {
      const home = await createVisitor(product.url).signIn(username);
      expect([home.path, home.text.includes(words)]).toEqual(['/inicio', true]);
    }
  });

  test('signing out ends the session', async () => {
    const visitor = createVisitor(product.url);
    const inside = await visitor.signIn('adriana');
    await visitor.post(inside, '/salir', {});
    expect((await visitor.get('/tareas')).path).toContain('/entrar');
  });
});

describe('people', () => {
  test('somebody new gets a password for one sign-in and must change it first', async () => {
    const angela = visitors.get('angela')!;
    const people = await angela.get('/admin');
    const made = await angela.post(people, '/admin/personas', {
      name: 'Nora Nueva',
      username: 'nora',
      roles: 'staff',
      newGroup: 'Servicio',
    });
    const temporary = /<strong class="mono">([^<]+)</.exec(made.text)?.[1] ?? '';
    expect(made.status).toBe(201);
    const nora = createVisitor(product.url);
    const door = await nora.get('/entrar');
    const change = await nora.post(door, '/entrar', { username: 'nora', password: temporary });
    expect(change.path).toBe('/clave');
    expect((await nora.get('/tareas')).path).toBe('/clave');
    const short = await nora.post(change, '/clave', {
      current: temporary,
      password: 'corta',
      again: 'corta',
    });
    expect(short.status).toBe(400);
    const own = 'río que suena piedras lleva';
    const done = await nora.post(change, '/clave', { current: temporary, password: own, again: own });
    expect(done.text).toContain('Su clave quedó cambiada.');
    expect(done.path).toContain('/inicio');
  });

  test('a taken or impossible username is refused and what was typed stays', async () => {
    const angela = visitors.get('angela')!;
    const people = await angela.get('/admin');
    const taken = await angela.post(people, '/admin/personas', { name: 'Otra', username: 'adriana' });
    expect([taken.status, taken.text.includes('value="Otra"')]).toEqual([409, true]);
    expect(
      (await angela.post(people, '/admin/personas', { name: 'X', username: 'con espacio' })).status,
    ).toBe(422);
  });

  test('the last administrator cannot be taken away', async () => {
    const angela = visitors.get('angela')!;
    const page = await angela.get('/admin/personas/angela');
    const answer = await angela.post(page, '/admin/personas/angela', { roles: 'staff' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Debe quedar al menos una persona activa');
  });

  test('a reset ends the sessions and gives a new password', async () => {
    const diana = createVisitor(product.url);
    await diana.signIn('diana');
    const angela = visitors.get('angela')!;
    const page = await angela.get('/admin/personas/diana');
    const reset = await angela.post(page, '/admin/personas/diana/clave', {});
    expect(reset.text).toMatch(/<strong class="mono">[^<]{10,}</);
    expect((await diana.get('/procesos')).path).toContain('/entrar');
  });
});
