// Drafts have signals and links without a name: within one drawing they are one and the same.
import { expect, test } from 'vitest';
import { play } from '../../harness/play.ts';
import { drawing, flow, parse } from './drawing.ts';

const caught = (id: string, definition: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:${definition}/></bpmn:intermediateCatchEvent>`;
const thrown = (id: string, definition: string) =>
  `<bpmn:intermediateThrowEvent id="${id}"><bpmn:${definition}/></bpmn:intermediateThrowEvent>`;

async function run(content: string) {
  const { processes } = await parse(drawing(content));
  return play(processes);
}

test('a link without a name leads to the one without a name', async () => {
  const played = await run(
    `<bpmn:startEvent id="s"/>${flow('f1', 's', 't')}${thrown('t', 'linkEventDefinition')}${caught('c', 'linkEventDefinition')}${flow('f2', 'c', 'e')}<bpmn:endEvent id="e"/>`,
  );
  expect(played.log()).toEqual(['s', 't', 'c', 'e']);
  expect(played.status()).toBe('completed');
});

test('a signal without a name is heard by who waits for one without a name', async () => {
  const played = await run(
    `<bpmn:startEvent id="s"/>${flow('f1', 's', 'fork')}<bpmn:parallelGateway id="fork"/>${flow('f2', 'fork', 'c')}${flow('f3', 'fork', 't')}${caught('c', 'signalEventDefinition')}${thrown('t', 'signalEventDefinition')}`,
  );
  expect(played.log()).toContain('c');
  expect(played.status()).toBe('completed');
});

test('a signal that nothing in the drawing throws is what a person reports', async () => {
  const played = await run(
    `<bpmn:startEvent id="s"/>${flow('f1', 's', 'c')}${caught('c', 'signalEventDefinition')}${flow('f2', 'c', 'e')}<bpmn:endEvent id="e"/>`,
  );
  expect(played.waits()).toEqual(['c']);
  expect(played.complete('c').ok).toBe(true);
  expect(played.status()).toBe('completed');
});
