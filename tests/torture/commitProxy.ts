// Between a node and PostgreSQL: passes bytes on, and now and then cuts the connection around a COMMIT: before the server
// hears of it, or when it has committed and its answer is on the way.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type Cut = 'before' | 'after';

export interface CommitProxy {
  port: number;
  /** Commits seen so far. */
  readonly commits: number;
  /** The next commit is cut so. */
  arm(cut: Cut): void;
  readonly cuts: Record<Cut, number>;
  close(): Promise<void>;
}

/** A simple query, or a statement to be parsed, that begins with this word. Data of ours is never in a message so short. */
const isCommit = (chunk: Buffer) => chunk.length < 64 && /COMMIT/i.test(chunk.toString('latin1'));

export async function startCommitProxy(host: string, port: number): Promise<CommitProxy> {
  const sockets = new Set<Socket>();
  const cuts = { before: 0, after: 0 };
  let armed: Cut | undefined;
  let commits = 0;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    let cutting: Cut | undefined;
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
      if (isCommit(chunk)) {
        commits += 1;
        cutting = armed;
        armed = undefined;
      }
      if (cutting === 'before') {
        cuts.before += 1;
        end();
      } else upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (cutting === 'after') {
        // PostgreSQL answers a commit when it is durable.
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
    arm(cut) {
      armed = cut;
    },
    cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
