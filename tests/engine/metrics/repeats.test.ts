// A case repeats another that was closed within the window: by civil dates where the process is.
import { describe, expect, test } from 'vitest';
import {
  assembleCase,
  type CaseRecord,
  computeIndicator,
  parsePeriod,
} from '../../../engine/metrics/index.ts';
import { bogota } from '../../../engine/time/index.ts';
import { at, feel } from './facts.ts';
import { indicators } from './shipped.ts';

const now = at('2026-12-01');

function filed(on: string, repeatedClosedAt?: number): ReturnType<typeof assembleCase>['facts'] {
  const record: CaseRecord = {
    key: 1,
    process: 'incident_tobe',
    version: 1,
    flow: 'incident',
    variant: 'to-be',
    state: 'ACTIVE',
    openedAt: at(on),
    ...(repeatedClosedAt !== undefined && { repeatedClosedAt }),
    variables: { is_repeat_of: 'INC-1' },
    declaration: { dimensions: {}, repeats: 'is_repeat_of' },
    reads: [],
    elements: [],
    tasks: [],
    clocks: [],
    surveys: [],
  };
  return assembleCase(record, now, bogota).facts;
}

const repeats = (facts: ReturnType<typeof filed>) =>
  computeIndicator(indicators.get('S5')!, facts, { period: parsePeriod('2026-11')!, feel, now })[0]?.value;

describe('a case repeats another', () => {
  test.each([
    ['2026-11-15T09:00', '2026-10-20T17:00', 1],
    ['2026-11-25T09:00', '2026-10-20T17:00', 0],
    // The thirtieth day, though the instants are further apart, and the next one, though they are nearer.
    ['2026-11-19T23:59', '2026-10-20T00:01', 1],
    ['2026-11-20T00:01', '2026-10-20T23:59', 0],
  ])('filed %s when the other was closed %s: %s', (on, closed, expected) => {
    expect(repeats(filed(on, at(closed)))).toBe(expected);
  });

  test('where it is only said that it does, nothing being known of when the other was closed', () => {
    expect(repeats(filed('2026-11-15T09:00'))).toBe(1);
  });
});

test('a case that somebody reopened by hand counts as reopened, once where the drawing counts it, too', () => {
  const [by, drawn] = [at('2026-11-10'), at('2026-11-12')];
  const record: CaseRecord = {
    key: 1,
    process: 'pqrs_tobe',
    version: 1,
    flow: 'pqrs',
    variant: 'to-be',
    state: 'COMPLETED',
    openedAt: at('2026-11-01'),
    closedAt: at('2026-11-20'),
    variables: {},
    declaration: { dimensions: {}, reopenedBy: ['again'] },
    reads: [],
    elements: [{ id: 'again', isActivity: true, startedAt: drawn, endedAt: drawn, isDone: true }],
    tasks: [],
    clocks: [],
    surveys: [],
    reopenedAt: [by, drawn],
  };
  const { facts } = assembleCase(record, now, bogota);
  expect(facts.filter(({ kind }) => kind === 'case-reopened').map(({ at: when }) => when)).toEqual([
    drawn,
    by,
  ]);
  expect(facts.find(({ kind }) => kind === 'case-closed')?.values).toMatchObject({ reopenings: 2 });
});

test('a case that was reassigned and answered with a guide of the first level counts as solved at first contact', () => {
  const closedWith = (answersUsed: number) => {
    const record: CaseRecord = {
      key: 1,
      process: 'incident_tobe',
      version: 1,
      flow: 'incident',
      variant: 'to-be',
      state: 'COMPLETED',
      openedAt: at('2026-11-02'),
      closedAt: at('2026-11-03'),
      variables: { returns: 1 },
      declaration: { dimensions: {}, returns: 'returns' },
      reads: [],
      elements: [],
      tasks: [],
      clocks: [],
      answersUsed,
      surveys: [],
    };
    const { facts } = assembleCase(record, now, bogota);
    return computeIndicator(indicators.get('S1')!, facts, { period: parsePeriod('2026-11')!, feel, now })[0]
      ?.value;
  };
  expect([closedWith(0), closedWith(1)]).toEqual([0, 100]);
});
