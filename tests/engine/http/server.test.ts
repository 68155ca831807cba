import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../../engine/http/router.ts';
import { createHttp } from '../../../engine/http/server.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

describe('the server', () => {
  it('says that it runs and that it can serve', async () => {
    expect(await (await server.fetch('', '/health')).json()).toEqual({ status: 'UP' });
    expect(await (await server.fetch('', '/ready')).json()).toEqual({ status: 'READY' });
  });

  it('sends the headers that keep a browser safe, and none that tell what it is made of', async () => {
    const { headers } = await server.fetch('', '/health');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('believes no forwarded address unless it was told of a proxy', async () => {
    const addresses: (string | undefined)[] = [];
    for (const trustProxy of [0, 1]) {
      const { engine, access } = server;
      const { app } = createHttp({ engine, access, options: { trustProxy } });
      const probe = express.Router();
      probe.get('/', (request, response) => {
        addresses.push(request.ip);
        response.end();
      });
      const outer = express();
      outer.set('trust proxy', app.get('trust proxy'));
      outer.use(probe);
      const listening = outer.listen(0);
      await new Promise((resolve) => listening.once('listening', resolve));
      const { port } = listening.address() as { port: number };
      await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': '203.0.113.1' } });
      listening.closeAllConnections();
      listening.close();
    }
    expect(addresses[0]).not.toBe('203.0.113.1');
    expect(addresses[1]).toBe('203.0.113.1');
  });

  it('describes every route with its shapes and errors', async () => {
    const document = (await (await server.fetch('', '/v2/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown>; 'x-policy': string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    for (const spec of apiRoutes(server.http.options)) {
      const operation = document.paths[spec.path.replace(/:(\w+)/g, '{$1}')]?.[spec.method];
      expect(operation?.['x-policy'], spec.path).toBe(spec.policy.action);
      expect(operation?.responses.default, spec.path).toBeDefined();
    }
    expect(JSON.stringify(document)).toContain('"$like"');
    const webhook = document.paths['/webhooks/{name}'];
    expect(webhook?.servers).toEqual([{ url: '..' }]);
    expect(webhook?.post).toMatchObject({ 'x-policy': 'public', security: [] });
  });

  it('serves below a path of a host app, which keeps its own routes', async () => {
    const { engine, access } = server;
    const host = express();
    host.use(express.json());
    host.use('/cauce', createHttp({ engine, access }).router);
    host.get('/own', (_request, response) => void response.send('own'));
    const listening = host.listen(0);
    await new Promise((resolve) => listening.once('listening', resolve));
    const { port } = listening.address() as { port: number };
    const at = (path: string) => `http://127.0.0.1:${port}${path}`;
    const authorization = `Bearer ${server.tokens.get('worker')}`;
    expect(await (await fetch(at('/own'))).text()).toBe('own');
    expect((await fetch(at('/cauce/v2/topology'), { headers: { authorization } })).status).toBe(200);
    const search = await fetch(at('/cauce/v2/users/search'), {
      method: 'POST',
      body: '{"__proto__":{}}',
      headers: { authorization, 'content-type': 'application/json' },
    });
    expect(search.status).toBe(400);
    expect((await fetch(at('/cauce/v2/nowhere'), { headers: { authorization } })).status).toBe(404);
    listening.closeAllConnections();
    await new Promise((resolve) => listening.close(resolve));
  });
});
