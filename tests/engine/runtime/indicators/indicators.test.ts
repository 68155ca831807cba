import { expect, test } from 'vitest';
import {
  distributionOf,
  type Fact,
  type IndicatorDefinition,
  rangeOf,
} from '../../../../engine/metrics/index.ts';
import type { OpenStore } from '../../../../engine/store/openStore.ts';
import { type Opened, openRuntime } from '../openRuntime.ts';
import { deployMeasured, expected, indicators, live } from './measured.ts';

/** The same numbers at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const DIMENSIONS = [
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'lane',
  'person',
  'source',
];

/** Every fact as it is kept, read without anything that is under test. */
async function allFacts(store: OpenStore, now: number): Promise<Fact[]> {
  const rows = await store.reader('cauce_case_facts').whereNot({ kind: '#due' });
  const shared = new Map(
    rows.filter(({ number }) => number === 0).map((row) => [row.case_key, JSON.parse(row.values)]),
  );
  const facts = rows.map((row): Fact => {
    const isOwn = row.process_id === 'measured';
    const dims = Object.fromEntries(
      DIMENSIONS.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]])),
    );
    const { amount } = shared.get(row.case_key) ?? {};
    return {
      kind: row.kind,
      at: row.at,
      date: new Date(row.day * 86_400_000).toISOString().slice(0, 10),
      caseKey: row.case_key,
      ...(row.element !== null && { element: row.element }),
      dims: { ...dims, ...(isOwn && { flow: 'tests', variant: 'to-be', process: 'measured', version: '1' }) },
      values: { ...(amount !== undefined && { amount }), ...JSON.parse(row.values) },
    };
  });
  const open = facts.filter(({ kind, values }) => kind === 'case-filed' && values.closing === undefined);
  const asOpen = open.map((fact) => {
    const isOverdue = typeof fact.values.dueAt === 'number' && fact.values.dueAt < now - 1000;
    return { ...fact, kind: 'case-open', values: { ...fact.values, isOverdue } };
  });
  return [...facts, ...asOpen];
}

const sumsIn = async (store: OpenStore) =>
  (await store
    .reader('cauce_rollups')
    .orderBy(['process_id', 'grain', 'dimension', 'period', 'value'])) as unknown[];

const SPRING = { from: '2026-03-01', to: '2026-05-31' };

/** As many as the figure says, each once, some of them counted since the watermark. */
async function expectCasesBehind({ engine }: Opened): Promise<void> {
  const [figure] = await engine.indicators.query({ ids: ['Q1'], ...SPRING });
  const period = rangeOf(SPRING.from, SPRING.to);
  if (!period) throw new Error('no period');
  for (const side of ['numerator', 'denominator'] as const) {
    const seen = new Set<number | undefined>();
    let pages = 0;
    for (let after: string | undefined; ; pages++) {
      const page = { limit: 4, ...(after !== undefined && { after }) };
      const found = await engine.indicators.cases({ id: 'Q1', period, side, page });
      for (const { caseKey } of found?.facts ?? []) {
        expect(seen.has(caseKey)).toBe(false);
        seen.add(caseKey);
      }
      after = found?.endCursor;
      if (after === undefined) break;
    }
    expect(seen.size).toBe(figure?.[side]);
    expect(pages).toBeGreaterThan(1);
  }
}

async function expectDurations({ engine, store, clock }: Opened): Promise<void> {
  const facts = await allFacts(store, clock.now);
  const taken = facts.filter(({ kind, element }) => kind === 'task-completed' && element === 'first');
  const minutes = taken.map(({ values: { createdAt, completedAt } }) =>
    Math.trunc((Number(completedAt) - Number(createdAt)) / 60_000),
  );
  const counted: { [minutes: string]: number } = {};
  for (const each of minutes) counted[each] = (counted[each] ?? 0) + 1;
  const { count, mean, median, p90, max } = distributionOf(counted);
  const asked = { process: 'measured', from: '2026-03-01', to: '2027-12-31' };
  const rows = await engine.indicators.activities(asked);
  expect(rows.find(({ element }) => element === 'first')?.cycle).toEqual({ count, mean, median, p90, max });
  const [one, other] = await Promise.all(
    ['norte', 'sur'].map((area) => engine.indicators.activities({ ...asked, filter: { area } })),
  );
  const parts = [one, other].map(
    (part) => part?.find(({ element }) => element === 'first')?.cycle.count ?? 0,
  );
  expect(parts[0]).toBe(taken.filter(({ dims }) => dims.area === 'norte').length);
  expect(parts[1]).toBe(taken.filter(({ dims }) => dims.area === 'sur').length);
}

test('figures of sums and what came since are those of all facts, and sums counted anew are the same to the last digit', async () => {
  const opened = await openRuntime();
  const { engine, store, clock } = opened;
  await deployMeasured(engine);
  const random = seeded(7);
  await engine.indicators.figures.add({
    by: 'ana',
    source: 'people',
    figures: [
      { name: 'trained', value: 12, from: '2026-03-01', to: '2026-03-31', dims: { area: 'norte' } },
      { name: 'held', value: 7, from: '2026-03-05', to: '2026-03-05', dims: {} },
    ],
  });
  const questions = [
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-03-10', to: '2026-05-20' },
    { from: '2026-03-01', to: '2026-05-31', per: ['area'] as const },
    { from: '2026-04-01', to: '2026-04-30', filter: { area: 'norte' } },
    { from: '2026-03-01', to: '2026-04-30', filter: { channel: 'web', type: 'q', area: 'sur' } },
    { from: '2026-03-01', to: '2026-04-30', filter: { type: 'q' }, per: ['area'] as const },
  ];
  for (const isAdvanced of [true, false, true]) {
    await live(opened, 30, random);
    if (isAdvanced) await engine.indicators.advance();
    const asked = await Promise.all(
      questions.map((question) =>
        engine.indicators.query({ ids: indicators.map(({ id }) => id), ...question }),
      ),
    );
    // Everything is in what is kept, once it has advanced.
    await engine.indicators.advance();
    const facts = await allFacts(store, clock.now);
    expect(facts.length).toBeGreaterThan(30);
    for (const [at, question] of questions.entries()) {
      for (const definition of indicators as unknown as IndicatorDefinition[]) {
        const wanted = expected(definition, facts, clock.now, question).filter(
          ({ n, dims }) => n > 0 || Object.keys(dims).length === 0,
        );
        const found = (asked[at] ?? []).filter(({ id }) => id === definition.id);
        const plain = found.map(({ value, numerator, denominator, n }) => ({
          value,
          numerator,
          denominator,
          n,
        }));
        expect(plain, `${definition.id} ${JSON.stringify(question)}`).toEqual(
          wanted.map(({ value, numerator, denominator, n }) => ({ value, numerator, denominator, n })),
        );
      }
    }
  }
  await live(opened, 10, random);
  await expectCasesBehind(opened);
  await engine.indicators.advance();
  await expectDurations(opened);
  const kept = await sumsIn(store);
  expect(kept.length).toBeGreaterThan(20);
  const before = await store.reader('cauce_case_facts').orderBy(['case_key', 'number']);
  await engine.indicators.rebuild();
  expect(await sumsIn(store)).toEqual(kept);
  expect(await store.reader('cauce_case_facts').orderBy(['case_key', 'number'])).toEqual(before);
  await store.rebuild();
  await engine.indicators.rebuild();
  expect(await sumsIn(store)).toEqual(kept);
});
