// `lost-replies`: the server has committed, its answer is lost, the client asks again. With the same Idempotency-Key all
// is there exactly once; without one, what can be done twice is there twice at most, for all to see.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../engine/store/openStore.ts';
import { startCuttingProxy } from './cuttingProxy.ts';
import { type Asking, kinds } from './replies/kinds.ts';
import { startServer, verifyDatabase } from './serverProcess.ts';
import { peopleOf } from './serviceToken.ts';
import type { Torture, TortureReport } from './torture.ts';

const processes = fileURLToPath(new URL('process', import.meta.url));

export const torture: Torture = {
  summary: 'HTTP answers lost after the commit, asked again with and without the same Idempotency-Key',
  options: { replies: 300 },
  async run({ replies = 1 }, progress) {
    const folder = await mkdtemp(join(tmpdir(), 'cauce-replies-'));
    const database = join(folder, 'cauce.db');
    const { service: token, person: admin } = await peopleOf(database);
    const server = await startServer({ database, processes });
    const proxy = await startCuttingProxy(server.url);
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const asking: Asking = { url: proxy.url, token, admin };
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const asked: { kind: keyof typeof kinds; id: string; key: boolean }[] = [];
    /** Without a key: how the second request was answered, by kind. */
    const second: { [answer: string]: number } = {};
    try {
      for (let number = 0; number < 2 * replies; number++) {
        const key = number < replies;
        const kind = names[number % names.length] as keyof typeof kinds;
        const id = `lost-${number}`;
        const answers = await kinds[kind].ask(asking, id, key);
        asked.push({ kind, id, key });
        if (!key) second[`${kind} ${answers.at(-1)}`] = (second[`${kind} ${answers.at(-1)}`] ?? 0) + 1;
        else if (answers.some((status) => status >= 300))
          report.wrong.push(`${kind} ${id} with its key: ${answers.join(', ')}`);
        if ((number + 1) % 50 === 0) progress(`${number + 1} of ${2 * replies}`);
      }
      await server.stop();
      const doubledWithoutKey = await count(database, asked, report);
      const verified = await verifyDatabase(database);
      if (!verified.ok) report.wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
      if (proxy.lost !== 2 * replies) report.wrong.push(`${proxy.lost} answers were lost`);
      report.figures = { lostReplies: proxy.lost, doubledWithoutKey, ...second };
      return report;
    } finally {
      await server.kill();
      await proxy.close();
      await rm(folder, { recursive: true });
    }
  },
};

/** How often each is there. Gives how many are there twice that had no key. */
async function count(
  database: string,
  asked: { kind: keyof typeof kinds; id: string; key: boolean }[],
  report: TortureReport,
): Promise<number> {
  const store = await openStore({ filename: database, readOnly: true });
  let twice = 0;
  try {
    for (const { kind, id, key } of asked) {
      const times = await kinds[kind].count(store, id);
      if (times === 0) report.lost.push(`${kind} ${id}`);
      if (times > (key ? 1 : 2)) report.doubled.push(`${kind} ${id}: ${times} times, key: ${key}`);
      if (!key && times === 2) twice += 1;
    }
  } finally {
    await store.close();
  }
  return twice;
}
