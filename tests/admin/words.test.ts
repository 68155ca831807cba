// Time in words, as people say it at a counter, in both languages.
import { expect, test } from 'vitest';
import { text } from '../../admin/render/locale.ts';
import {
  dateTimeWords,
  dateWords,
  durationWords,
  remainingWords,
  sizeWords,
  urgencyOf,
} from '../../admin/render/words.ts';

const bogota = 'America/Bogota';
const at = Date.parse('2026-11-03T21:30:00Z');
const hour = 3_600_000;
const day = 24 * hour;

test('a date is short and says its weekday', () => {
  expect(dateWords('es', at, bogota)).toBe('mar 3 nov 2026');
  expect(dateWords('en', at, bogota)).toBe('Tue 3 Nov 2026');
});

test('an instant is told in the zone of the people, not of the server', () => {
  expect(dateTimeWords('es', at, bogota).replace(/\s/g, ' ')).toBe('mar 3 nov 2026, 4:30 p. m.');
  expect(dateTimeWords('en', at, bogota)).toBe('Tue 3 Nov 2026, 16:30');
});

test.each([
  [3 * day + hour, 'Quedan 3 días', 'onTime'],
  [day, 'Queda 1 día', 'atRisk'],
  [5 * hour, 'Quedan 5 horas', 'atRisk'],
  [59_000, 'Queda 1 minuto', 'atRisk'],
  [-2 * hour, 'Venció hace 2 horas', 'overdue'],
  [-9 * day, 'Venció hace 9 días', 'overdue'],
])('%i ms before the due instant reads "%s"', (left, words, urgency) => {
  expect(remainingWords('es', at + left, at)).toBe(words);
  expect(urgencyOf(at + left, at)).toBe(urgency);
});

test('nothing is due where no date was set', () => {
  expect([remainingWords('es', null, at), urgencyOf(null, at)]).toEqual(['Sin vencimiento', 'none']);
});

test.each([
  [400, 'al instante'],
  [65_000, '1 min 5 s'],
  [2 * hour, '2 h'],
  [day + 3 * hour + 5, '1 día 3 h'],
])('a duration of %i ms reads "%s"', (ms, words) => {
  expect(durationWords('es', ms)).toBe(words);
});

test('sizes are told in units that people know', () => {
  expect([sizeWords('es', 512), sizeWords('es', 1536), sizeWords('es', 3 * 1024 * 1024)]).toEqual([
    '512 B',
    '1,5 kB',
    '3 MB',
  ]);
});

test('a key without text is our bug and says which', () => {
  expect(() => text('es', 'no.such.key')).toThrow('no.such.key');
});
