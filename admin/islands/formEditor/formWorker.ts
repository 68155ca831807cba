// The worker of forms: answers one call after another, so that what is drawn last is what was asked last.
import { formCalls } from './formCalls.ts';
import type { Reply, Request } from './protocol.ts';

const calls = formCalls() as unknown as { [call: string]: (...args: unknown[]) => Promise<unknown> };
let queue: Promise<unknown> = Promise.resolve();

async function answer({ id, call, args }: Request): Promise<void> {
  let reply: Reply;
  try {
    reply = { id, result: await calls[call]?.(...args) };
  } catch (problem) {
    reply = { id, error: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) };
  }
  self.postMessage(reply);
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  queue = queue.then(() => answer(data));
});
