import { expect, test } from 'vitest';
import { verifyInProcess } from '../../../engine/verification/verifyInProcess.ts';
import { testMasterKey } from '../../harness/stores.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from '../store/openTestStore.ts';

async function request() {
  const store = await openTestStore({ masterKey: testMasterKey });
  const instance = facts(instanceKeyOf(1));
  await commit(store, [batch(instance, 1, startWithTask(instance))]);
  return { store: { filename: store.filename, masterKey: testMasterKey } };
}

test('a verification says how far it is, answers, and leaves nothing running', async () => {
  const told: string[] = [];
  const { verified, stop } = verifyInProcess(await request(), (check) => told.push(check));
  expect(await verified).toMatchObject({ streams: 1, batches: 1 });
  expect(told).toContain('chain');
  await stop();
  await stop();
});

test('whoever asked goes on when it is stopped at any moment', async () => {
  const asked = await request();
  for (const ms of [0, 300, 600, 900, 1200]) {
    const { verified, stop } = verifyInProcess(asked, () => {});
    const outcome = verified.then(
      () => 'answered',
      (error: Error) => error.message,
    );
    await new Promise((resume) => setTimeout(resume, ms));
    await stop();
    expect(await outcome).toMatch(/^answered$|ended without one \(SIGKILL\)/);
  }
});

test('a database that is not there is told by its own error', async () => {
  const { verified, stop } = verifyInProcess({ store: { filename: '/nowhere/cauce.db' } }, () => {});
  await expect(verified).rejects.toThrow('Expected a database at /nowhere/cauce.db');
  await stop();
});
