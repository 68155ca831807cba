// What somebody typed is not lost: by a file that is too large, by the other language, by somebody who was quicker.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask, classification, complete, filedOn, fileRequest, request } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, formTo, pdf, type Visitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ http: { fileLimit: 2_000_000 }, publicLimit: 60 });
});
afterAll(() => product.close());

const filing = '/radicar/pqrs_tobe';
const large = { name: 'escáner.pdf', content: Buffer.concat([pdf, Buffer.alloc(2_100_000)]) };
const openCases = async () => (await product.cauce.engine.store.search('cases', {})).total;

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

describe('a file that is too large', () => {
  test('is dropped alone: the form comes back with its answers and the limit at the field', async () => {
    const before = await openCases();
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const answer = await citizen.post(page, filing, { ...request, attachments: large });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('«escáner.pdf» pesa 2,1 MB; el máximo es 2 MB.');
    expect(answer.text).toContain('Me cobraron dos veces la cuota de septiembre.');
    expect(answer.text).toMatch(/<title>Error: /);
    expect(await openCases()).toBe(before);
    expect(filedOn(await citizen.post(answer, filing, request)).number).toMatch(/^PQRS-/);
  });

  test('is told too when the form is only asked for anew', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const answer = await citizen.post(page, filing, { ...request, attachments: large, _form: 'refresh' });
    expect([answer.status, answer.text.includes('el máximo es 2 MB')]).toEqual([413, true]);
  });

  test('where there is no form to keep is refused with its limit', async () => {
    const angela = await person('angela');
    const page = await angela.get('/procesos');
    const answer = await angela.post(page, '/procesos', { resources: { ...large, name: 'a.bpmn' } });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Cada archivo puede pesar hasta 2 MB');
  });
});

describe('the other language', () => {
  test('is not offered on the receipt, which is shown only once', async () => {
    const { page } = await fileRequest(createVisitor(product.url));
    expect(page.text).toContain('Recibimos su solicitud.');
    expect(page.text).not.toContain('lang="en"');
  });

  test('is not offered beside a password that is shown only once', async () => {
    const angela = await person('angela');
    const people = await angela.get('/admin');
    expect(people.text).toContain('?lang&#x3D;en');
    const made = await angela.post(people, '/admin/personas', {
      name: 'Uno',
      username: 'uno',
      roles: 'staff',
    });
    expect(made.status).toBe(201);
    expect(made.text).not.toContain('lang="en"');
  });

  test('keeps the page and what was typed on a form', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const target = /<button[^>]* form="answers" formaction="([^"]+)"[^>]* name="_form" value="refresh"/.exec(
      page.text,
    );
    expect(target?.[1]).toBe(`${filing}?lang&#x3D;en`);
    const fields = { ...request, _form: 'refresh' } as Record<string, string>;
    const hidden = /name="_request" value="([^"]+)"/.exec(formTo(page, filing))?.[1] ?? '';
    const body = new URLSearchParams({ ...fields, _request: hidden });
    const answer = await citizen.send('POST', `${filing}?lang=en`, body);
    expect([answer.status, answer.headers.get('content-language')]).toEqual([200, 'en']);
    expect(answer.text).toContain('Me cobraron dos veces la cuota de septiembre.');
    expect(answer.text).toContain(hidden);
  });
});

describe('a form that is sent after somebody was quicker', () => {
  test('is refused with who was first, keeps what was typed, and is no success', async () => {
    const { number } = await fileRequest(createVisitor(product.url));
    const adriana = await person('adriana');
    const first = await claimTask(adriana, number);
    const path = new URL(first.path, 'http://x').pathname;
    const second = await adriana.get(path);
    await complete(adriana, first, classification);
    for (const press of ['complete', 'draft']) {
      const late = await complete(adriana, second, { ...classification, _do: press, request_type: 'queja' });
      expect(late.status).toBe(409);
      expect(late.text).toMatch(/Lo que envió no se guardó\. [^<]*Adriana Auxiliar completó esta tarea/);
      expect(late.text).toContain('Queja');
    }
    const again = await complete(adriana, first, classification);
    expect(again.text).toContain(`El caso ${number} sigue con Servicio`);
  });
});

describe('a refresh', () => {
  test('does not use up the requests of an address, and cannot file', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const hidden = /name="_request" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const send = (more: Record<string, string>) =>
      citizen.send('POST', filing, new URLSearchParams({ _request: hidden, ...more }), {
        'x-cauce-refresh': '1',
      });
    for (let count = 0; count < 70; count += 1) {
      const answer = await send({ _form: 'refresh' });
      if (answer.status !== 200) expect([count, answer.status]).toEqual([count, 200]);
    }
    expect((await send({ ...(request as Record<string, string>) })).status).toBe(400);
    expect((await fileRequest(citizen)).number).toMatch(/^PQRS-/);
  });
});

describe('a page that is not there', () => {
  test('keeps the frame of who is signed in, with the way back to work', async () => {
    const adriana = await person('adriana');
    for (const path of ['/no/existe', '/admin']) {
      const { text } = await adriana.get(path);
      expect(text).toContain('class="rail"');
      expect(text).toMatch(/<a class="button" href="\/tareas">Ir a mis tareas/);
    }
  });
});
