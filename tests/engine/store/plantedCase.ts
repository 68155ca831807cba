// A case full of one person's data: a planted value in each place where such data may stand.
import type { Command } from '../../../engine/core/commands.ts';
import type { Event } from '../../../engine/core/events.ts';
import type { Json } from '../../../engine/core/json.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { batch, facts, instanceKeyOf, openTestStore, personalModel } from './openTestStore.ts';

export const key = instanceKeyOf(3);
export const instance = facts(key, personalModel);

/** One value for each place where somebody's data may stand. */
export const planted = Array.from({ length: 26 }, (_, index) => `Señora-Planted-${index}-Ñandú`);
const [
  create,
  complete,
  failed,
  thrown,
  thrownMessage,
  correlated,
  input,
  set,
  nested,
  ended,
  endedError,
  item,
] = planted;
const [incident, message, signal, errorMessage, child, decided, given, result, collected, routed] =
  planted.slice(12);
const [snapshot, fileName, content, sealedText] = planted.slice(22);

export const commands = [
  {
    type: 'createInstance',
    key,
    processId: 'p',
    variables: { name: create, channel: 'web', case_number: 'PQRS-1' },
  },
  { type: 'completeUserTask', userTask: { key: 1 }, variables: { answer: complete } },
  { type: 'failJob', job: 1, retries: 0, message: failed },
  { type: 'throwJobError', job: 1, code: 'E', message: thrownMessage, variables: { why: thrown } },
  { type: 'correlateMessage', subscription: 1, messageKey: 1, variables: { reply: correlated } },
] as Command[];

export const events = [
  { type: 'instanceCreated', key, processId: 'p', definitionKey: 8, rootKey: key },
  { type: 'variablesSet', scope: key, variables: { name: set, channel: 'web', case_number: 'PQRS-1' } },
  { type: 'variablesSet', scope: key, variables: { person: { address: [nested, 1] } } },
  { type: 'loopStarted', key: key + 1, count: 1, items: [{ who: item }] },
  { type: 'itemCollected', key: key + 1, index: 0, value: collected },
  {
    type: 'jobCreated',
    key: key + 2,
    owner: key,
    element: 'notify',
    jobType: 'mail',
    retries: 1,
    headers: {},
  },
  { type: 'jobFailed', key: key + 2, retries: 0, message: failed },
  {
    type: 'incidentRaised',
    key: key + 3,
    owner: key,
    element: 'notify',
    code: 'FEEL',
    values: { value: incident },
    retry: 'job',
  },
  {
    type: 'messageThrown',
    element: 'notify',
    owner: key,
    name: 'm',
    correlationKey: 'k',
    variables: { text: message },
    timeToLive: 0,
  },
  { type: 'signalThrown', element: 'notify', owner: key, name: 's', variables: { text: signal } },
  { type: 'errorThrown', element: 'notify', owner: key, code: 'E', message: errorMessage },
  { type: 'childCalled', key: key + 1, processId: 'c', definitionKey: 9, variables: { name: child } },
  {
    type: 'decisionEvaluated',
    owner: key,
    element: 'notify',
    decisionId: 'd',
    decisionName: 'D',
    inputs: [{ name: 'who', value: given }],
    matched: [{ rule: '1', outputs: { to: decided } }],
    result: { to: result },
  },
  { type: 'instanceTerminated', error: { code: 'E', message: endedError, variables: { last: ended } } },
] as Event[];

export const inputs = { 'series:pqrs:1': 'PQRS-1', 'catalog:people': [{ name: input }] } as {
  [name: string]: Json;
};

/** What tests ask for by name. */
export const values = { set, nested, given, decided, result, routed, snapshot, sealedText };

export async function filled(): Promise<OpenStore> {
  const store = await openTestStore();
  const payload = { variables: { name: routed } } as Json;
  const first = batch(instance, 1, events, { commands, inputs, routed: [{ id: 'r', target: 't', payload }] });
  const snapshots = [
    {
      stream: first.stream,
      sequence: 1,
      version: 1,
      hash: 'h',
      state: { name: snapshot } as Json,
      rootKey: key,
    },
  ];
  await store.write((db) => store.commitBatches(db, [first], { snapshots }));
  const source = Buffer.from(content as string);
  const upload = { name: fileName as string, contentType: 'text/plain', createdBy: 'public', at: 1, source };
  await store.documents.create({ ...upload, caseKey: key });
  await store.documents.create(upload);
  const text = await store.seal(key, 'note', sealedText as string);
  await store.write((db) => db('cauce_groups').insert({ tenant_id: 't', id: 'g', name: text }));
  return store;
}
