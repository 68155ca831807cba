import { expect, test } from 'vitest';
import { createUnchanging } from '../../../admin/desk/unchanging.ts';
import { openRuntime } from '../../engine/runtime/openRuntime.ts';

test('what deployments say is read once, and again where reading failed', async () => {
  const { store } = await openRuntime();
  const unchanging = createUnchanging<string>();
  let reads = 0;
  const lost = async () => {
    reads += 1;
    throw new Error('Connection terminated');
  };
  const read = async () => {
    reads += 1;
    return 'words';
  };
  await expect(unchanging(store, 7, lost)).rejects.toThrow('terminated');
  expect([await unchanging(store, 7, read), await unchanging(store, 7, read)]).toEqual(['words', 'words']);
  expect(reads).toBe(2);
  expect(await unchanging(store, 8, read)).toBe('words');
  expect(reads).toBe(3);
});
