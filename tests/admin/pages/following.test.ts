// Following a case with its code, completing it when it waits for its requester, and answering the survey.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { claimTask, classification, complete, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

let product: Product;
let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await openMailbox();
  product = await startProduct({
    baseUrl: 'http://tramites.example',
    smtp: `smtp://127.0.0.1:${mailbox.port}`,
    mailFrom: 'Trámites <no-responder@example.com>',
  });
});
afterAll(async () => {
  await product.close();
  await mailbox.close();
});

async function mailWith(pattern: RegExp): Promise<string> {
  let found: string | undefined;
  await until(() => {
    for (const { email } of mailbox.received) found ??= pattern.exec(email.text ?? '')?.[1];
    return found !== undefined;
  });
  return found ?? '';
}

/** Pages accept our own origin only, and `baseUrl` says what that is. */
const ours = (path: string) => new URL(path).pathname;

describe('following a case', () => {
  test('shows its public states with dates, and nothing that was written in it', async () => {
    const citizen = createVisitor(product.url);
    const filed = await fileRequest(citizen);
    const page = await citizen.get(filed.tracking);
    expect(page.status).toBe(200);
    expect(page.text).toContain(filed.number);
    expect(page.text).toContain('Radicada');
    expect(page.text).toContain('Lo que sigue');
    expect(page.text).not.toContain('María José');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  test('finds it by number and code, typed with spaces and in capitals', async () => {
    const citizen = createVisitor(product.url);
    const { number, code } = await fileRequest(citizen);
    const form = await citizen.get('/seguimiento');
    const found = await citizen.post(form, '/seguimiento', {
      number: number.toLowerCase(),
      code: code.toUpperCase(),
    });
    expect(found.status).toBe(200);
    expect(found.text).toContain(`Caso ${number}`);
  });

  test('a wrong number, a wrong code and no such case get the same answer', async () => {
    const citizen = createVisitor(product.url);
    const { number, code } = await fileRequest(citizen);
    const form = await citizen.get('/seguimiento');
    const other = `${code.slice(0, -1)}${code.endsWith('z') ? 'y' : 'z'}`;
    const wrong = [
      { number: 'PQRS-2026-999999', code },
      { number, code: other },
      { number, code: '1' },
    ];
    for (const fields of wrong) {
      const answer = await citizen.post(form, '/seguimiento', fields);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('No encontramos un caso con ese número y ese código');
    }
    expect((await citizen.get(`/seguimiento/${'a'.repeat(26)}`)).status).toBe(404);
  });

  test('the link in the acknowledgement opens the same case', async () => {
    const citizen = createVisitor(product.url);
    const filed = await fileRequest(citizen);
    const link = await mailWith(
      new RegExp(`${filed.number}[\\s\\S]*?(http://tramites\\.example/seguimiento/\\S+)`),
    );
    expect((await citizen.get(ours(link))).text).toContain(filed.number);
  });

  test('a case that waits for its requester shows the form, and goes on once it is sent', async () => {
    const citizen = createVisitor(product.url);
    const { number, tracking } = await fileRequest(citizen);
    const adriana = createVisitor(product.url);
    await adriana.signIn('adriana');
    const next = await complete(adriana, await claimTask(adriana, number), {
      ...classification,
      is_complete: 'false',
    });
    expect(next.text).toContain('Requerir al peticionario');
    const claimed = await adriana.post(next, '/tomar', {});
    await complete(adriana, claimed, { missing_items: 'Falta la factura de septiembre.' });

    // The mail is written before the case begins to wait, and leads to the page that asks the same.
    const asked = /Falta la factura de septiembre\.[\s\S]*?(http:\/\/tramites\.example\/seguimiento\/\S+)/;
    const mailed = ours(await mailWith(asked));
    expect((await citizen.get(mailed)).text).toContain('completion_text');
    const page = await citizen.get(tracking);
    expect(page.text).toContain('Falta la factura de septiembre.');
    const empty = await citizen.post(page, tracking, { completion_text: '' });
    expect(empty.status).toBe(422);
    const sent = await citizen.post(page, tracking, { completion_text: 'Aquí está.' });
    expect(sent.text).toContain('Recibimos su respuesta');
    const again = await citizen.post(page, tracking, { completion_text: 'Aquí está.' });
    expect(again.text).toContain('ya se había completado');
  });
});

describe('the survey', () => {
  test('takes one answer of its scale, once', async () => {
    const citizen = createVisitor(product.url);
    const filed = await fileRequest(citizen);
    const adriana = createVisitor(product.url);
    await adriana.signIn('adriana');
    const form = await claimTask(adriana, filed.number);
    const shared = await complete(adriana, form, { ...classification, request_type: 'felicitacion' });
    // Nothing is left to answer: the dates of the kinds that are answered are not named any more.
    expect((await citizen.get(filed.tracking)).text).not.toContain('answer-dates');
    const claimed = await adriana.post(shared, '/tomar', {});
    await complete(adriana, claimed, {
      observation: 'No se adjunta documentación.',
      notified_documenters:
        claimed.text.match(/name="notified_documenters"[^>]*value="([^"]+)"/)?.[1] ?? 'adriana',
    });
    const closing = createVisitor(product.url);
    await closing.signIn('angela');
    const list = await closing.get('/tareas?tab=all');
    const path = /href="([^"]*\/tareas\/\d+)"[^>]*>Cerrar trámite/.exec(list.text)?.[1] ?? '';
    const task = await closing.post(await closing.get(path), '/tomar', {});
    await complete(closing, task, {});

    const survey = ours(await mailWith(/(http:\/\/tramites\.example\/encuesta\/\S+)/));
    const page = await citizen.get(survey);
    expect(page.text).toContain('¿Qué tan satisfecho quedó con la atención de su solicitud?');
    expect(page.text.match(/name="score"/g)).toHaveLength(5);
    expect((await citizen.post(page, survey, { score: '9' })).status).toBe(422);
    const thanks = await citizen.post(page, survey, { score: '4', comment: 'Bien, gracias a Adriana.' });
    expect(thanks.text).toContain('Gracias por responder');
    expect((await citizen.post(page, survey, { score: '5' })).status).toBe(409);
    const { rows } = await product.cauce.engine.store.search('survey_answers', {});
    expect(rows.map((row) => row.score)).toEqual([4]);
    expect(JSON.stringify(rows)).not.toContain('gracias a Adriana');
  });
});

test('guessing is slowed down, with a page that says so', async () => {
  const strict = await startProduct({ publicLimit: 5 });
  const guesser = createVisitor(strict.url);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    statuses.push((await guesser.get(`/seguimiento/${'a'.repeat(25)}${attempt}`)).status);
  }
  const refused = await guesser.get(`/seguimiento/${'b'.repeat(26)}`);
  await strict.close();
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429]);
  expect(refused.text).toContain('Demasiadas solicitudes seguidas');
});
