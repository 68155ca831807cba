import { expect, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import type { Json } from '../../../engine/core/json.ts';
import { batch, commit, facts, instanceKeyOf, personalModel, plainModel } from './openTestStore.ts';
import { commands, events, filled, inputs, instance, key, planted, values } from './plantedCase.ts';
import { storedBytes } from './storedBytes.ts';

const { set, nested, given, decided, result, routed, snapshot, sealedText } = values;

test('no file holds a personal value in plain text, and public names stay readable', async () => {
  const store = await filled();
  const bytes = await storedBytes(store);
  expect(bytes.length).toBeGreaterThan(5_000);
  const encodings = (value: string) => [
    Buffer.from(value),
    Buffer.from(value, 'utf16le'),
    Buffer.from(value, 'latin1'),
    Buffer.from(encodeURIComponent(value)),
    Buffer.from(JSON.stringify(value).slice(1, -1)),
    Buffer.from(Buffer.from(value).toString('base64')),
  ];
  for (const value of planted)
    for (const encoded of encodings(value)) expect(bytes.includes(encoded), value).toBe(false);
  expect(bytes.includes('"channel":"web"')).toBe(true);
  expect(bytes.includes('"case_number":"PQRS-1"')).toBe(true);
  expect(bytes.includes('"series:pqrs:1":"PQRS-1"')).toBe(true);
});

test('whoever holds the key reads everything back as it was', async () => {
  const store = await filled();
  const [read] = await store.readBatches(`instance:${key}`);
  expect(read).toMatchObject({ commands, inputs });
  expect(read?.events).toEqual(events);
  expect((await store.readRouted())[0]?.payload).toEqual({ variables: { name: routed } });
  expect((await store.readSnapshot(`instance:${key}`))?.state).toEqual({ name: snapshot });
  const rows = (await store.search('variables', {})).rows;
  const opened = await Promise.all(
    rows.map(({ name, value }) => store.openValue(key, String(name), JSON.parse(String(value)) as Json)),
  );
  expect(Object.fromEntries(rows.map(({ name }, index) => [name, opened[index]]))).toEqual({
    name: set,
    channel: 'web',
    case_number: 'PQRS-1',
    person: { address: [nested, 1] },
  });
  const decision = await store.find('decision_instances', { instance_key: key });
  expect(await store.openValue(key, '', JSON.parse(String(decision?.record)))).toEqual({
    inputs: [{ name: 'who', value: given }],
    matched: [{ rule: '1', outputs: { to: decided } }],
    result: { to: result },
  });
  const row = await store.reader('cauce_groups').where({ id: 'g' }).first();
  expect(await store.open(key, 'note', row.name)).toBe(sealedText);
});

test('after the key is erased every sealed value reads as erased, and public ones stay', async () => {
  const store = await filled();
  await store.keys.erase(String(key), 5);
  const [read] = await store.readBatches(`instance:${key}`);
  const erased = { $erased: true };
  expect(read?.events[1]).toEqual({
    type: 'variablesSet',
    scope: key,
    variables: { name: erased, channel: 'web', case_number: 'PQRS-1' },
  });
  expect(read?.inputs).toEqual({ 'series:pqrs:1': 'PQRS-1', 'catalog:people': erased });
  expect(JSON.stringify(read)).not.toMatch(/Planted|\$sealed/);
  expect((await store.readRouted())[0]?.payload).toEqual(erased);
  expect(await store.readSnapshot(`instance:${key}`)).toBeUndefined();
  const row = await store.reader('cauce_groups').where({ id: 'g' }).first();
  expect(await store.open(key, 'note', row.name)).toBeUndefined();
  await expect(commit(store, [batch(instance, 2, [])])).rejects.toThrow(
    expect.objectContaining({ code: 'CASE_ERASED' }),
  );
});

test('an envelope moved to another name or case does not open', async () => {
  const store = await filled();
  const other = facts(instanceKeyOf(4), personalModel);
  await commit(store, [batch(other, 1, [])]);
  const variable = await store.find('variables', { instance_key: key, name: 'name' });
  const sealed = JSON.parse(String(variable?.value)) as Json;
  expect(await store.openValue(key, 'name', sealed)).toBe(set);
  await expect(store.openValue(key, 'address', sealed)).rejects.toThrow();
  await expect(store.openValue(other.instanceKey, 'name', sealed)).rejects.toThrow(
    /Expected an envelope of key/,
  );
});

test('an envelope planted by a user is text like any other', async () => {
  const store = await filled();
  const variable = await store.find('variables', { instance_key: key, name: 'name' });
  const stolen = JSON.parse(String(variable?.value)) as Json;
  const fresh = facts(instanceKeyOf(5), personalModel);
  const open = facts(instanceKeyOf(6), plainModel);
  const variables = { channel: stolen, name: stolen };
  for (const target of [fresh, open]) {
    const scope = target.instanceKey;
    const planting: Event[] = [{ type: 'variablesSet', scope, variables }];
    await commit(store, [batch(target, 1, planting)]);
    expect((await store.readBatches(`instance:${scope}`))[0]?.events).toEqual(planting);
  }
});

test('an instance called from a case with a data subject is sealed although its own model names none', async () => {
  const store = await filled();
  const called = facts(instanceKeyOf(7), plainModel, key);
  const variables = { name: 'Luz Planted' };
  await commit(store, [batch(called, 1, [{ type: 'variablesSet', scope: called.instanceKey, variables }])]);
  const [row] = await store.reader('cauce_journal').where({ stream: `instance:${called.instanceKey}` });
  expect(row.payload).not.toContain('Luz Planted');
  expect((await store.readBatches(row.stream))[0]?.events[0]).toMatchObject({ variables });
});

test('sealing the same batch again gives the same bytes', async () => {
  const store = await filled();
  const prepared = async () => (await store.prepareCommit([batch(instance, 2, events)])).hashes;
  expect(await prepared()).toEqual(await prepared());
});
