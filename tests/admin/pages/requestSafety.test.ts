// Requests that another site, a guesser or a broken client makes: forged posts, stolen sessions, lies about who asks, bodies
// without end; each is refused without doing anything and without a word of how we are made.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes } from '../../../admin/pages/index.ts';
import { type Product, password, startProduct } from '../harness/product.ts';
import { createVisitor, formTo, type Visitor } from '../harness/visitor.ts';

let product: Product;
let angela: Visitor;
let csrf = '';

beforeAll(async () => {
  product = await startProduct();
  angela = createVisitor(product.url);
  const page = await angela.signIn('angela');
  csrf = tokenOf(page.text);
});
afterAll(() => product.close());

const tokenOf = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** Everything that administration may change, as one value. */
async function state(): Promise<string> {
  const { reader } = product.cauce.engine.store;
  const tables = [
    'cauce_users',
    'cauce_memberships',
    'cauce_role_assignments',
    'cauce_groups',
    'cauce_backups',
  ];
  return JSON.stringify(await Promise.all(tables.map((table) => reader(table).select())));
}

/** Posts of administration, each as its form would send it. */
const posts: [path: string, fields: Record<string, string>][] = [
  ['/admin/personas', { name: 'Eva', username: 'eva', roles: 'admin' }],
  ['/admin/personas/bruno', { name: 'Bruno', roles: 'admin', active: 'true' }],
  ['/admin/personas/bruno/clave', {}],
  ['/admin/grupos', { name: 'Intrusos' }],
  ['/admin/grupos/agregar?grupo=Servicio', { username: 'bruno' }],
  ['/admin/copias', {}],
];

describe('a forged post', () => {
  const body = (fields: Record<string, string>) => new URLSearchParams({ ...fields, _csrf: csrf });

  test.each([
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of a sibling subdomain', { origin: 'http://otro.localhost', 'sec-fetch-site': 'same-site' }],
    ['of a page without origin', { origin: 'null' }],
    ['of the same host by another scheme', { origin: 'https://localhost' }],
  ])('%s changes nothing, even with the token', async (_, headers) => {
    const before = await state();
    for (const [path, fields] of posts)
      expect([path, (await angela.send('POST', path, body(fields), headers)).status]).toEqual([path, 400]);
    expect(await state()).toBe(before);
  });

  test.each(['text/plain', 'application/json', 'application/xml', 'multipart/form-data; boundary=b'])(
    'of type %s changes nothing: the token is not where it has to be',
    async (type) => {
      const before = await state();
      const text = new URLSearchParams({ name: 'Intrusos', _csrf: csrf }).toString();
      const { sessions } = product.cauce.access;
      const mine = await sessions.open('angela');
      const send = (path: string) =>
        fetch(new URL(path, product.url), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: `cauce_session=${mine.id}`, 'content-type': type },
          body: type.startsWith('multipart')
            ? `--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nIntrusos\r\n--b--\r\n`
            : text,
        });
      for (const [path] of posts) expect([path, (await send(path)).status]).toEqual([path, 400]);
      expect(await state()).toBe(before);
    },
  );

  test('with the token of somebody else’s session changes nothing', async () => {
    const bruno = createVisitor(product.url);
    const other = tokenOf((await bruno.signIn('bruno')).text);
    const before = await state();
    for (const [path, fields] of posts) {
      const answer = await angela.send('POST', path, new URLSearchParams({ ...fields, _csrf: other }));
      expect([path, answer.status]).toEqual([path, 400]);
    }
    expect(await state()).toBe(before);
  });

  test('cannot sign somebody in as another', async () => {
    const visitor = createVisitor(product.url);
    const login = new URLSearchParams({ username: 'bruno', password, next: '/tareas' });
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await visitor.send('POST', '/entrar', login, headers);
    expect([answer.status, answer.headers.getSetCookie().some((set) => set.includes('session'))]).toEqual([
      400,
      false,
    ]);
  });

  test('is no GET: what changes something answers to no other method', async () => {
    const changing = new Set(pageRoutes.filter(({ method }) => method === 'post').map(({ path }) => path));
    const reading = new Set(pageRoutes.filter(({ method }) => method === 'get').map(({ path }) => path));
    const before = await state();
    for (const path of changing) {
      if (reading.has(path) || !path.startsWith('/admin')) continue;
      const at = `${path.replace(/:\w+/g, 'bruno')}?_csrf=${csrf}&name=x&username=bruno&roles=admin`;
      expect([path, (await angela.send('GET', at)).status]).toEqual([path, 404]);
      const overridden = await angela.send('GET', at, undefined, { 'X-HTTP-Method-Override': 'POST' });
      expect([path, overridden.status]).toEqual([path, 404]);
    }
    expect(await state()).toBe(before);
  });
});

describe('a session', () => {
  test('gets a cookie that scripts and other sites do not, and behind https one of this host alone', async () => {
    const visitor = createVisitor(product.url);
    const door = await visitor.get('/entrar');
    const form = new URLSearchParams({ username: 'bruno', password, _csrf: tokenOf(door.text) });
    const answer = await visitor.send('POST', '/entrar', form);
    const [cookie = ''] = answer.headers.getSetCookie().filter((set) => set.startsWith('cauce_session='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const secure = await startProduct({ http: { trustProxy: 1 }, baseUrl: 'https://tramites.example.co' });
    try {
      const https = createVisitor(secure.url);
      const proxied = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' };
      const login = new URLSearchParams({ username: 'bruno', password });
      const inside = await https.send('POST', '/entrar', login, proxied);
      expect(inside.headers.getSetCookie().join()).toMatch(/__Host-cauce_session=[^;]+;.*Secure/);
    } finally {
      await secure.close();
    }
  });

  test('is never the one that somebody brought along', async () => {
    const planted = await product.cauce.access.sessions.open('samuel');
    const answer = await fetch(new URL('/entrar', product.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `cauce_session=${planted.id}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: 'bruno', password, _csrf: planted.csrf }),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie().join()).not.toContain(planted.id);
    expect(await product.cauce.access.sessions.find(planted.id)).toBeUndefined();
  });

  test('is over when its person loses a role, is shut out, or gets another password', async () => {
    for (const [path, fields] of [
      ['/admin/personas/samuel', { roles: 'auditor', active: 'true' }],
      ['/admin/personas/samuel', { roles: 'staff' }],
      ['/admin/personas/samuel', { roles: 'staff', active: 'true' }],
      ['/admin/personas/samuel/clave', {}],
    ] as const) {
      const { id } = await product.cauce.access.sessions.open('samuel');
      const page = await angela.get('/admin/personas/samuel');
      const form = formTo(page, path);
      expect(form).toContain('_csrf');
      await angela.send(
        'POST',
        path,
        new URLSearchParams({ name: 'Samuel', ...fields, _csrf: tokenOf(form) }),
      );
      expect(await product.cauce.access.sessions.find(id)).toBeUndefined();
    }
  });
});

describe('guessing', () => {
  const limits = { access: { attempts: { windowMs: 900_000, perAddress: 50, perUser: 10 } } };
  const guess = (at: Product, username: string, headers: Record<string, string> = {}) =>
    createVisitor(at.url).send('POST', '/entrar', new URLSearchParams({ username, password: 'x' }), headers);

  test('of one user stops, whatever address each attempt says that it is from', async () => {
    const guarded = await startProduct(limits);
    try {
      const statuses: number[] = [];
      for (let at = 0; at < 14; at += 1)
        statuses.push((await guess(guarded, 'bruno', { 'X-Forwarded-For': `198.51.100.${at}` })).status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(4);
      // Another name makes no second chance, nor a lie about the address.
      const right = new URLSearchParams({ username: 'BRUNO', password });
      expect((await createVisitor(guarded.url).send('POST', '/entrar', right)).status).toBe(429);
    } finally {
      await guarded.close();
    }
  });

  test('of many users from one address stops, though a proxy is claimed that nobody configured', async () => {
    const guarded = await startProduct({
      access: { attempts: { windowMs: 900_000, perAddress: 5, perUser: 10 } },
    });
    try {
      const statuses: number[] = [];
      for (let at = 0; at < 8; at += 1)
        statuses.push((await guess(guarded, `nadie${at}`, { 'X-Forwarded-For': `198.51.100.${at}` })).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
      const [line] = await guarded.cauce.engine.store
        .reader('cauce_access_log')
        .where({ event: 'signInRefused' })
        .select('address');
      expect(line.address).toMatch(/127\.0\.0\.1|::1/);
    } finally {
      await guarded.close();
    }
  });

  test('a password of a megabyte is refused like any other', async () => {
    const long = new URLSearchParams({ username: 'bruno', password: 'x'.repeat(1_000_000) });
    const { status } = await createVisitor(product.url).send('POST', '/entrar', long);
    expect([400, 401, 413]).toContain(status);
  });
});

describe('a link in what we answer', () => {
  test('is never made of a host that the request claims', async () => {
    for (const headers of [{ Host: 'evil.example' }, { 'X-Forwarded-Host': 'evil.example' }])
      for (const path of ['/entrar', '/admin', '/admin/sesiones']) {
        const answer = await raw([`GET ${path} HTTP/1.1`, ...lines({ Host: 'localhost', ...headers })]);
        expect(answer.replace(/^.*?\r\n\r\n/s, '')).not.toContain('evil.example');
        expect(answer).not.toMatch(/location: [^\r]*evil/i);
      }
  });
});

const lines = (headers: Record<string, string>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

/** What comes back on a connection of our own, until it ends or is silent. */
function raw(head: string[], body = '', wait = 15_000): Promise<string> {
  const { port } = new URL(product.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    const timer = setTimeout(() => socket.destroy(), wait);
    socket.on('data', (data) => {
      text += data;
      if (!/^connection: close/im.test(text)) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.write([...head, '', body].join('\r\n'));
  });
}

describe('what is no proper request', () => {
  test.each([
    ['two lengths of which one lies', ['Content-Length: 4', 'Transfer-Encoding: chunked'], 400],
    ['two lengths that differ', ['Content-Length: 4', 'Content-Length: 5'], 400],
    ['a header of twenty kilobytes', [`X-Long: ${'a'.repeat(20_000)}`], 431],
    ['a line break inside a header', ['X-A: b\rX-C: d'], 400],
  ])('with %s is refused', async (_, headers, status) => {
    const told = await raw(['POST /entrar HTTP/1.1', 'Host: localhost', ...headers], 'a=b');
    expect(told.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(told).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
  });

  test('without a host is refused', async () => {
    expect(await raw(['GET /entrar HTTP/1.1'])).toMatch(/^HTTP\/1.1 400 /);
  });

  test.each([
    ['a hundred thousand fields', Array.from({ length: 100_000 }, (_, at) => `a${at}=`).join('&')],
    ['names as deep as it gets', `a${'[b]'.repeat(5_000)}=1`],
    ['names of prototypes', '__proto__[isAdmin]=true&constructor[prototype][x]=1&__proto__=1'],
    ['broken escapes', 'name=%&username=%E0%A4%A&%%%=%'],
  ])('with %s harms nobody', async (_, text) => {
    const keys = Object.keys(Object.prototype).length;
    const answer = await angela.send('POST', '/admin/personas', new URLSearchParams(text));
    expect([400, 413, 422]).toContain(answer.status);
    const sent = await fetch(new URL('/entrar', product.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: text,
    });
    expect([400, 401, 413]).toContain(sent.status);
    expect(Object.keys(Object.prototype)).toHaveLength(keys);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('that drips is cut, and others are served meanwhile', async () => {
    const patient = await startProduct({ http: { headersTimeoutMs: 500, requestTimeoutMs: 1_000 } });
    try {
      const { port } = new URL(patient.url);
      const sockets = Array.from({ length: 100 }, () => connect(Number(port), '127.0.0.1'));
      const closed = Promise.all(
        sockets.map((socket) => new Promise<void>((resolve) => void socket.on('close', () => resolve()))),
      );
      for (const socket of sockets) {
        socket.on('error', () => undefined);
        socket.on('data', () => undefined);
        socket.write('POST /entrar HTTP/1.1\r\nHost: localhost\r\nX-');
      }
      expect((await createVisitor(patient.url).get('/entrar')).status).toBe(200);
      await closed;
    } finally {
      await patient.close();
    }
  });
});

describe('what we answer', () => {
  test('says nothing of what we are made of', async () => {
    for (const path of ['/entrar', '/admin', '/no/existe', '/v2/nada', '/metrics?x', '/health']) {
      const { headers } = await angela.send('GET', path);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('where something of ours breaks, is a reference and nothing else', async () => {
    const said: string[] = [];
    const broken = await startProduct({ writeLog: (line) => void said.push(line) });
    try {
      const visitor = createVisitor(broken.url);
      await visitor.signIn('angela');
      await broken.cauce.engine.store.write((db) => db.schema.renameTable('cauce_incidents', 'cauce_away'));
      const answer = await visitor.send('GET', '/admin/operacion/incidentes');
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(
        /SQLITE|cauce_incidents|no such table|select |node_modules|\.ts|at \w/i,
      );
      const reference = said.map((line) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(line)?.[0]).find(Boolean) ?? '?';
      expect(answer.text).toContain(reference);
      await broken.cauce.engine.store.write((db) => db.schema.renameTable('cauce_away', 'cauce_incidents'));
    } finally {
      await broken.close();
    }
  });

  test('holds no source maps of scripts', async () => {
    const page = await angela.get('/admin/operacion/incidentes');
    const scripts = [...page.text.matchAll(/src="(\/assets\/[^"]+\.js)"/g)].map(([, src]) => src ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    for (const src of scripts) {
      expect((await angela.get(src)).text).not.toContain('sourceMappingURL');
      expect((await angela.send('GET', `${src}.map`)).status).toBe(404);
    }
  });
});
