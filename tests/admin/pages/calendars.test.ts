// The pages of calendars: a year with its reasons, a term tried out, a change with errors beside fields, versions compared.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sla } from '../../engine/core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from '../../engine/runtime/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  await diana.signIn('diana');
});
afterAll(() => product.close());

const path = '/calendarios/co-legal';

async function change(fields: { [name: string]: string }, at = path) {
  const page = await diana.get(`${at}/editar`);
  const [holidays = '', exceptions = ''] = [
    ...page.text.matchAll(/<textarea[^>]*>([\s\S]*?)<\/textarea>/g),
  ].map(([, text = '']) => fromHtml(text));
  return diana.post(page, `${at}/editar`, { holidays, exceptions, ...fields });
}

test('a calendar shows its year, and why a day does not count', async () => {
  expect((await diana.get('/calendarios')).text).toContain('href="/calendarios/co-legal"');
  const { text } = await diana.get(`${path}?year=2026`);
  expect(text).toContain('242 días hábiles');
  expect(text).toMatch(/class="holiday" title="festivo: Día de los Reyes Magos">12</);
  const before = await diana.get(`${path}?year=2025`);
  expect(before.text).toContain('245 días hábiles');
});

test('a term is tried out, with the days skipped and their reasons; what is no date is told at its field', async () => {
  const { text } = await diana.get(`${path}?start=2026-03-16T10:00&term=15&mode=legal-days`);
  expect(text).toContain('datetime="2026-04-09T23:59:59-05:00"');
  for (const words of ['Se contaron 15 días hábiles', 'Día de San José', 'Jueves Santo'])
    expect(text).toContain(words);
  const wrong = await diana.get(`${path}?start=ayer&term=0&mode=legal-days`);
  expect(wrong.text).toMatch(/id="start-error">.*FEEL_NOT_A_DATE_TIME/);
  expect(wrong.text).toMatch(/id="term-error">.*TERM_NOT_POSITIVE/);
});

test('with errors nothing changes, each stands beside its field with its code, and what was typed is kept', async () => {
  const refused = await change({
    monday: '08:00-12:00, 11:00-17:00',
    tuesday: '8 a 5',
    zone: 'America/Macondo',
    holidays: '1 ene; Año Nuevo\n36 ene; Imposible',
    exceptions: '2026-12-24; 08:00-12:00; Nochebuena\n2026-12-24; no; Otra vez',
    comment: '',
  });
  expect(refused.status).toBe(422);
  for (const [field, code] of [
    ['monday', 'CALENDAR_RANGES'],
    ['tuesday', 'CALENDAR_TIME'],
    ['zone', 'CALENDAR_ZONE_UNKNOWN'],
    ['holidays', 'CALENDAR_HOLIDAY_LINE'],
    ['comment', 'CALENDAR_COMMENT_MISSING'],
  ])
    expect(refused.text).toMatch(new RegExp(`id="${field}-error">.*${code}`));
  expect(refused.text).toContain('36 ene; Imposible');
  const week = { monday: '', tuesday: '', wednesday: '', thursday: '', friday: '' };
  expect((await change({ ...week, comment: 'Nadie trabaja' })).text).toContain('CALENDAR_NO_WORKING_DAY');
  expect(await product.cauce.engine.calendars.history('co-legal')).toHaveLength(1);
});

test('a change is looked at first, then a version from when on, with who and why, and compared', async () => {
  const exceptions = '2027-02-15; no hábil; Día cívico';
  const looked = await change({ exceptions, look: '1' });
  expect(looked.status).toBe(200);
  const saved = await change({ exceptions, comment: 'Decreto 12', from: '2030-01-01T00:00' });
  expect(saved).toMatchObject({ status: 200, path: `${path}?notice=saved` });
  expect(saved.text).toContain('Decreto 12');
  expect(saved.text).toContain('regirá');
  const history = await product.cauce.engine.calendars.history('co-legal');
  expect(history[1]).toMatchObject({ changedBy: 'diana', fromAt: Date.parse('2030-01-01T05:00:00Z') });
  const other = await diana.get(`${path}?version=2&year=2027`);
  expect(other.text).toMatch(/class="exception" title="no hábil por excepción: Día cívico">15</);
  const compared = await diana.get(`${path}/comparar?a=1&b=2`);
  expect(compared.text).toContain(`<ins>${exceptions}</ins>`);
  const past = await change({ exceptions, comment: 'Ayer', from: '2020-01-01T00:00' });
  expect(past).toMatchObject({
    status: 409,
    text: expect.stringMatching(/id="from-error">.*CALENDAR_IN_THE_PAST/),
  });
});

test('a calendar of another zone begins as a copy, and English words are read as well', async () => {
  const begun = await diana.get('/calendarios?id=es-madrid&from=co-8x5');
  expect(begun).toMatchObject({ status: 200, path: '/calendarios/es-madrid/editar?from=co-8x5' });
  const made = await diana.post(begun, '/calendarios/es-madrid/editar', {
    name: 'Madrid',
    zone: 'Europe/Madrid',
    holidays: '6 jan; Epifanía\neaster-2; Viernes Santo; from 2000',
    friday: '08:00-15:00',
    comment: 'Oficina nueva',
  });
  expect(made.path).toBe('/calendarios/es-madrid?notice=saved');
  expect(await product.cauce.engine.calendars.readVersion('es-madrid', 1)).toMatchObject({
    calendar: {
      id: 'es-madrid',
      zone: 'Europe/Madrid',
      week: { friday: [['08:00', '15:00']] },
      holidays: [
        { on: '01-06', name: 'Epifanía' },
        { easter: -2, fromYear: 2000 },
      ],
    },
  });
});

test('open cases are recalculated after a look, those that were promised to somebody with notice', async () => {
  const { engine } = product.cauce;
  const by = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
  const promise = sla({
    metric: 'resolution',
    name: 'Respuesta',
    target: '=5',
    mode: 'legal-days',
    calendar: 'co-legal',
  });
  const parts = [extensions(promise), start(), userTask('work'), end()];
  const content = Buffer.from(definitions(process('promised', parts, ['start>work>end'])));
  expect(await engine.deploy([{ name: 'promised.bpmn', content }], by)).toMatchObject({ ok: true });
  await engine.start({ processId: 'promised', variables: {}, principal: by });
  const at = '/calendarios/co-legal/recalculo';
  expect((await diana.get(at)).text).toContain('Ningún caso se mueve');
  const today = engine.now() - 5 * 3_600_000;
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) =>
    new Date(today + ahead * 86_400_000).toISOString().slice(0, 10),
  );
  const saved = await change({
    exceptions: days.map((date) => `${date}; no hábil; Semana cívica`).join('\n'),
    comment: 'Decreto 13',
  });
  expect(saved.path).toBe(`${path}?notice=saved`);
  const page = await diana.get(at);
  expect(page.text).toContain('Respuesta');
  expect(page.text).toMatch(/\d+ días hábiles más tarde/);
  expect(page.text).toContain('comunicado');
  const clock = /name="clock" value="(\d+)"/.exec(page.text)?.[1] ?? '';
  const silent = await diana.post(page, at, { clock, reason: 'Decreto 13' });
  expect(silent.text).toContain('SLA_NOTICE_REQUIRED');
  const done = await diana.post(page, at, { clock, reason: 'Decreto 13', notified: '1' });
  expect(done.text).toContain('Se movió 1 vencimiento.');
  expect((await diana.post(page, at, { clock, reason: '' })).status).toBe(422);
});

test('who works in cases reads calendars and changes none', async () => {
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  expect((await adriana.get(path)).status).toBe(200);
  expect((await adriana.get(`${path}/editar`)).status).toBe(403);
});
