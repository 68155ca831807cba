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
