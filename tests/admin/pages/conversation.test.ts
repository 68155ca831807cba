// What people write about a case, over plain HTTP: who reads it, who is called, what is asked, handed over and watched.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimTask, fileRequest, taskOf } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, type Fields, pdf, type Visitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

interface Held {
  number: string;
  adriana: Visitor;
  /** Adriana's page of the task that she holds. */
  page: Answer;
  /** Path of the task. */
  task: string;
  /** Path of the case. */
  file: string;
  /** Path of what the citizen sees. */
  tracking: string;
}

async function held(): Promise<Held> {
  const { number, tracking } = await fileRequest(createVisitor(product.url));
  const adriana = await person('adriana');
  const page = await claimTask(adriana, number);
  const file = /href="(\/casos\/\d+)"/.exec(page.text)?.[1] ?? '';
  return { number, adriana, page, task: new URL(page.path, product.url).pathname, file, tracking };
}

const note = (text: string, more: Fields = {}): Fields => ({ _note: text, _say: 'note', ...more });

/** The block alone, without the rest of the page. */
const talkIn = (page: Answer): string =>
  /<section class="section conversation"[\s\S]*?<\/cauce-conversation>/.exec(page.text)?.[0] ?? '';

async function wrote(who: Visitor, file: string, text: string, more: Fields = {}): Promise<Answer> {
  return who.post(await who.get(file), `${file}/notas`, note(text, more));
}

/** The page's form of the task, as the buttons of the conversation send it. */
const throughAnswers = ({ page, task }: Held, who: Visitor, fields: Fields): Promise<Answer> =>
  who.post(
    { ...page, text: page.text.replaceAll(`action="${task}"`, `action="${task}/notas"`) },
    `${task}/notas`,
    fields,
  );

test('a comment stands on the case and on its task as text, whatever it holds, and calls whom it names', async () => {
  const { adriana, file, task } = await held();
  const text = 'Falta la factura <img src=x onerror=alert(1)> 😀 שלום @bruno.';
  const after = await wrote(adriana, file, text);
  expect(after.path).toMatch(/#conversacion$/);
  expect(talkIn(after)).toContain('Publicado.');
  expect(talkIn(after)).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; 😀 שלום ');
  expect(talkIn(after)).toContain('<b class="called" title="Bruno Auxiliar"><bdi>@bruno</bdi></b>.');
  const bruno = await person('bruno');
  expect(talkIn(await bruno.get(task))).toContain('nuevo');
  expect(talkIn(await bruno.get(task))).not.toContain('nuevo');
  expect((await bruno.get(`${file}/conversacion`)).text).toContain('Falta la factura');
});

test('sent twice it is there once, and an empty one is refused with what was ticked kept', async () => {
  const { adriana, file } = await held();
  const page = await adriana.get(file);
  for (let time = 0; time < 2; time += 1) await adriana.post(page, `${file}/notas`, note('Llamó el cliente'));
  expect(talkIn(await adriana.get(file)).match(/Llamó el cliente/g)).toHaveLength(1);
  const refused = await adriana.post(page, `${file}/notas`, note('  ', { _noteShared: 'true' }));
  expect(refused.status).toBe(409);
  expect(talkIn(refused)).toMatch(/class="cf-error" id="note-wrong"/);
  expect(talkIn(refused)).toMatch(/name="_noteShared"[^>]* checked/);
});

test('a question opens the case to whom it asks, until the answer', async () => {
  const { adriana, file, number } = await held();
  const samuel = await person('samuel');
  expect((await samuel.get(file)).status).toBe(404);
  const nobody = await wrote(adriana, file, '¿Aplica la norma?', { _noteAsks: 'true' });
  expect(talkIn(nobody)).toContain('Diga a quién pregunta');
  expect(talkIn(nobody)).toContain('¿Aplica la norma?</textarea>');
  const asked = await wrote(adriana, file, '@samuel ¿aplica la norma?', { _noteAsks: 'true' });
  expect(talkIn(asked)).toContain('Espera respuesta de Samuel Servicio');
  const opened = await samuel.get(file);
  expect(opened.status).toBe(200);
  const [, value = '', key = ''] = /name="_say" value="(answer (\d+))"/.exec(opened.text) ?? [];
  const empty = await samuel.post(opened, `${file}/notas`, { _say: value, [`_answer.${key}`]: '' });
  expect(talkIn(empty)).toMatch(new RegExp(`id="reply-wrong-${key}"`));
  const done = await samuel.post(opened, `${file}/notas`, {
    _say: value,
    [`_answer.${key}`]: 'Sí, la Ley 1755',
  });
  expect(done.path).toBe('/tareas?notice=answered');
  expect((await samuel.get(file)).status).toBe(404);
  const answered = talkIn(await adriana.get(file));
  expect(answered).toContain('Sí, la Ley 1755');
  expect(answered).not.toContain('Espera respuesta');
  expect((await adriana.get('/casos')).text).toContain(number);
});

test('whoever is called but cannot open the case is named, and a question can be taken back', async () => {
  const { adriana, file } = await held();
  const said = await wrote(adriana, file, 'Ojo @samuel');
  expect(talkIn(said)).toContain('Samuel Servicio no puede abrir este caso');
  const asked = await wrote(adriana, file, '@samuel ¿sí?', { _noteAsks: 'true' });
  const [, value = '', key = ''] = /name="_say" value="(withdrawal (\d+))"/.exec(asked.text) ?? [];
  const page = await adriana.post(asked, `${file}/notas`, {
    _say: value,
    [`_withdrawal.${key}`]: 'ya lo vi',
  });
  expect(talkIn(page)).toContain('retiró la pregunta');
  expect(talkIn(page)).not.toContain('Espera respuesta');
  expect((await (await person('samuel')).get(file)).status).toBe(404);
});

test('a note on a held task keeps what was typed into its form, and takes files', async () => {
  const one = await held();
  const { adriana, task } = one;
  const file = { name: 'soporte ñ.pdf', content: pdf };
  const after = await throughAnswers(one, adriana, {
    ...note('Va el soporte'),
    topic: 'tiempos_respuesta',
    _noteFiles: file,
  });
  expect(after.path).toContain('#conversacion');
  expect(talkIn(after)).toContain('soporte ñ.pdf');
  expect(after.text).toMatch(/value="tiempos_respuesta"[^>]*selected/);
  const program = { name: 'malo.exe', content: Buffer.from('MZ\0\0') };
  const refused = await throughAnswers(one, adriana, { ...note('otro'), _noteFiles: program });
  expect(refused.status).toBe(422);
  expect(talkIn(refused)).toContain('malo.exe');
  expect(talkIn(refused)).toContain('otro</textarea>');
  expect(talkIn(await adriana.get(task))).not.toContain('otro');
});

test('a session that ended meanwhile loses no note and no reason, and a note alone makes no draft', async () => {
  const one = await held();
  const { adriana, page, task, file } = one;
  const after = await throughAnswers(one, adriana, note('Nada que guardar'));
  expect(talkIn(after)).toContain('Nada que guardar');
  expect(after.text).not.toContain('Borrador');
  const filePage = await adriana.get(file);
  await adriana.post(page, '/salir', {});
  const signIn = { username: 'adriana', password: 'una frase larga para entrar' };
  const door = await adriana.post(filePage, `${file}/notas`, note('No me pierda @bruno'));
  expect(door.status).toBe(401);
  const entered = await adriana.post(door, '/entrar', signIn);
  const back = await adriana.post(entered, `${file}/notas`, {});
  expect(talkIn(back)).toContain('No me pierda @bruno</textarea>');
  expect(talkIn(back)).toContain('Aquí está lo que había escrito');
  await adriana.post(back, '/salir', {});
  const again = await adriana.post(page, `${task}/delegar`, { to: 'bruno', reason: 'Usted sabe más' });
  const handed = await adriana.post(await adriana.post(again, '/entrar', signIn), `${task}/delegar`, {});
  expect(handed.text).toContain('Usted sabe más</textarea>');
  expect(handed.text).toMatch(/<option value="bruno" selected>/);
});

test('a task is delegated with a reason, told to whom it goes, and goes back to who gave it', async () => {
  const { adriana, page, task, number } = await held();
  const without = await adriana.post(page, `${task}/delegar`, { to: 'bruno', reason: ' ' });
  expect(without.status).toBe(422);
  expect(without.text).toContain('Escriba por qué');
  const gone = await adriana.post(page, `${task}/delegar`, {
    to: 'bruno',
    reason: 'Usted conoce al cliente',
  });
  expect(gone.path).toBe('/tareas?notice=delegated');
  const bruno = await person('bruno');
  const received = await bruno.get(taskOf(await bruno.get('/tareas'), number));
  expect(talkIn(received)).toMatch(/delegó «[^»]+» a Bruno Auxiliar/);
  expect(talkIn(received)).toContain('Usted conoce al cliente');
  await bruno.post(received, `${task}/devolver`, { to: 'adriana', why: 'No lo conozco' });
  const back = await adriana.get(task);
  expect(back.text).toContain(`action="${task}/delegar"`);
  expect(talkIn(back)).toContain('No lo conozco');
  const stranger = await adriana.post(back, `${task}/delegar`, { to: 'samuel', reason: 'x' });
  expect(stranger.status).toBe(422);
  // He holds it no more.
  expect((await bruno.post(received, `${task}/delegar`, { to: 'lucia', reason: 'x' })).status).toBe(403);
});

test('watching is pressed once and undone once, and names are suggested to staff alone', async () => {
  const { adriana, file } = await held();
  const watched = await adriana.post(await adriana.get(file), `${file}/vigilar`, {});
  expect(watched.text).toContain('Dejar de vigilar');
  const again = await adriana.post(watched, `${file}/vigilar`, {});
  expect(again.text).not.toContain('Dejar de vigilar');
  const found = await adriana.get(`/menciones?q=SERVICIO&caso=${file.split('/').at(-1)}`);
  expect(JSON.parse(found.text)).toEqual([{ username: 'samuel', name: 'Samuel Servicio' }]);
  expect((await (await person('diana')).get('/menciones?q=s')).status).toBe(403);
  expect((await createVisitor(product.url).get('/menciones?q=s')).path).toContain('/entrar');
});

test('the home page names who asks, who calls, what the requester wrote, and what is new in watched cases', async () => {
  const { adriana, file, tracking } = await held();
  const bruno = await person('bruno');
  await bruno.post(await bruno.get(file), `${file}/vigilar`, {});
  await wrote(adriana, file, 'Ojo @bruno con la fecha');
  await wrote(adriana, file, '@samuel ¿está pago?', { _noteAsks: 'true' });
  const calls = async (who: Visitor) =>
    /id="calls"[\s\S]*?<\/section>/.exec((await who.get('/inicio')).text)?.[0] ?? '';
  expect(await calls(bruno)).toContain('Ojo @bruno con la fecha');
  expect(await calls(bruno)).toMatch(/2 notas/);
  const samuel = await person('samuel');
  expect(await calls(samuel)).toContain('¿está pago?');
  await bruno.get(file);
  expect(await calls(bruno)).not.toContain('Ojo @bruno');
  const citizen = createVisitor(product.url);
  const page = await citizen.get(tracking);
  const action = /<form[^>]*action="([^"]*mensajes[^"]*)"/.exec(page.text)?.[1] ?? '';
  await citizen.post(page, action, { _message: '¿Ya me devolvieron la cuota?' });
  expect(await calls(adriana)).toContain('¿Ya me devolvieron la cuota?');
  await wrote(adriana, file, 'Sí, hoy', { _noteShared: 'true' });
  expect((await citizen.get(tracking)).text).toContain('Sí, hoy');
  expect((await citizen.get(tracking)).text).not.toContain('Ojo @bruno');
  const list = await bruno.get('/tareas?tab=watched');
  expect(list.text).toContain('Clasificar');
});

test('an auditor replays what was written, step by step', async () => {
  const { adriana, file } = await held();
  await wrote(adriana, file, 'El cliente llamó a las nueve');
  const replay = await (await person('aurora')).get(`${file}/auditoria`);
  expect(replay.text).toContain('Comentó sobre');
  expect(replay.text).toContain('El cliente llamó a las nueve');
});
