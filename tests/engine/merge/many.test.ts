// Thousands of elements and fields that nothing tells apart: compared and merged while a page waits for it.
import { expect, test } from 'vitest';
import { compareFiles } from '../../../engine/compare/index.ts';
import { mergeTexts } from '../../../engine/merge/index.ts';

const many = 6_000;
const drawing = (task: (at: number) => string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><bpmn:process id="p">
${Array.from({ length: many }, (_, at) => task(at)).join('\n')}</bpmn:process></bpmn:definitions>`;
const alike = drawing(() => '<bpmn:task name="Igual"/>');
const other = drawing((at) => `<bpmn:task name="${at}"/>`);

test('each is told, by its number where it has nothing else', () => {
  const changes = compareFiles([{ name: 'a.bpmn', text: alike }], [{ name: 'a.bpmn', text: other }]);
  expect(changes.filter(({ property }) => property === `task[Igual]/name#${many}`)).toHaveLength(1);
  expect(changes.length).toBe(2 * many);
});

test('what one side alone changed is taken', () => {
  const merged = mergeTexts('a.bpmn', { base: alike, mine: other, theirs: alike });
  expect([merged.text, merged.conflicts]).toEqual([other, []]);
  const both = mergeTexts('a.bpmn', { base: alike, mine: other, theirs: alike.replace('id="p"', 'id="q"') });
  expect(both.text).toContain('id="q"');
});
