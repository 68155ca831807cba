// Clients of the HTTP benchmark: each sends its next request when it has its answer. Sockets are written and read by
// hand: Node's own client needs more CPU than the servers that it would measure.
import { connect, type Socket } from 'node:net';
import { answering } from './children.ts';

interface Round {
  port: number;
  token: string;
  paths: string[];
  count: number;
}

const body = '{"variables":{"approved":true}}';

answering(
  async ({ port, token, paths, count }: Round) => {
    const before = process.cpuUsage();
    const latencies: number[] = [];
    let left = count;
    const next = [...paths];
    await Promise.all(
      paths.map(async (_, client) => {
        const connection = await open(port);
        while (left-- > 0) {
          const began = performance.now();
          const answer = await connection.post(next[client] as string, token);
          latencies.push(performance.now() - began);
          // The next task comes in the same answer; who gives none is asked the same again.
          const key = /"userTaskKey":"(\d+)"/.exec(answer)?.[1];
          if (key) next[client] = `/v2/user-tasks/${key}/completion`;
        }
        connection.end();
      }),
    );
    const { user, system } = process.cpuUsage(before);
    return { latencies, cpuMs: (user + system) / 1000, paths: next };
  },
  async () => {},
);

async function open(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let buffered = '';
  let answered: ((body: string) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  socket.setEncoding('latin1');
  socket.on('error', (error) => failed?.(error));
  socket.on('data', (text: string) => {
    buffered += text;
    const head = buffered.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(buffered)?.[1] ?? 0);
    if (buffered.length < head + 4 + length) return;
    const answer = buffered.slice(head + 4, head + 4 + length);
    const status = buffered.slice(9, 12);
    buffered = buffered.slice(head + 4 + length);
    if (status.startsWith('2')) answered?.(answer);
    else failed?.(new Error(`Expected a completed task, but the answer is ${status}: ${answer}`));
  });
  return {
    post: (path: string, token: string) =>
      new Promise<string>((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n` +
            'Content-Type: application/json\r\nPrefer: return=representation\r\n' +
            `Content-Length: ${body.length}\r\n\r\n${body}`,
        );
      }),
    end: () => socket.end(),
  };
}
