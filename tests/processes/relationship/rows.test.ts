// All 45 rows of the procedure are drawn, each by one element, and the README's table says which.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factsOf, processesFolder } from '../facts.ts';
import { shipped, xmlOf } from '../shipped.ts';
import { asIsElements, rowOf, rowTable, withTable } from './rowTable.ts';

const facts = factsOf('relationship_asis');

test('each of the 45 rows is drawn once, by the element that the procedure means', async () => {
  const drawn = (await asIsElements()).flatMap(({ id, name }) => {
    const row = rowOf(id);
    return row === undefined ? [] : [{ row, id, label: name }];
  });
  const expected = facts.nodes.flatMap(({ row, id, label }) =>
    row === undefined ? [] : [{ row, id, label }],
  );
  expect(drawn).toEqual(expected);
  expect(drawn.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 45 }, (_, index) => index + 1),
  );
});

test('the table in the README is the one of the diagram', async () => {
  const readme = readFileSync(join(processesFolder, 'relationship/README.md'), 'utf8');
  expect(readme).toBe(withTable(readme, await rowTable()));
});

test('every element says its row, and what is inferred says so', () => {
  for (const diagram of shipped.filter(({ folder }) => folder === 'relationship')) {
    const xml = xmlOf(diagram);
    for (const { id, row, form = [] } of factsOf(diagram.process).nodes) {
      const said = documentationOf(xml, id);
      if (row !== undefined) expect([id, said.includes(`PD-GCR-MR-002, act. ${row}`)]).toEqual([id, true]);
      else if (diagram.process === 'relationship_asis')
        expect([id, said.includes('Inferencia:')]).toEqual([id, true]);
      expect([id, said !== '']).toEqual([id, true]);
      expect(form.length === 0 || xml.includes(`formId="${id}"`)).toBe(true);
    }
  }
});

function documentationOf(xml: string, id: string): string {
  return new RegExp(`id="${id}"[^>]*>\\s*<bpmn:documentation>([^<]*)`).exec(xml)?.[1] ?? '';
}
