// A designer adds an indicator without code, and `cauce import figures` brings its numbers: as processes/README.md says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Terminal } from '../../../engine/cli/command.ts';
import { importCommand } from '../../../engine/cli/import.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import { areas, asFigures } from '../metrics/semesterTable.ts';
import { drawing, end, start, userTask } from '../runtime/drawings.ts';
import { ana, begin, done, openRuntime, tasks } from '../runtime/openRuntime.ts';

const readme = readFileSync(new URL('../../../processes/README.md', import.meta.url), 'utf8');
const block = (mark: string) =>
  new RegExp(`^\`\`\`${mark}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(readme)?.[1] ?? '';

const flow = drawing('claims', [start(), userTask('answer'), end()], ['start>answer>end']).replace(
  'isExecutable="true">',
  'isExecutable="true"><bpmn:extensionElements><cauce:variant flow="claims" kind="to-be"/></bpmn:extensionElements>',
);
const shipped = (path: string) => readFileSync(new URL(`../../../processes/${path}`, import.meta.url));
const declaration = { claims: { dimensions: { type: 'type', channel: 'channel' }, answeredBy: ['answer'] } };
const shownT7 = (JSON.parse(shipped('incident/indicators.json').toString()) as { id: string }[]).filter(
  ({ id }) => id === 'T7',
);
const files = [
  { name: 'claims.bpmn', content: Buffer.from(flow) },
  { name: 'facts.json', content: Buffer.from(JSON.stringify(declaration)) },
  {
    name: 'indicators.json',
    content: Buffer.from(JSON.stringify([JSON.parse(block('json indicator')), ...shownT7])),
  },
  { name: 'calendars/co-legal.json', content: shipped('pqrs/calendars/co-legal.json') },
];
const november = { from: '2026-11-01', to: '2026-11-30' };

async function runImport(folder: string, name: string, content: string | Buffer, values = {}) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const printed: string[] = [];
  const say = (text: string) => void printed.push(text);
  const refuse: Terminal['refuse'] = (code) => {
    say(code);
    return 2;
  };
  const terminal: Terminal = { print: say, complain: say, refuse, locale: 'es' };
  const line = { database: await databaseIn(folder), source: 'registry', ...values };
  const code = await importCommand.run({ values: line, positionals: ['figures', file] }, terminal);
  return { code, printed: printed.join('\n') };
}

test('the indicator of the handbook counts cases, and the figures of the handbook are imported for another', async () => {
  const opened = await openRuntime({ clock: { now: Date.parse('2026-11-09T10:00:00-05:00') } });
  const { engine, store, clock, folder } = opened;
  expect(await engine.deploy(files, ana)).toMatchObject({ ok: true });
  for (const type of ['reclamo', 'reclamo', 'reclamo', 'queja'])
    await begin(engine, 'claims', { type, channel: 'web' });
  const [first, ...later] = await tasks(store, 'answer');
  const complete = async (key: number) => done(await engine.completeUserTask(key, {}, { principal: ana }));
  await complete(first!);
  clock.now += 24 * 3_600_000;
  for (const key of later) await complete(key);
  // As a running server does every few seconds.
  await engine.indicators.advance();
  const [claims] = await engine.indicators.query({ ids: ['H1'], ...november });
  expect(claims).toMatchObject({ value: 33.33, numerator: 1, denominator: 3, target: 50, meets: false });

  await opened.close();
  const taken = await runImport(folder, 'training.csv', block('csv figures'));
  expect(taken).toEqual({ code: 0, printed: '2 cifras nuevas, 0 en lugar de otras, 0 que ya estaban' });
  const again = await runImport(
    folder,
    'training.json',
    JSON.stringify([{ name: 'people', period: '2026-11', value: 54, area: 'Pagos' }]),
    { json: true },
  );
  expect(JSON.parse(again.printed)).toMatchObject({ ok: true, added: 0, replaced: 1, unchanged: 0 });
  const reopened = await openRuntime({ folder, clock });
  const [trained] = await reopened.engine.indicators.query({ ids: ['T7'], ...november, per: ['area'] });
  expect(trained).toMatchObject({ value: 50, numerator: 27, denominator: 54, dims: { area: 'Pagos' } });
});

test('the printed table of a semester comes out of the engine as it went in', async () => {
  const opened = await openRuntime();
  const { folder, clock } = opened;
  const shown = (JSON.parse(shipped('pqrs/indicators.json').toString()) as { id: string }[]).filter(
    ({ id }) => ['F4', 'F7'].includes(id),
  );
  const drawn = Buffer.from(flow.replaceAll('claims', 'pqrs_asis'));
  const list = { name: 'indicators.json', content: Buffer.from(JSON.stringify(shown)) };
  expect(await opened.engine.deploy([{ name: 'a.bpmn', content: drawn }, list], ana)).toMatchObject({
    ok: true,
  });
  await opened.close();
  expect((await runImport(folder, 'comments.csv', asFigures)).printed).toContain('60 cifras nuevas');
  const { engine } = await openRuntime({ folder, clock });
  const semester = { from: '2013-01-01', to: '2013-06-30' };
  const cells = await engine.indicators.query({ ids: ['F7'], ...semester, per: ['area', 'type'] });
  const totals = await engine.indicators.query({ ids: ['F4'], ...semester, per: ['area'] });
  const found = new Map(cells.map(({ dims, numerator }) => [`${dims.area} ${dims.type}`, numerator]));
  for (const { area, types, total, change, before } of areas) {
    for (const [type, count] of Object.entries(types)) expect(found.get(`${area} ${type}`)).toBe(count);
    const row = totals.find(({ dims }) => dims.area === area);
    expect(row, area).toMatchObject({ value: change, numerator: total, denominator: before });
  }
  const whole = await engine.indicators.query({ ids: ['F4'], ...semester });
  expect(whole).toMatchObject([{ value: 17, numerator: 24694, denominator: 21157 }]);
});

test('a file with a bad line is refused with each line named, and nothing of it is kept', async () => {
  const opened = await openRuntime();
  const { folder } = opened;
  expect(await opened.engine.deploy(files, ana)).toMatchObject({ ok: true });
  await opened.close();
  const bad = await runImport(
    folder,
    'bad.csv',
    'name,period,value\npeople,2026-11,36\npeople,2026-13,1\npeople,2026-10,x\n',
  );
  expect(bad.code).toBe(1);
  expect(bad.printed).toMatch(
    /FIGURE_PERIOD[\s\S]*línea 3[\s\S]*FIGURE_VALUE[\s\S]*línea 4[\s\S]*No se importó nada/,
  );
  expect((await runImport(folder, 'x.json', '{')).printed).toContain('FIGURES_SHAPE');
  expect((await runImport(folder, 'x.csv', Buffer.from([0xff, 0xfe, 0]))).printed).toContain(
    'FIGURES_NOT_TEXT',
  );
  expect(await runImport(folder, 'x.csv', '', { source: '../x' })).toEqual({
    code: 2,
    printed: 'IMPORT_SOURCE_INVALID',
  });
  expect((await runImport(folder, 'x.csv', '', { process: 'claims' })).code).toBe(2);
  const odd = await runImport(folder, 'odd.csv', 'name,period,value\npeopel,2026-11,36\n');
  expect(odd.code).toBe(0);
  expect(odd.printed).toContain('FIGURE_NAME_UNUSED');
  const { store } = await openRuntime({ folder });
  expect(await store.reader('cauce_figures').pluck('name')).toEqual(['peopel']);
});
