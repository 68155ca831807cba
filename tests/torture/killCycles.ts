// One database under load whose server is killed with SIGKILL again and again, also while it starts: at the end nothing
// acknowledged is lost, nothing happened twice, every case can be carried on to its end, and `cauce verify` is content.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createAddress } from './address.ts';
import { startLoad } from './caseLoad.ts';
import { judge } from './judge.ts';
import { type SpawnedServer, spawnServer, verifyDatabase } from './serverProcess.ts';
import { serviceToken } from './serviceToken.ts';
import type { TortureReport } from './torture.ts';

export interface KillOptions {
  cycles: number;
  clients: number;
  /** Milliseconds that a server lives after it is ready, from and to; the choice is drawn evenly. */
  life: [number, number];
  /** The server's program, where it is not the one that was built. */
  program?: string;
}

/** Of so many servers one is killed before it is ready, while it recovers. */
const EARLY = 8;
/** How long cases may take to come to their end when nobody kills the server any more. */
const PATIENCE = 60_000;

const processes = fileURLToPath(new URL('process', import.meta.url));

export async function killCycles(options: KillOptions): Promise<TortureReport> {
  const { cycles, clients, life, program } = options;
  const folder = await mkdtemp(join(tmpdir(), 'cauce-kill-'));
  const database = join(folder, 'cauce.db');
  const token = await serviceToken(database);
  const address = createAddress();
  let server: SpawnedServer | undefined;
  const load = startLoad(address.get, token, clients);
  const spawn = () => spawnServer({ database, processes, ...(program !== undefined && { program }) });
  let early = 0;
  const wrong: string[] = [];
  try {
    for (let cycle = 1; cycle <= cycles; cycle++) {
      server = spawn();
      if (cycle % EARLY === 0) {
        early += 1;
        await sleep(Math.random() * 1_000);
      } else {
        address.set(await server.ready());
        await sleep(life[0] + Math.random() * (life[1] - life[0]));
      }
      // Whoever asks from now on waits for the next server; whoever has asked gets no answer.
      address.clear();
      await server.kill();
    }
    server = spawn();
    address.set(await server.ready());
    if (!(await load.drain(PATIENCE))) wrong.push(`Cases stood still after ${cycles} kills`);
    await server.stop();
    const verified = await verifyDatabase(database);
    if (!verified.ok) wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
    const judged = await judge(database, load.records);
    wrong.push(...load.refused, ...judged.wrong);
    const { requests, records } = load;
    const figures = { cycles, early, requests, cases: records.length, acknowledged: judged.acknowledged };
    return { figures, lost: judged.lost, doubled: judged.doubled, wrong };
  } finally {
    address.set('http://127.0.0.1:1');
    await load.stop();
    await server?.kill();
    await rm(folder, { recursive: true });
  }
}
