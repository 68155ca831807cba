// `cauce start` as an operator meets it: addresses, environment, one-time password, and a clean stop.
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../harness/freePort.ts';
import { around, drawing, flow } from '../model/drawing.ts';
import { cauce, emptyFolder, launch, type Server, start, stop } from './cauceProcess.ts';

let folder: ReturnType<typeof emptyFolder>;
const running: Server[] = [];
async function started(args: string[], env = {}): Promise<Server> {
  const server = await start(['--processes', 'flows', ...args], folder.path, env);
  running.push(server);
  return server;
}

beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder.path, 'flows', 'hello'), { recursive: true });
  writeFileSync(join(folder.path, 'flows', 'hello', 'hello.bpmn'), drawing(around('userTask')));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(stop));
  folder.remove();
});

describe('cauce start', () => {
  it('ends its lines with its address, and is healthy and ready then', async () => {
    const server = await started(['--port', '0']);
    expect(server.lines.at(-1)).toMatch(/^Cauce: http:\/\/localhost:\d+$/);
    for (const path of ['/health', '/ready']) expect((await fetch(server.url + path)).status, path).toBe(200);
    expect(await stop(server)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder.path, 'cauce.db'))).toBe(true);
  });

  it('takes PORT and DATABASE_URL from the environment; options win', async () => {
    const port = await freePort();
    const env = { PORT: String(port), DATABASE_URL: 'env.db' };
    const one = await started([], env);
    expect(one.url).toBe(`http://127.0.0.1:${port}`);
    expect(existsSync(join(folder.path, 'env.db'))).toBe(true);
    await stop(one);
    const two = await started(['--port', '0', '--database', 'option.db'], env);
    expect(two.url).not.toBe(one.url);
    expect(existsSync(join(folder.path, 'option.db'))).toBe(true);
  });

  it('tells the password of the first administrator once, and only once', async () => {
    const first = await started(['--port', '0']);
    expect(first.lines.join('\n')).toMatch(/Administrador: usuario admin, clave de un solo uso \S{10,}/);
    await stop(first);
    const second = await started(['--port', '0']);
    expect(second.lines).toEqual([expect.stringMatching(/^Cauce: /)]);
  });

  it('makes demonstration people with --demo alone, one for each lane, and says how they sign in', async () => {
    const lanes = { groups: [{ id: 'Oficina', profile: 'S', demoUser: { username: 'ana', name: 'Ana' } }] };
    writeFileSync(join(folder.path, 'flows', 'hello', 'roles.json'), JSON.stringify(lanes));
    const server = await started(['--port', '0', '--demo', '--json']);
    const [administrator, demo, ready] = server.lines.map((line) => JSON.parse(line));
    expect(administrator).toEqual({ administrator: { username: 'admin', password: expect.any(String) } });
    expect(demo.demo.people).toContain('ana');
    expect(ready).toEqual({ url: expect.stringMatching(/^http:/) });
    const signIn = (username: string, password: string) =>
      fetch(`${server.url}/v2/authentication/me`, {
        headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
      });
    expect((await signIn('ana', 'wrong')).status).toBe(401);
    await stop(server);
    const again = await started(['--port', '0', '--demo', '--json']);
    expect(JSON.parse(again.lines[0]!)).toEqual(demo);
  });

  it('refuses a port that is taken, in one line, with exit code 1', async () => {
    const server = await started(['--port', '0']);
    const { port } = new URL(server.url);
    const second = await cauce(
      ['start', '--port', port, '--processes', 'flows', '--database', 'b.db'],
      folder.path,
    );
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(
      `Se esperaba libre el puerto ${port}, pero otro programa lo usa; elija otro con --port.\n`,
    );
  });

  it('refuses to be the second server of one database, and leaves the first alone', async () => {
    const server = await started(['--port', '0']);
    const second = await cauce(['start', '--port', '0', '--processes', 'flows'], folder.path);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(
      /^Se esperaba ser el único servidor sobre .*cauce\.db, pero otro proceso lo tiene/,
    );
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });

  it('refuses processes with errors and lists them all', async () => {
    writeFileSync(
      join(folder.path, 'flows', 'hello', 'bad.bpmn'),
      drawing(`<bpmn:userTask id="t" name="Radicar"/>${flow('f', 't', 'gone')}${flow('g', 't', 'lost')}`),
    );
    const ended = await cauce(['start', '--port', '0', '--processes', 'flows'], folder.path);
    expect(ended.code).toBe(1);
    expect(ended.stderr.match(/error FLOW_WITHOUT_TARGET bad\.bpmn [fg]\n {4}Se esperaba/g)).toHaveLength(2);
    expect(ended.stdout).not.toContain('Cauce: ');
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'a port that is none',
      ['--port', 'http'],
      {},
      /^Se esperaba un puerto de 0 a 65535, pero se dio «http»/,
    ],
    ['a port too high', [], { PORT: '65536' }, /«65536»/],
    ['an argument', ['--port', '0', 'flows'], {}, /^Se esperaba como argumento ninguno, pero se dieron 1/],
    ['an unknown option', ['--prot', '1'], {}, /^Se esperaban opciones conocidas, pero «--prot» no lo es/],
    ['a folder that is not there', ['--processes', 'gone'], {}, /^Se esperaba leer .*gone.*ENOENT/],
    ['a database of another kind', ['--database', 'mysql://u:secret@h/d'], {}, /pero es mysql:\/\//],
  ])('%s exits with 2 and leaves no database', async (_name, args, env, words) => {
    const ended = await cauce(['start', ...args], folder.path, env);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toContain('secret');
    expect(existsSync(join(folder.path, 'cauce.db'))).toBe(false);
  });
});

describe('a stop by SIGTERM', () => {
  it('answers the request under way, takes no other, and exits with 0', async () => {
    const server = await started(['--port', '0']);
    const { port } = new URL(server.url);
    const body = '{"name":"nobody","correlationKey":"x"}';
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    // Half of a request: the server says that it has begun to read it, and is told to stop then.
    socket.write(
      `POST /v2/messages/publication HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    while (!answer.endsWith('\r\n\r\n')) await once(socket, 'data');
    server.signal('SIGTERM');
    await refusing(Number(port));
    socket.write(body.slice(10));
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 401 /);
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('is clean also while the server starts', async () => {
    const child = launch(['start', '--port', '0', '--processes', 'flows'], folder.path, {});
    // The lock is the first thing that a start makes; it deploys and listens later.
    while (!existsSync(join(folder.path, 'cauce.db.lock'))) await new Promise(setImmediate);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});

/** Resolves when no new connection is taken. */
async function refusing(port: number): Promise<void> {
  for (;;) {
    const taken = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (!taken) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
