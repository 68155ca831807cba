// What nodes tell each other at once, by LISTEN and NOTIFY: hints to look, never truth. A lost one costs a poll.
import pg from 'pg';
import type { Bus, BusMessage } from '../bus.ts';
import { type PostgresAddress, settingsOf } from './postgresConnect.ts';

const CHANNEL = 'cauce';
/** PostgreSQL takes less than 8000 bytes. */
const MOST_BYTES = 7_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;

/** On a connection of its own, which comes back by itself. */
export function createPostgresBus(address: PostgresAddress): Bus {
  const listeners = new Set<(message: BusMessage) => void>();
  let client: pg.Client | undefined;
  let pending: BusMessage[] = [];
  let sending: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE;
  let closed = false;
  let connecting = connect();

  return {
    tell(message) {
      if (closed) return;
      pending.push(message);
      sending ??= send();
    },
    onMessage(listener) {
      listeners.add(listener);
    },
    ready: () => connecting,
    async close() {
      closed = true;
      clearTimeout(retry);
      await sending;
      await connecting;
      await client?.end().catch(() => {});
    },
  };

  async function connect(): Promise<void> {
    const mine = new pg.Client((await settingsOf(address)) as pg.ClientConfig);
    // A connection that ends says so by one event or the other, or by both.
    const lost = () => {
      if (client !== mine && client !== undefined) return;
      client = undefined;
      again();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload }) => heard(payload));
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}`);
      client = mine;
      pause = FIRST_PAUSE;
      // What was told while nobody listened is unknown: everybody looks.
      for (const listener of listeners) listener({});
    } catch {
      await mine.end().catch(() => {});
      again();
    }
  }

  function again(): void {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      connecting = connect();
    }, pause);
    retry.unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function heard(payload = ''): void {
    for (const message of JSON.parse(payload) as BusMessage[])
      for (const listener of listeners) listener(message);
  }

  /** What is told while one notification travels shares the next. */
  async function send(): Promise<void> {
    await Promise.resolve();
    while (pending.length > 0) {
      const texts = coalesced(pending);
      pending = [];
      // Whoever would have heard what is lost here looks by itself before long.
      for (const text of texts)
        await client?.query('SELECT pg_notify($1, $2)', [CHANNEL, text]).catch(() => {});
    }
    sending = undefined;
  }
}

function coalesced(messages: BusMessage[]): string[] {
  const unique = [...new Set(messages.map((message) => JSON.stringify(message)))];
  const texts: string[] = [];
  let current: string[] = [];
  let size = 0;
  for (const text of unique) {
    const bytes = Buffer.byteLength(text) + 1;
    if (bytes > MOST_BYTES) continue;
    if (size + bytes > MOST_BYTES) {
      texts.push(`[${current.join()}]`);
      current = [];
      size = 0;
    }
    current.push(text);
    size += bytes;
  }
  if (current.length > 0) texts.push(`[${current.join()}]`);
  return texts;
}
