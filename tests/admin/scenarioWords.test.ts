// Why a scenario does not hold, in words of people.
import { expect, test } from 'vitest';
import { scenarioWords } from '../../admin/desk/scenarioWords.ts';

const failure = {
  code: 'TEST_FOUND_OTHERWISE',
  values: { subject: 'process instance purchases', expected: 'IS_COMPLETED', found: 'IS_ACTIVE' },
};

test('a process that is not at its end is told as one', () => {
  expect(scenarioWords(failure, 'es')).toContain(
    'el proceso purchases: terminado, pero se encontró: en curso',
  );
  expect(scenarioWords(failure, 'en')).toContain('process purchases: completed, but found: active');
});

test('what the process itself calls so stays', () => {
  const values = {
    subject: 'element IS_ACTIVE_NOW',
    expected: '1 × IS_COMPLETED',
    found: '0 (never activated)',
  };
  expect(scenarioWords({ ...failure, values }, 'es')).toContain(
    'el elemento IS_ACTIVE_NOW: 1 × terminado, pero se encontró: 0 (nunca empezó)',
  );
});
