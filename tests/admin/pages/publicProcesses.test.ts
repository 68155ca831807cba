// The page of public processes stands whatever any one deployment holds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { around, drawing, flow } from '../../engine/model/drawing.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

describe('a deployment of before roles were checked', () => {
  test.each(['{', '[]', 'null', '{"groups":{"a":1}}', '{"groups":[null,{"id":7,"profile":"P"}]}'])(
    'with roles %s closes no other process to the public',
    async (roles) => {
      const { engine } = product.cauce;
      const content = Buffer.from(drawing(around('userTask')));
      const files = [
        { name: 'other.bpmn', content },
        { name: 'roles.json', content: Buffer.from('{"groups":[]}') },
      ];
      const deployed = await engine.deploy(files, system, roles);
      if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
      const stored = { deployment_key: deployed.deploymentKey, name: 'roles.json' };
      const set = { content: Buffer.from(roles) };
      expect(await engine.store.write((db) => db('cauce_resources').where(stored).update(set))).toBe(1);
      expect((await createVisitor(product.url).get('/radicar')).status).toBe(200);
    },
  );
});

test('a process that the public can begin in several places has an address for each', async () => {
  const start = (id: string, name: string, task: string) =>
    `<bpmn:startEvent id="${id}" name="${name}"/>${flow(`f_${id}`, id, task)}<bpmn:userTask id="${task}" name="${name}"/>`;
  const lane =
    '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Ciudadanía"><bpmn:flowNodeRef>ask</bpmn:flowNodeRef><bpmn:flowNodeRef>thank</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
  const content = drawing(`${lane}${start('s1', 'Preguntar', 'ask')}${start('s2', 'Agradecer', 'thank')}`);
  const roles = JSON.stringify({ groups: [{ id: 'Ciudadanía', name: 'Ciudadanía', profile: 'P' }] });
  const files = [
    { name: 'several.bpmn', content: Buffer.from(content) },
    { name: 'roles.json', content: Buffer.from(roles) },
  ];
  const deployed = await product.cauce.engine.deploy(files, system, 'several');
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  const visitor = createVisitor(product.url);
  const choice = fromHtml((await visitor.get('/radicar')).text);
  expect(choice).toContain('Proceso: Preguntar');
  expect(choice).toContain('/radicar/P?inicio=s2');
  const form = await visitor.get('/radicar/P?inicio=s2');
  expect([form.status, form.text.includes('Agradecer')]).toEqual([200, true]);
  expect((await visitor.get('/radicar/P?inicio=ask')).status).toBe(404);
  const open = fromHtml((await visitor.get('/radicar/P')).text);
  expect([...open.matchAll(/\/radicar\/P\?inicio=(\w+)/g)].map(([, id]) => id)).toEqual(['s2', 's1']);
});

test('how a flow is attended today is offered until its future drawing is there', async () => {
  const roles = JSON.stringify({ groups: [{ id: 'Ciudadanía', name: 'Ciudadanía', profile: 'P' }] });
  const deploy = async (id: string, kind: string) => {
    const variant = `<bpmn:extensionElements><cauce:variant flow="quejas" kind="${kind}"/></bpmn:extensionElements>`;
    const lane =
      '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Ciudadanía"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
    const nodes = `${variant}${lane}<bpmn:startEvent id="s"/>${flow('f', 's', 't')}<bpmn:userTask id="t"/>`;
    const content = Buffer.from(drawing(nodes).replace('id="P"', `id="${id}"`));
    const files = [
      { name: `${kind}.bpmn`, content },
      { name: 'roles.json', content: Buffer.from(roles) },
    ];
    const deployed = await product.cauce.engine.deploy(files, system, kind);
    if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  };
  const offered = async () => {
    const choice = fromHtml((await createVisitor(product.url).get('/radicar')).text);
    return [...new Set([...choice.matchAll(/\/radicar\/(quejas_\w+|pqrs_\w+)[?"]/g)].map(([, id]) => id))];
  };
  await deploy('quejas_hoy', 'as-is');
  expect((await offered()).sort()).toEqual(['pqrs_tobe', 'quejas_hoy']);
  await deploy('quejas_futuro', 'to-be');
  expect((await offered()).sort()).toEqual(['pqrs_tobe', 'quejas_futuro']);
});

test('a first task that staff may take as well is not the public’s to begin', async () => {
  const roles = JSON.stringify({
    groups: [
      { id: 'Ciudadanía', name: 'Ciudadanía', profile: 'P' },
      { id: 'Oficina', name: 'Oficina', profile: 'S' },
    ],
  });
  const deploy = async (id: string, groups: string) => {
    const lane =
      '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Ciudadanía"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
    const task = `<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="${groups}"/></bpmn:extensionElements></bpmn:userTask>`;
    const content = drawing(`${lane}<bpmn:startEvent id="s"/>${flow('f', 's', 't')}${task}`);
    const files = [
      { name: `${id}.bpmn`, content: Buffer.from(content.replace('id="P"', `id="${id}"`)) },
      { name: 'roles.json', content: Buffer.from(roles) },
    ];
    const deployed = await product.cauce.engine.deploy(files, system, id);
    if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
    return (await createVisitor(product.url).get(`/radicar/${id}`)).status;
  };
  expect(await deploy('public_alone', 'Ciudadanía')).toBe(200);
  expect(await deploy('with_staff', 'Ciudadanía, Oficina')).toBe(404);
});
