// Between client and server: passes requests on, and now and then loses the answer after the server has given it.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy {
  url: string;
  /** Answers lost so far. */
  readonly lost: number;
  close(): Promise<void>;
}

/** A request with this header gets no answer: its connection is cut when the server's answer has come in. */
export const LOSE = 'x-lose-reply';

export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get lost() {
      return lost;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const { [LOSE]: lose, host: _, ...headers } = incoming.headers;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(
        `${target}${incoming.url}`,
        { method: incoming.method ?? 'GET', headers },
        resolve,
      );
      asked.on('error', reject);
      asked.end(body);
    });
    const content = await read(answer);
    if (lose !== undefined) {
      lost += 1;
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.end(content);
  }
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
