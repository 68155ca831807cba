// Has a proof of work made in a worker; asked again for the same, it is the same.
import type { Stamp } from '../../filing/stamp.ts';

const made = new Map<string, Promise<string>>();

/** What the form posts; empty where the browser has no workers: then the stricter quota holds. */
export function proofOf(asked: Omit<Stamp, 'nonce'>): Promise<string> {
  const name = `${asked.request} ${asked.bits} ${asked.minute}`;
  const known = made.get(name) ?? make(asked).catch(() => '');
  made.set(name, known);
  return known;
}

async function make(asked: Omit<Stamp, 'nonce'>): Promise<string> {
  const worker = new Worker(new URL('./proofWorker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(String(data)));
      worker.addEventListener('error', reject);
      worker.postMessage(asked);
    });
  } finally {
    worker.terminate();
  }
}
