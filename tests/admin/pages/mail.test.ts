// Mail that has not gone out, with a real mail server that is away at first: why in words, and sent when asked.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logLine } from '../../../engine/logLine.ts';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { freePort } from '../../harness/freePort.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml } from '../harness/visitor.ts';

let product: Product;
let mailbox: Mailbox;
const log: unknown[] = [];

beforeAll(async () => {
  const port = await freePort();
  product = await startProduct({
    baseUrl: 'http://tramites.example',
    smtp: `smtp://127.0.0.1:${port}`,
    log: (entry) => log.push(entry),
  });
  await fileRequest(createVisitor(product.url));
  await until(() => log.length > 0);
  mailbox = await openMailbox({ port });
});
afterAll(async () => {
  await product.close();
  await mailbox.close();
});

test('the page says why in words, and sends it at once when asked', async () => {
  const { store } = product.cauce.engine;
  const mails = async () => (await store.search('mails', {})).rows;
  await until(async () => (await mails()).some((row) => row.error !== null));
  const angela = createVisitor(product.url);
  await angela.signIn('angela');
  const operation = await angela.get('/admin/operacion');
  const text = fromHtml(operation.text);
  expect(text).toContain('Se esperaba que el servidor de correo aceptara el mensaje');
  expect(text).not.toContain('{"code"');
  expect(text).not.toContain('SMTP_URL');
  const retry = /action="(\/admin\/correos\/\d+\/reintentar)"/.exec(text)?.[1] ?? '';
  expect((await angela.post(operation, retry, {})).text).toContain('Se intentará enviar de nuevo');
  await until(async () => (await mails()).every((row) => row.state === 'SENT'));
  expect(mailbox.received).toHaveLength(1);
});

test('the log says a complaint as a sentence, and leaves an error with its trace', () => {
  expect(logLine(log[0])).toMatch(/^SMTP_FAILED: Expected the mail server/);
  const error = new Error('x');
  expect(logLine(error)).toBe(error);
});
