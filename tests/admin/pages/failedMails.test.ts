// A mail that the mail server never took stands on its case's page with the reason; who works in the case sends it again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { freePort } from '../../harness/freePort.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { buildPages, type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

let product: Product;
let mailbox: Mailbox;
let port: number;

beforeAll(async () => {
  buildPages();
  port = await freePort();
  product = await startProduct({ smtp: `smtp://127.0.0.1:${port}` });
});

afterAll(async () => {
  await product?.close();
  await mailbox?.close();
});

test('a mail that was given up is repeated from its case', async () => {
  const { number } = await fileRequest(createVisitor(product.url));
  const { store } = product.cauce.engine;
  const failed = () => store.reader('cauce_mails').whereNotNull('error').first('root_key');
  await until(async () => (await failed()) !== undefined);
  const { root_key: key } = await failed();
  // As it is after its last attempt, some hours later.
  await store.write((db) => db('cauce_mails').update({ state: 'FAILED', attempts: 6 }));
  const staff = createVisitor(product.url);
  await staff.signIn('adriana');
  const page = await staff.get(`/casos/${key}`);
  expect(page.text).toContain(number);
  expect(page.text).toContain('Se esperaba que el servidor de correo aceptara el mensaje');
  const action = /action="([^"]*\/correos\/\d+\/reintentar)"/.exec(page.text)?.[1] ?? '';
  mailbox = await openMailbox({ port });
  const again = await staff.post(page, action, {});
  expect(again.text).toContain('Se intentará enviar de nuevo enseguida');
  await until(() => mailbox.received.length === 1);
  expect(mailbox.received[0]?.email.subject).toContain(number);
  const stranger = createVisitor(product.url);
  await stranger.signIn('samuel');
  expect((await stranger.get(`/casos/${key}`)).status).toBe(404);
});
