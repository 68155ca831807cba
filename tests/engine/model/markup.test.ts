// Walking over XML as text: quotes, comments and what is never closed.
import { expect, test } from 'vitest';
import { behindSpecial, endOfTag } from '../../../engine/model/markup.ts';

test('what is no element is passed over as a whole, and what is never closed is told', () => {
  expect(behindSpecial('<!-- <a> --><b/>', 0)).toBe(12);
  expect(behindSpecial('<![CDATA[ ]] > ]]><b/>', 0)).toBe(18);
  expect(behindSpecial('<?xml version="1.0"?><b/>', 0)).toBe(21);
  expect(behindSpecial('<b/>', 0)).toBe(0);
  expect(behindSpecial('<a/><!-- ->', 4)).toBeUndefined();
});

test('a tag ends at the sign that no quote holds', () => {
  expect(endOfTag(`<a b="1>2" c='">'>x`, 0)).toBe(17);
  expect(endOfTag('<a b="1>2', 0)).toBeUndefined();
});
