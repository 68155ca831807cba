// Which batches of a commit are sealed, and under which key.
import type { Batch } from './commit.ts';
import type { DataKey, KeyStore } from './keys.ts';
import { storeError } from './storeError.ts';

/**
 * Keys by instance. A process with a data subject seals under its case's key, made and durable before the commit.
 * An instance called from such a case holds the same person's data, so it is sealed whatever its own model says.
 */
export async function sealingKeys(keys: KeyStore, batches: Batch[]): Promise<ReadonlyMap<number, DataKey>> {
  const declared = new Set<string>();
  for (const { instance } of batches) if (instance?.model.dataSubject) declared.add(String(instance.rootKey));
  const made = declared.size > 0 ? await keys.ensure(declared) : new Map<string, DataKey>();
  const byInstance = new Map<number, DataKey>();
  for (const { instance } of batches) {
    if (!instance || byInstance.has(instance.instanceKey)) continue;
    const id = String(instance.rootKey);
    const called = instance.instanceKey !== instance.rootKey;
    const key = made.get(id) ?? (called || instance.model.dataSubject ? await keys.find(id) : undefined);
    if (key === 'erased') {
      throw storeError(
        'CASE_ERASED',
        { rootKey: instance.rootKey },
        `Expected a case whose data may be written but case ${id} was erased. Cancel its instances first.`,
      );
    }
    if (key) byInstance.set(instance.instanceKey, key);
  }
  return byInstance;
}
