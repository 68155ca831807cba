// Who waits for a message or a signal: instances, and start events of the latest version of each process.
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Definition, Definitions } from './definitions.ts';

export interface Waiter {
  key: number;
  instance_key: number;
  process_id: string;
  element_id: string;
  created_at: number;
}

export interface Start {
  definition: Definition;
  /** As `createInstance` takes it. */
  at: { startElement: string; startDefinition?: number };
}

export interface Subscribers {
  /** Who waits for a message, oldest first. Read in pages as they are asked for: most often the first one takes it. */
  waiting(name: string, correlationKey: string): AsyncIterable<Waiter>;
  /** Whether anybody waits for a message. */
  isAwaited(name: string, correlationKey: string, db: Db): Promise<boolean>;
  /** Everybody who waits for a signal now, oldest first. */
  hearing(name: string): Promise<Waiter[]>;
  /**
   * Whom a message between pools may mean beside its case: the one instance that was started apart, all alone in its case,
   * and waits for that name without a key of its own. Nobody where the sender's case has such an instance already.
   */
  apart(name: string, senderCase: number): Promise<Waiter | undefined>;
  /** Conditions have the empty name. */
  starts(kind: 'message' | 'signal' | 'condition', name: string): Promise<Start[]>;
}

/** Waiters read at first; each further page has four times as many, so that nobody who refuses makes many pages. */
const FIRST_PAGE = 16;
const LARGEST_PAGE = 1_024;

export function createSubscribers(store: OpenStore, definitions: Definitions): Subscribers {
  const { reader, tenant } = store;
  return {
    async *waiting(name, correlationKey) {
      let last: Waiter | undefined;
      for (let most = FIRST_PAGE; ; most = Math.min(most * 4, LARGEST_PAGE)) {
        const page = await subscriptions(
          { kind: 'message', name, correlation_key: correlationKey },
          last,
          most,
        );
        yield* page;
        if (page.length < most) return;
        last = page.at(-1);
      }
    },
    async isAwaited(name, correlationKey, db) {
      const row = await db('cauce_message_subscriptions')
        .where({ tenant_id: tenant, kind: 'message', name, correlation_key: correlationKey })
        .first('key');
      return row !== undefined;
    },
    hearing: (name) => subscriptions({ kind: 'signal', name }),
    async apart(name, senderCase) {
      const rows: Waiter[] = await reader('cauce_message_subscriptions as s')
        .join('cauce_process_instances as p', 'p.key', 's.instance_key')
        .where({ 's.tenant_id': tenant, 's.kind': 'message', 's.name': name })
        .whereRaw('s.correlation_key = coalesce(p.business_key, cast(p.root_key as text))')
        .whereNotExists(
          reader('cauce_process_instances as o')
            .whereRaw('o.root_key = p.root_key')
            .whereRaw('o.key <> p.key')
            .select('o.key'),
        )
        .whereNotExists(
          reader('cauce_process_instances as h')
            .where('h.root_key', senderCase)
            .whereRaw('h.process_id = p.process_id')
            .select('h.key'),
        )
        .limit(2)
        .select('s.key', 's.instance_key', 's.process_id', 's.element_id', 's.created_at');
      return rows.length === 1 ? rows[0] : undefined;
    },
    async starts(kind, name) {
      const rows = await reader('cauce_start_subscriptions')
        .where({ tenant_id: tenant, kind, name })
        .orderBy(['definition_key', 'element_id', 'part'])
        .select('definition_key', 'element_id', 'part');
      const found: Start[] = [];
      for (const { definition_key, element_id, part } of rows) {
        const definition = await definitions.byKey(definition_key);
        const at = { startElement: element_id, ...(part >= 0 && { startDefinition: part }) };
        if (definition) found.push({ definition, at });
      }
      return found;
    },
  };
  /** Oldest first: those after `last`, so many `most`. */
  function subscriptions(of: { [column: string]: string }, last?: Waiter, most?: number): Promise<Waiter[]> {
    const rows = reader('cauce_message_subscriptions').where({ tenant_id: tenant, ...of });
    if (last) rows.whereRaw('(created_at, key) > (?, ?)', [last.created_at, last.key]);
    if (most !== undefined) rows.limit(most);
    return rows
      .orderBy(['created_at', 'key'])
      .select('key', 'instance_key', 'process_id', 'element_id', 'created_at');
  }
}
