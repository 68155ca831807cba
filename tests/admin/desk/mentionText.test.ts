// Whom a text calls: names after an @, not addresses, not the stop at the end of a sentence.
import { expect, test } from 'vitest';
import { excerptOf } from '../../../admin/desk/conversation/excerpt.ts';
import { calledIn, segmentsOf } from '../../../admin/desk/conversation/mentionText.ts';

test('names are found where a sentence puts them, and addresses are none', () => {
  expect(calledIn('@ana, (@beto) y @carla.')).toEqual(['ana', 'beto', 'carla.', 'carla']);
  expect(calledIn('escriba a mj@example.com o @@nadie')).toEqual([]);
  expect(calledIn('¡@ñandú! @')).toEqual([]);
  expect(calledIn('@ana@empresa.co')).toEqual(['ana@empresa.co']);
});

test('a text falls apart into what is plain and who is called, and together it is the text', () => {
  const text = 'Hola @ana: pregunte a @zoe, o a @ana.';
  const segments = segmentsOf(text, ['ana']);
  expect(segments.filter(({ username }) => username === 'ana').map(({ text: said }) => said)).toEqual([
    '@ana',
    '@ana',
  ]);
  expect(segments.map(({ text: said }) => said).join('')).toBe(text);
});

test('a beginning is one line, whole letters, and says that there is more', () => {
  expect(excerptOf('  dos\n\nrenglones ')).toBe('dos renglones');
  const family = '👩‍👩‍👧‍👦';
  expect(excerptOf(family.repeat(150))).toMatch(new RegExp(`^(?:${family})+…$`));
});
