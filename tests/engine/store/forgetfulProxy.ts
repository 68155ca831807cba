// Between a node and PostgreSQL: passes bytes on, until it forgets a connection as a firewall does. Neither end is told.
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface ForgetfulProxy {
  /** The database's address through it. */
  url: string;
  /** Connections that a client holds, forgotten ones too. */
  readonly held: number;
  /** Those that are there now pass nothing on any more. */
  forget(): void;
  /** Those to come neither, from their first byte. */
  forgetAll(): void;
  close(): Promise<void>;
}

export async function startForgetfulProxy(database: string): Promise<ForgetfulProxy> {
  const target = new URL(database);
  const clients = new Map<Socket, { forgotten: boolean }>();
  let isHole = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const state = { forgotten: isHole };
    clients.set(client, state);
    client.on('data', (chunk: Buffer) => void (state.forgotten || upstream.write(chunk)));
    upstream.on('data', (chunk: Buffer) => void (state.forgotten || client.write(chunk)));
    for (const socket of [client, upstream]) socket.on('error', () => {});
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => void (state.forgotten || client.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const forget = () => {
    for (const state of clients.values()) state.forgotten = true;
  };
  return {
    url: url.href,
    get held() {
      return clients.size;
    },
    forget,
    forgetAll() {
      isHole = true;
      forget();
    },
    async close() {
      for (const client of clients.keys()) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
