// Requests that no browser makes: broken bodies, another host's name, addresses that only look like ours.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

type Headers = Record<string, string>;

interface Told {
  status: number;
  text: string;
}

/** As it stands on the wire: `fetch` would set the host itself, and mend what is broken. */
function send(url: string, path: string, headers: Headers, body?: Buffer | string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = httpRequest(new URL(path, url), { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const part = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${content}`;

describe('a body that cannot be read as a form', () => {
  test.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    ['of text that is no part', 'multipart/form-data; boundary=b', 'x'],
    ['that ends too early', 'multipart/form-data; boundary=b', part('name="description"', 'Me cobraron')],
    [
      'with a file that ends too early',
      'multipart/form-data; boundary=b',
      part('name="a"; filename="a.txt"', 'x'),
    ],
    [
      'with NUL in a file name',
      'multipart/form-data; boundary=b',
      `${part('name="a"; filename="a\0.txt"', 'x')}\r\n--b--\r\n`,
    ],
  ])('%s is the sender’s fault', async (_, type, body) => {
    const length = String(Buffer.byteLength(body));
    const told = await send(
      product.url,
      '/radicar/pqrs_tobe',
      { 'Content-Type': type, 'Content-Length': length },
      body,
    );
    expect(told.status).toBe(400);
    expect(told.text).toContain('<main');
  });
});

describe('the link that is stored with a case and mailed', () => {
  /** Files a request whose every header says that we are at `host`. */
  async function fileAt({ url }: Product, host: string): Promise<Told> {
    const path = '/radicar/pqrs_tobe';
    const page = await send(url, path, { Host: host });
    const hidden = /name="_request" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const form = new FormData();
    form.append('_request', hidden);
    form.append('_consents', /name="_consents" value="([^"]*)"/.exec(page.text)?.[1] ?? '');
    for (const [name, value] of Object.entries(request))
      if (typeof value === 'string') form.append(name, value);
    const { headers, body } = await wired(form);
    return send(url, path, { Host: host, ...headers }, body);
  }

  async function wired(form: FormData): Promise<{ headers: Headers; body: Buffer }> {
    const made = new Response(form);
    return {
      headers: { 'Content-Type': made.headers.get('content-type') ?? '' },
      body: Buffer.from(await made.arrayBuffer()),
    };
  }

  async function storedLinks({ cauce }: Product): Promise<string[]> {
    const { rows } = await cauce.engine.store.search('cases', {});
    const all = await Promise.all(rows.map(({ key }) => cauce.engine.visibleVariables(Number(key))));
    return all.map((variables) => String(variables.tracking_url));
  }

  test('is not made of a host that this machine is not', async () => {
    const { total } = await product.cauce.engine.store.search('cases', {});
    expect((await fileAt(product, 'evil.example')).status).toBe(400);
    expect((await product.cauce.engine.store.search('cases', {})).total).toBe(total);
    const port = new URL(product.url).port;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect((await fileAt(product, host)).status, host).toBe(200);
      expect(
        (await storedLinks(product)).some((link) => link.startsWith(`http://${host}/seguimiento/`)),
      ).toBe(true);
    }
  });

  test.each(['baseUrl', 'linkUrl'])('starts with the %s that was configured', async (option) => {
    const other = await startProduct({ [option]: 'https://tramites.example.co' });
    try {
      const answer = await fileAt(other, 'evil.example');
      expect(answer.status).toBe(200);
      const links = await storedLinks(other);
      expect(links).toHaveLength(1);
      expect(links[0]).toMatch(/^https:\/\/tramites\.example\.co\/seguimiento\/[0-9a-z]{26}$/);
    } finally {
      await other.close();
    }
  });
});

describe('an address', () => {
  test.each(['/RADICAR', '/Tareas', '/tareas/', '/radicar/pqrs_tobe/', '/ENTRAR'])(
    '%s is not one of ours',
    async (path) => {
      expect((await createVisitor(product.url).get(path)).status).toBe(404);
    },
  );

  test.each(['/', '/radicar/pqrs_tobe', '/entrar'])('%s is', async (path) => {
    expect((await createVisitor(product.url).get(path)).status).toBe(200);
  });
});
