// The server killed with SIGKILL again and again under load: nothing acknowledged is lost, nothing happens twice.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createPerson } from '../../engine/access/people.ts';
import type { Event } from '../../engine/core/events.ts';
import { createCauce } from '../../engine/index.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { startLoad } from './caseLoad.ts';
import { type ServerProcess, startServer, verifyDatabase } from './serverProcess.ts';

export interface KillReport {
  cycles: number;
  requests: number;
  cases: number;
  acknowledged: number;
  lost: string[];
  doubled: string[];
  refused: string[];
  /** Cycles after which `cauce verify` found a problem. */
  unclean: number;
}

export interface KillOptions {
  cycles: number;
  concurrent: number;
  /** Milliseconds that a server lives, from and to; the choice is drawn evenly. */
  life: [number, number];
  progress?(cycle: number): void;
}

const processes = fileURLToPath(new URL('process', import.meta.url));

export async function killCycles({ cycles, concurrent, life, progress }: KillOptions): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-kill-'));
  const database = join(folder, 'cauce.db');
  const token = await serviceToken(database);
  let server: ServerProcess = await startServer({ database, processes });
  const load = startLoad(() => server.url, token, concurrent);
  let unclean = 0;
  try {
    for (let cycle = 1; cycle <= cycles; cycle++) {
      await sleep(life[0] + Math.random() * (life[1] - life[0]));
      await server.kill();
      const { ok } = await verifyDatabase(database);
      if (!ok) unclean += 1;
      server = await startServer({ database, processes });
      progress?.(cycle);
    }
    await sleep(2_000);
    await load.stop();
    await server.stop();
    const judged = await judge(database, load.records);
    return {
      cycles,
      requests: load.requests,
      cases: load.records.length,
      ...judged,
      refused: load.refused,
      unclean,
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** A service whose bearer token the load uses. */
async function serviceToken(database: string): Promise<string> {
  const cauce = await createCauce({ database });
  try {
    const { store, now } = cauce.engine;
    await createPerson(store, now(), { username: 'load', name: 'Load', roles: ['service'] }, 'test');
    return await cauce.access.tokens.create('load', 'load', 'test');
  } finally {
    await cauce.close();
  }
}

/** What the client was told, held against what the journal says. */
async function judge(database: string, records: ReturnType<typeof startLoad>['records']) {
  const store = await openStore({ filename: database, readOnly: true });
  const lost: string[] = [];
  const doubled: string[] = [];
  let acknowledged = 0;
  try {
    const byCase = new Map<string, number[]>();
    for (const { key } of await store.reader('cauce_process_instances').select('key')) {
      const [first] = await store.readBatches(`instance:${key}`);
      const start = first?.commands[0];
      const id = start?.type === 'createInstance' ? String(start.variables.caseId) : '';
      byCase.set(id, [...(byCase.get(id) ?? []), key]);
    }
    for (const record of records) {
      acknowledged += record.acknowledged.length;
      const keys = byCase.get(record.id) ?? [];
      if (keys.length > 1) doubled.push(`${record.id}: ${keys.length} instances`);
      const key = keys[0];
      if (record.acknowledged.length > 0 && String(key) !== record.instanceKey)
        lost.push(`${record.id}: start`);
      if (key === undefined) continue;
      const events = (await store.readBatches(`instance:${key}`)).flatMap(({ events }) => events);
      for (const element of ['first', 'connector', 'timer', 'second']) {
        const times = completions(events, element);
        if (times > 1) doubled.push(`${record.id}: ${element} completed ${times} times`);
        if (times === 0 && record.acknowledged.includes(element)) lost.push(`${record.id}: ${element}`);
      }
    }
  } finally {
    await store.close();
  }
  return { acknowledged, lost, doubled };
}

function completions(events: Event[], element: string): number {
  const keys = new Set(
    events.flatMap((event) =>
      event.type === 'elementActivated' && event.element === element ? [event.key] : [],
    ),
  );
  return events.filter((event) => event.type === 'elementCompleted' && keys.has(event.key)).length;
}
