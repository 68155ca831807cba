// Leases and back-offs are durations: where the clock is set they move with it, or they would end at once, or much later.
import type { Store } from './store.ts';

/** `otherwise`: what the clock would read. What had run out by then stays as it is. */
export async function moveLeases(
  { tenant, write }: Pick<Store, 'tenant' | 'write'>,
  by: number,
  otherwise: number,
): Promise<void> {
  await write(async (db) => {
    await db('cauce_jobs')
      .where({ tenant_id: tenant })
      .where('leased_until', '>', otherwise)
      .update({ leased_until: db.raw('leased_until + ?', [by]) });
    await db('cauce_mails')
      .where({ tenant_id: tenant, state: 'QUEUED' })
      .where('next_attempt_at', '>', otherwise)
      .update({ next_attempt_at: db.raw('next_attempt_at + ?', [by]) });
    await db('cauce_mailboxes')
      .where({ tenant_id: tenant })
      .where('claimed_until', '>', otherwise)
      .update({ claimed_until: db.raw('claimed_until + ?', [by]) });
  });
}
