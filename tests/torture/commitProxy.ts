// Between a node and PostgreSQL: passes bytes on, and now and then cuts the connection around a COMMIT: before the server
// hears of it, or when it has committed and its answer is on the way.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type Cut = 'before' | 'after';

export interface CommitProxy {
  port: number;
  /** Commits seen so far. */
  readonly commits: number;
  /** The next commit is cut so: of anything, or of what writes into the journal. */
  arm(cut: Cut, of: 'anything' | 'journal'): void;
  readonly cuts: Record<Cut, number>;
  close(): Promise<void>;
}

/** As a query that stands as it is, with or without its semicolon. Data of ours holds no zeros, so that neither is found in it. */
const asked = ['COMMIT', 'COMMIT;'].map((sql) => message('Q', sql));
/** What comes before it in a transaction that writes into the journal. */
const journaled = [Buffer.from('COPY cauce_journal ')];
/** What the server says when it is durable. */
const answered = [message('C', 'COMMIT')];

function message(type: string, text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length + 5);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(`${text}\0`)]);
}

/** Tells whether one of the messages ends in a chunk, wherever it began; it may share the chunk with others. */
function finder(messages: Buffer[]): (chunk: Buffer) => boolean {
  const longest = Math.max(...messages.map(({ length }) => length));
  let tail: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const seen = Buffer.concat([tail, chunk]);
    tail = seen.subarray(Math.max(0, seen.length - longest + 1));
    return messages.some((each) => {
      const at = seen.lastIndexOf(each);
      return at >= 0 && at + each.length > seen.length - chunk.length;
    });
  };
}

export async function startCommitProxy(host: string, port: number): Promise<CommitProxy> {
  const sockets = new Set<Socket>();
  const cuts = { before: 0, after: 0 };
  let armed: { cut: Cut; of: 'anything' | 'journal' } | undefined;
  let commits = 0;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    let cutting: Cut | undefined;
    let isJournaled = false;
    const [isAsked, isAnswered, writesJournal] = [finder(asked), finder(answered), finder(journaled)];
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (chunk: Buffer) => {
      isJournaled = writesJournal(chunk) || isJournaled;
      if (isAsked(chunk)) {
        commits += 1;
        cutting = undefined;
        if (armed && (isJournaled || armed.of === 'anything')) {
          cutting = armed.cut;
          armed = undefined;
        }
        isJournaled = false;
      }
      if (cutting === 'before') {
        cuts.before += 1;
        end();
      } else upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (isAnswered(chunk) && cutting === 'after') {
        cuts.after += 1;
        end();
      } else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get commits() {
      return commits;
    },
    arm(cut, of) {
      armed = { cut, of };
    },
    cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
