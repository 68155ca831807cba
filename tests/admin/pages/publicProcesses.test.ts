// The page of public processes stands whatever any one deployment holds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { around, drawing } from '../../engine/model/drawing.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

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
