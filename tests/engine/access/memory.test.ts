import { expect, it } from 'vitest';
import { createMemory } from '../../../engine/access/memory.ts';
import { openAccess } from './openAccess.ts';

it('asks the database once, and again after something was written', async () => {
  const { store, close } = await openAccess();
  try {
    const asked: string[] = [];
    store.reader.on('query', ({ sql }: { sql: string }) => void asked.push(sql));
    const memory = createMemory<{ id: string }>(store);
    const get = () => memory.get('one', () => store.reader('cauce_groups').where({ id: 'one' }).first());

    // What is not there is not remembered: it may come at any time.
    expect([await get(), await get()]).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(2);

    await store.write((db) => db('cauce_groups').insert({ tenant_id: store.tenant, id: 'one', name: 'One' }));
    for (let again = 0; again < 3; again++) expect(await get()).toMatchObject({ name: 'One' });
    expect(asked).toHaveLength(3);

    await store.write((db) => db('cauce_groups').where({ id: 'one' }).update({ name: 'Uno' }));
    expect(await get()).toMatchObject({ name: 'Uno' });
    expect(asked).toHaveLength(4);
  } finally {
    await close();
  }
});
