// Each shipped drawing says what its table of facts says: nodes, lanes, labels, flows, defaults and conditions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../engine/core/json.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { factsOf, processesFolder } from './facts.ts';
import { modelOf, readDrawing, shipped, shippedFolders, xmlOf } from './shipped.ts';

const ports = createPorts();

describe.each(shipped)('the drawing $folder/$file', (diagram) => {
  const facts = factsOf(diagram.process);

  test('is read without errors or warnings, and says which flow it is a variant of', async () => {
    const { problems, processes } = await readDrawing(diagram);
    expect(problems).toEqual([]);
    expect(processes.map(({ id }) => id)).toEqual([diagram.process]);
    const kind = diagram.process.endsWith('_asis') ? 'as-is' : 'to-be';
    expect(processes[0]?.variant).toEqual({ flow: diagram.folder, kind });
  });

  test('has the nodes of the table, each with its label, type, lane and host', async () => {
    const { elements } = await modelOf(diagram);
    const drawn = elements.map(({ id, name, type, lane, attachedTo }) => [id, name, type, lane, attachedTo]);
    const expected = facts.nodes.map((node) => [node.id, node.label, node.type, node.lane, node.attachedTo]);
    expect(byId(drawn)).toEqual(byId(expected));
  });

  test('interrupts at the boundary events that the table says interrupt', async () => {
    const { elements } = await modelOf(diagram);
    for (const { id, annotation } of facts.nodes.filter(({ type }) => type === 'boundaryEvent')) {
      const element = elements.find((each) => each.id === id);
      expect([id, element?.interrupting]).toEqual([id, !annotation.includes('no interrumpe')]);
    }
  });

  test('has the flows of the table, with labels and defaults', async () => {
    const { elements, flows } = await modelOf(diagram);
    const defaults = new Set(elements.flatMap(({ defaultFlow }) => defaultFlow ?? []));
    const drawn = flows.map(({ id, source, target, name }) => [id, source, target, name, defaults.has(id)]);
    const expected = facts.flows.map((flow) => [
      flow.id,
      flow.source,
      flow.target,
      flow.label,
      flow.isDefault,
    ]);
    expect(byId(drawn)).toEqual(byId(expected));
  });

  test('says of what no source tells that it is inferred, and of no flow else', () => {
    const xml = xmlOf(diagram);
    const saysSo = ({ id }: { id: string }) =>
      new RegExp(`<bpmn:\\w+ id="${id}"[^>]*[^/]>\\s*<bpmn:documentation[^>]*>[^<]*Inferencia`).test(xml);
    expect(facts.nodes.filter((node) => node.inferred && !saysSo(node))).toEqual([]);
    expect(facts.flows.filter((flow) => saysSo(flow) !== (flow.inferred === true))).toEqual([]);
  });

  test('gives every gateway one default, and a condition to each other flow that it chooses', async () => {
    const { elements, flows } = await modelOf(diagram);
    for (const gateway of elements.filter(({ type }) => type === 'exclusiveGateway')) {
      const bare = flows.filter(({ source, condition }) => source === gateway.id && condition === undefined);
      expect([gateway.id, bare.map(({ id }) => id)]).toEqual([gateway.id, [gateway.defaultFlow]]);
    }
  });

  test.each(facts.flows.filter(({ condition }) => condition !== ''))(
    'decides as the table does: $id',
    async (flow) => {
      const condition = (await modelOf(diagram)).flows.find(({ id }) => id === flow.id)?.condition ?? '';
      for (const variables of combinations(flow.condition)) {
        const chosen = evaluate(condition.slice(1), variables) === true;
        expect([condition, variables, chosen]).toEqual([
          condition,
          variables,
          holds(flow.condition, variables),
        ]);
      }
    },
  );
});

describe.each(shippedFolders)('the roles of %s', (folder) => {
  test('are the lanes of its drawings', async () => {
    const models = await Promise.all(shipped.filter((one) => one.folder === folder).map(modelOf));
    const lanes = new Set(models.flatMap(({ elements }) => elements.map(({ lane }) => lane)));
    const { groups } = JSON.parse(readFileSync(join(processesFolder, folder, 'roles.json'), 'utf8'));
    const ids: string[] = groups.map(({ id }: { id: string }) => id);
    expect([...lanes].filter((lane) => !ids.includes(lane ?? ''))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function byId<Row extends unknown[]>(rows: Row[]): Row[] {
  return rows.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function evaluate(expression: string, variables: { [name: string]: Json | undefined }): Json {
  const result = ports.evaluate(expression, {
    variables: { get: (name) => variables[name] },
    now: 0,
    owner: 0,
    inputs: {},
  });
  if (result.kind !== 'value') throw new Error(`Expected a value of ${expression}, but ${result.kind}`);
  return result.value;
}

/** What cannot be seen in a condition: which kind of value its variable has. */
const KINDS: { [name: string]: Json[] } = {
  first_level_typologies: [['clave'], []],
  typology: ['clave', 'otra'],
  is_repeat_of: ['C-1'],
  affected_clients: [['900'], []],
  distinct_attempt_days: [0, 2, 3, 4],
};

/** Every combination of values of the variables that a condition names; nothing is one of them. */
function combinations(condition: string): { [name: string]: Json | undefined }[] {
  const words = condition.replace(/'[^']*'/g, '').match(/\.?[a-z_]+/g) ?? [];
  const names = [...new Set(words)].filter((word) => word !== 'true' && !word.startsWith('.'));
  return names.reduce<{ [name: string]: Json | undefined }[]>(
    (all, name) =>
      all.flatMap((one) =>
        [...valuesOf(name, condition), undefined].map((value) => ({ ...one, [name]: value })),
      ),
    [{}],
  );
}

/** Texts that it is compared with and one more; yes and no where there are none. */
function valuesOf(name: string, condition: string): Json[] {
  const given = KINDS[name];
  if (given) return given;
  const compared = [...condition.matchAll(new RegExp(`\\b${name}\\s*[!=]=\\s*'([^']*)'`, 'g'))].map(
    (found) => found[1],
  );
  const listed = new RegExp(`\\[([^\\]]*)\\]\\.includes\\(${name}\\)`).exec(condition)?.[1];
  const texts = [...compared, ...(listed?.split(',').map((text) => text.replaceAll("'", '').trim()) ?? [])];
  return texts.length === 0 ? [true, false] : [...texts.map(String), 'otro'];
}

/** What the table's own JavaScript says. */
function holds(condition: string, variables: { [name: string]: Json | undefined }): boolean {
  const given = Object.entries(variables);
  try {
    const compute = new Function(...given.map(([name]) => name), `return (${condition})`);
    return Boolean(compute(...given.map(([, value]) => value)));
  } catch {
    return false;
  }
}
