// A process that commits without end and prints each answered batch, until somebody kills it.
import { openStore } from '../../../engine/store/openStore.ts';
import { batch, facts, instanceKeyOf, personalModel, startWithTask } from './openTestStore.ts';

const store = await openStore({ filename: process.argv[2] ?? '' });
for (;;) {
  const number = await store.reserve('instance', 4);
  const instances = [0, 1, 2, 3].map((offset) => facts(instanceKeyOf(number + offset), personalModel));
  let heads = instances.map(() => '');
  for (let sequence = 1; sequence <= 5; sequence++) {
    const batches = instances.map((instance, index) =>
      batch(instance, sequence, sequence === 1 ? startWithTask(instance) : [], {
        previousHash: heads[index] ?? '',
      }),
    );
    heads = (await store.write((db) => store.commitBatches(db, batches))).hashes;
    for (const { stream } of batches) process.stdout.write(`${stream} ${sequence}\n`);
  }
}
