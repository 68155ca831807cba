// Vitest's global set-up of the project postgres: hands out databases to all workers; the server starts when first asked.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createDatabases, type Databases } from './databases.ts';

export default async function setup(): Promise<() => Promise<void>> {
  let databases: Promise<Databases> | undefined;
  const server = createServer(async (request, response) => {
    try {
      databases ??= createDatabases(process.env.CAUCE_TEST_SERVER);
      response.end(await answer(await databases, request));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.CAUCE_TEST_DATABASES = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await (await databases)?.close();
  };
}

async function answer(databases: Databases, request: IncomingMessage): Promise<string> {
  switch (request.url) {
    case '/fresh':
      return databases.fresh();
    case '/await':
      return databases.ready();
    case '/empty':
      return databases.empty();
    default:
      databases.release(JSON.parse(await text(request)) as string[]);
      return '';
  }
}
