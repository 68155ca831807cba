// A port for a server that has to be known before it listens, or comes back where it was. It lies below the range from
// which the system serves who asks for any port, so that nobody takes it meanwhile; and a browser refuses none of them.
import { createServer } from 'node:net';

const FIRST = 20_000;
const LAST = 31_999;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
