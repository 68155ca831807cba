// What clients were told, held against what the journal says.
import type { Event } from '../../engine/core/events.ts';
import { type OpenStore, openStore } from '../../engine/store/openStore.ts';
import type { CaseRecord } from './caseLoad.ts';

export interface Judgement {
  acknowledged: number;
  lost: string[];
  doubled: string[];
  wrong: string[];
}

/** Elements of `waits` that happen once in every case. */
const ONCE = ['first', 'connector', 'timer', 'second', 'called'];

export async function judge(database: string, records: CaseRecord[]): Promise<Judgement> {
  const store = await openStore({ filename: database, readOnly: true });
  try {
    return await judgeStore(store, records);
  } finally {
    await store.close();
  }
}

export async function judgeStore(store: OpenStore, records: CaseRecord[]): Promise<Judgement> {
  const judgement: Judgement = { acknowledged: 0, lost: [], doubled: [], wrong: [] };
  const instances: { key: number; parent: number | null }[] = await store
    .reader('cauce_process_instances')
    .select('key', 'parent_key as parent');
  const children = new Map<number, number>();
  for (const { parent } of instances)
    if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1);
  const byCase = new Map<string, number[]>();
  for (const { key, parent } of instances) {
    if (parent !== null) continue;
    const [first] = await store.readBatches(`instance:${key}`);
    const start = first?.commands[0];
    const id = start?.type === 'createInstance' ? String(start.variables.caseId) : '';
    byCase.set(id, [...(byCase.get(id) ?? []), key]);
  }
  for (const record of records) {
    const keys = byCase.get(record.id) ?? [];
    const [key] = keys;
    const events =
      key === undefined ? [] : (await store.readBatches(`instance:${key}`)).flatMap((batch) => batch.events);
    judgeCase(record, keys, events, judgement);
    if (key !== undefined && (children.get(key) ?? 0) > 1)
      judgement.doubled.push(`${record.id}: called ${children.get(key)} times`);
  }
  return judgement;
}

function judgeCase(record: CaseRecord, keys: number[], events: Event[], judgement: Judgement): void {
  const { lost, doubled, wrong } = judgement;
  judgement.acknowledged += record.acknowledged.length;
  if (keys.length > 1) doubled.push(`${record.id}: ${keys.length} instances`);
  if (record.acknowledged.length > 0 && String(keys[0]) !== record.instanceKey)
    lost.push(`${record.id}: start`);
  for (const element of ONCE) {
    const times = completions(events, element);
    if (times > 1) doubled.push(`${record.id}: ${element} completed ${times} times`);
    if (times === 0 && record.acknowledged.includes(element)) lost.push(`${record.id}: ${element}`);
  }
  if (record.ended && completions(events, 'called') !== 1)
    wrong.push(`${record.id}: acknowledged to its end, but did not end`);
}

function completions(events: Event[], element: string): number {
  const keys = new Set(
    events.flatMap((event) =>
      event.type === 'elementActivated' && event.element === element ? [event.key] : [],
    ),
  );
  return events.filter((event) => event.type === 'elementCompleted' && keys.has(event.key)).length;
}
