// The worker's side of calls: answers one after another, so that what is answered last is what was asked last.
import type { CallsOf, Reply, Request } from './callProtocol.ts';

export function answerCalls<Calls extends CallsOf<Calls>>(calls: Calls): (request: Request) => void {
  let queue: Promise<unknown> = Promise.resolve();

  async function answer({ id, call, args }: Request): Promise<void> {
    let reply: Reply;
    try {
      reply = { id, result: await calls[call as keyof Calls](...(args as never[])) };
    } catch (problem) {
      reply = { id, error: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) };
    }
    self.postMessage(reply);
  }

  return (request) => {
    queue = queue.then(() => answer(request));
  };
}
