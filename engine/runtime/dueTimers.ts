// Timers that are due, as the store has them. Where several nodes look, each takes some, and the others leave those to it.
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';

export interface DueTimer {
  key: number;
  instance_key: number;
}

export interface DueTimers {
  /** The first that are due at that instant, those of these keys left out. */
  take(at: number, most: number, leftOut: number[]): Promise<DueTimer[]>;
  /** When the next falls due; Infinity when none does. */
  next(at: number, leftOut: number[]): Promise<number>;
}

/** `lease`: milliseconds after which a timer that a node took, and has not fired, is there for the others. */
export function createDueTimers(store: OpenStore, lease: number): DueTimers {
  const { reader, tenant, shared } = store;
  const timers = (db: Db, leftOut: number[]) =>
    db('cauce_timers')
      .where({ tenant_id: tenant })
      .where((query) => {
        if (leftOut.length > 0)
          query.whereRaw(`key NOT IN (${dialectOf(db).values('number')})`, [JSON.stringify(leftOut)]);
      });
  const due = (db: Db, at: number, most: number, leftOut: number[]) =>
    timers(db, leftOut).where('due_at', '<=', at).orderBy(['due_at', 'key']).limit(most);

  return {
    async take(at, most, leftOut) {
      if (!shared) return due(reader, at, most, leftOut).select('key', 'instance_key');
      const any = await free(due(reader, at, 1, leftOut), at).first('key');
      if (!any) return [];
      return store.writeGroup({ instances: [], routed: [] }, async (db) => {
        const mine = free(due(db, at, most, leftOut), at)
          .select('key')
          .forUpdate()
          .skipLocked();
        return db('cauce_timers')
          .whereIn('key', mine)
          .update({ claimed_until: at + lease, claimed_due: db.ref('due_at') })
          .returning(['key', 'instance_key']) as unknown as Promise<DueTimer[]>;
      });
    },
    async next(at, leftOut) {
      // What is due and still there is in some node's hands: that is looked at by the clock.
      const ahead = timers(reader, leftOut).where((query) => {
        if (shared) query.where('due_at', '>', at);
      });
      const row = await ahead.min('due_at as at').first();
      return row?.at ?? Number.POSITIVE_INFINITY;
    },
  };
}

/** A claim is for one firing: the next one of a timer that repeats is anybody's. */
function free<Q extends ReturnType<Db>>(query: Q, at: number): Q {
  return query.where((claim) => {
    claim.whereNull('claimed_until').orWhere('claimed_until', '<=', at).orWhereRaw('claimed_due <> due_at');
  }) as Q;
}
