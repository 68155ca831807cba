// The nodes on one database: each says that it lives, and whoever finds one silent for a lease frees what it held.
import { randomBytes } from 'node:crypto';
import { endSessions } from '../store/dialects/postgresSessions.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';

export interface Node {
  id: string;
  host: string;
  port: number | null;
  release: string;
  /** Newest format of events that it reads. */
  eventFormat: number;
  startedAt: number;
  heartbeatAt: number;
}

export interface NodeRegistry {
  /** Of this node, other at each start. */
  readonly id: string;
  /** Puts this node on the list, and keeps it there. */
  start(): Promise<void>;
  /** Where this node serves. */
  serves(port: number): void;
  /** Those that live, oldest first. */
  list(): Promise<Node[]>;
  /** Newest format that every living node reads: an event of a newer one must not be written yet. */
  eventFormat(): number;
  /** Takes this node off the list. */
  close(): Promise<void>;
}

export interface NodeRegistryOptions {
  store: OpenStore;
  /** Milliseconds after which a silent node counts as dead. */
  lease: number;
  host: string;
  release: string;
  eventFormat: number;
  /** In the transaction that takes dead nodes off the list: frees what they held. */
  free(db: Db, dead: string[]): Promise<void>;
  /** After it. */
  freed(dead: string[]): void;
  failed(error: unknown): void;
}

interface NodeRow {
  id: string;
  host: string;
  port: number | null;
  release: string;
  event_format: number;
  started_at: number;
  heartbeat_at: number;
}

/** No two nodes need their clocks to agree. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
const nothing = { instances: [], routed: [] };

export function createNodeRegistry(options: NodeRegistryOptions): NodeRegistry {
  const { store, lease, host, release } = options;
  const id = `${store.session}-${randomBytes(2).toString('hex')}`;
  let port: number | null = null;
  let agreed = options.eventFormat;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  /** Since when this node has said without a gap that it lives, by `performance.now()`. */
  let unbrokenSince = Number.POSITIVE_INFINITY;
  let lastBeat = Number.NEGATIVE_INFINITY;
  let closed = false;

  return {
    id,
    async start() {
      await beat();
      timer = setInterval(() => {
        running ??= beat()
          .catch(options.failed)
          .finally(() => {
            running = undefined;
          });
      }, lease / 4);
      timer.unref();
    },
    serves(given) {
      port = given;
    },
    list: async () => (await living(store.reader)).map(nodeOf),
    eventFormat: () => agreed,
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
      await store.writeGroup(nothing, (db) => db('cauce_nodes').where({ id }).del()).catch(() => {});
    },
  };

  async function beat(): Promise<void> {
    if (closed) return;
    const dead = await store.writeGroup(nothing, async (db) => {
      await say(db);
      agreed = Math.min(...(await living(db)).map((node) => node.event_format));
      return mayJudge() ? bury(db) : [];
    });
    const now = performance.now();
    // A gap as long as that (this process stood still, the database was away) may be everybody's, not the others' alone.
    if (now - lastBeat > lease / 2) unbrokenSince = now;
    lastBeat = now;
    if (dead.length > 0) options.freed(dead);
  }

  async function say(db: Db): Promise<void> {
    const row = { id, host, port, release, event_format: options.eventFormat };
    await db('cauce_nodes')
      .insert({ ...row, started_at: db.raw(NOW), heartbeat_at: db.raw(NOW) })
      .onConflict('id')
      .merge({ port, heartbeat_at: db.raw(NOW) });
  }

  function living(db: Db): Promise<NodeRow[]> {
    return db('cauce_nodes')
      .whereRaw(`heartbeat_at > ${NOW} - ?`, [lease])
      .orderBy(['started_at', 'id']) as unknown as Promise<NodeRow[]>;
  }

  /** Only who was there all the time knows that it was the other who was silent. */
  function mayJudge(): boolean {
    const now = performance.now();
    return now - lastBeat <= lease / 2 && now - unbrokenSince >= lease / 2;
  }

  /** Each dead node is buried by one. */
  async function bury(db: Db): Promise<string[]> {
    const rows = (await db('cauce_nodes')
      .whereRaw(`heartbeat_at <= ${NOW} - ?`, [lease])
      .forUpdate()
      .skipLocked()
      .select('id')) as { id: string }[];
    const dead = rows.map((row) => row.id);
    if (dead.length === 0) return dead;
    await endSessions(
      db,
      dead.map((each) => each.split('-')[0] ?? ''),
    );
    await options.free(db, dead);
    await db('cauce_nodes').whereIn('id', dead).del();
    return dead;
  }
}

function nodeOf(row: NodeRow): Node {
  const { id, host, port, release, event_format, started_at, heartbeat_at } = row;
  return {
    id,
    host,
    port,
    release,
    eventFormat: event_format,
    startedAt: started_at,
    heartbeatAt: heartbeat_at,
  };
}
