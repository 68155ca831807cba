// Without history: no batch is kept.
import { createWriteSet as create } from '../../../dist/engine/store/writeSet.js';

export function createWriteSet() {
  const writes = create();
  const { insert } = writes;
  writes.insert = (table, row) => {
    if (table.name !== 'cauce_journal') insert(table, row);
  };
  return writes;
}
