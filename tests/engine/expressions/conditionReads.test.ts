import { expect, test } from 'vitest';
import { conditionReads } from '../../../engine/expressions/conditionReads.ts';

const flag = (name: string) => ({ name, type: 'boolean' });
const number = (name: string) => ({ name, type: 'number' });
const text = (name: string, ...values: string[]) => ({
  name,
  type: 'string',
  ...(values.length > 0 && { values }),
});

test.each([
  ['=approved', [flag('approved')]],
  ['not(approved)', [flag('approved')]],
  ['not(a) and (b or c)', [flag('a'), flag('b'), flag('c')]],
  ['ready = false', [flag('ready')]],
  ['if a then b else c', [flag('a'), flag('b'), flag('c')]],
  ['amount > 1000', [number('amount')]],
  ['-5 < amount', [number('amount')]],
  ['amount between 1 and 3', [number('amount')]],
  ['amount in [1..5]', [number('amount')]],
  ['amount * 2 > limit', [number('amount'), number('limit')]],
  ['status = "a"', [text('status', 'a')]],
  ['status = "a" or "b" = status', [text('status', 'a', 'b')]],
  ['status in ("a", "b")', [text('status', 'a', 'b')]],
  ['status != "a"', [text('status')]],
  ['not(status = "a")', [text('status')]],
  ['status > "a"', [text('status')]],
  ['status in (> "a")', [text('status')]],
  ['contains(note, "x")', [text('note')]],
  ['due date < date("2026-01-01")', [{ name: 'due date', type: 'date' }]],
])('%s', (condition, expected) => {
  expect(conditionReads(condition)).toEqual(expected);
});

test.each([
  'order.paid',
  'list[1] = 2',
  'a = b',
  'x != null',
  'some x in [1, 2] satisfies x > 1',
  'count(list) > 2',
  '1 +',
])('%s names nothing that a field could give', (condition) => {
  expect(conditionReads(condition)).toEqual([]);
});
