// What nodes tell each other at once, by LISTEN and NOTIFY: hints to look, never truth. A lost one costs a poll.
import pg from 'pg';
import type { Bus, BusMessage } from '../bus.ts';
import { type PostgresAddress, settingsOf } from './postgresConnect.ts';

const CHANNEL = 'cauce';
/** PostgreSQL takes less than 8000 bytes. */
const MOST_BYTES = 7_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;
/** Milliseconds after which a connection that does not answer counts as gone, and between two looks at a quiet one. */
const PATIENCE = 5_000;
/** What closing waits for. */
const FAREWELL = 1_000;

/**
 * On a connection of its own, which comes back by itself. It is asked now and then whether it is there: what a firewall or a
 * lost machine forgot hears nothing and ends never.
 */
export function createPostgresBus(address: PostgresAddress, patience = PATIENCE): Bus {
  const listeners = new Set<(message: BusMessage) => void>();
  /** The newest connection, and the same once it listens. */
  let made: pg.Client | undefined;
  let client: pg.Client | undefined;
  let pending: BusMessage[] = [];
  let sending: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE;
  let closed = false;
  let connecting = connect();
  const looking = setInterval(look, patience);
  looking.unref();

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
      clearInterval(looking);
      await atMost(FAREWELL, farewell());
      lost(made);
    },
  };

  async function connect(): Promise<void> {
    let mine: pg.Client | undefined;
    try {
      const settings = (await settingsOf(address)) as pg.ClientConfig;
      if (closed) return;
      mine = new pg.Client(settings);
      made = mine;
      // A connection that ends says so by one event or the other, or by both.
      mine.on('error', () => lost(mine));
      mine.on('end', () => lost(mine));
      mine.on('notification', ({ payload }) => heard(payload));
      await mine.connect();
      await ask(mine, `LISTEN ${CHANNEL}`);
      client = mine;
      pause = FIRST_PAUSE;
      // What was told while nobody listened is unknown: everybody looks.
      for (const listener of listeners) listener({});
    } catch {
      lost(mine);
    }
  }

  /** Whoever waits for its answer is refused by that. Said again, or of one that another has replaced, it does nothing. */
  function lost(mine: pg.Client | undefined): void {
    mine?.connection.stream.destroy();
    if (mine !== made) return;
    made = undefined;
    client = undefined;
    again();
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

  /** Gives the connection up where it does not answer in time. */
  async function ask(mine: pg.Client, sql: string, values: string[] = []): Promise<void> {
    const limit = setTimeout(() => lost(mine), patience);
    limit.unref();
    try {
      await mine.query(sql, values);
    } finally {
      clearTimeout(limit);
    }
  }

  function look(): void {
    // What is being told is an answer awaited, too.
    if (client && !sending) ask(client, 'SELECT 1').catch(() => {});
  }

  async function farewell(): Promise<void> {
    await sending;
    await connecting;
    await client?.end();
  }

  function heard(payload = ''): void {
    for (const message of messagesIn(payload)) for (const listener of listeners) listener(message);
  }

  /** What is told while one notification travels shares the next. */
  async function send(): Promise<void> {
    await Promise.resolve();
    while (pending.length > 0) {
      const texts = coalesced(pending);
      pending = [];
      // Whoever would have heard what is lost here looks by itself before long.
      for (const text of texts)
        if (client) await ask(client, 'SELECT pg_notify($1, $2)', [CHANNEL, text]).catch(() => {});
    }
    sending = undefined;
  }
}

/** Anybody on the database may notify the channel. What is not ours says no more than that something may have happened. */
function messagesIn(payload: string): BusMessage[] {
  try {
    const messages: unknown = JSON.parse(payload);
    if (Array.isArray(messages)) return messages.map((each) => (each instanceof Object ? each : {}));
  } catch {
    // Not ours.
  }
  return [{}];
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => {}), over]);
  clearTimeout(timer);
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
