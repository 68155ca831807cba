// The worker that runs a draft on the real core: answers one call after another.
import type { Calls, Reply, Request } from './protocol.ts';
import { createTrialCalls } from './trialCalls.ts';

const calls: { [C in keyof Calls]: (...args: never[]) => unknown } = createTrialCalls();
let queue: Promise<unknown> = Promise.resolve();

async function answer({ id, call, args }: Request): Promise<void> {
  let reply: Reply;
  try {
    reply = { id, result: await calls[call](...(args as never[])) };
  } catch (problem) {
    reply = { id, error: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) };
  }
  self.postMessage(reply);
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  queue = queue.then(() => answer(data));
});
