// `npm run torture -- clock`: the clock is set by a second to thirty days, both ways, again and again under load: every
// case comes to its end, no history goes back, nothing that waits for a far instant comes early, and nobody spins.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from '../../engine/cli/verification.ts';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { giveBackClock, setClock, takeClock } from '../harness/systemClock.ts';
import { timedDrawings } from '../harness/timedDrawings.ts';
import { deployAll, worker } from './besides.ts';
import type { Torture, TortureReport } from './torture.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const steps = [SECOND, 3_600 * SECOND, DAY, 30 * DAY];

export const torture: Torture = {
  summary: 'the clock set by a second, an hour, a day, thirty days, both ways, under load',
  options: { sets: 100, walkers: 8, pause: 700 },
  async run({ sets = 100, walkers = 8, pause = 700 }, progress): Promise<TortureReport> {
    const folder = await mkdtemp(join(tmpdir(), 'cauce-clock-'));
    const database = join(folder, 'cauce.db');
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    takeClock();
    const cauce = await createCauce({ database, log: (entry) => note(report, entry) });
    let queries = 0;
    cauce.engine.store.reader.on('query', () => {
      queries += 1;
    });
    try {
      await deployAll(cauce, timedDrawings);
      const far = await begin(cauce, 'days');
      let on = true;
      let cases = 0;
      const walk = async () => {
        while (on) {
          await walkCase(cauce);
          cases += 1;
        }
      };
      const walking = Array.from({ length: walkers }, walk);
      let ahead = 0;
      for (let set = 1; set <= sets; set += 1) {
        // Within thirty days of the true time, so that what is due in forty never is.
        const by = (steps[set % steps.length] ?? 0) * (ahead > 0 ? -1 : 1);
        ahead += by;
        setClock(by);
        await sleep(pause);
        if (set % 10 === 0) progress(`set ${set} of ${sets} times, ${cases} cases`);
      }
      on = false;
      await Promise.all(walking);
      if ((await cauce.engine.store.find('process_instances', { key: far }))?.state !== 'ACTIVE')
        report.wrong.push('what is due in forty days came within thirty');
      queries = 0;
      await sleep(3_000);
      if (queries > 60) report.wrong.push(`${queries} queries in three seconds without work`);
      report.figures = { sets, cases, queriesInThreeIdleSeconds: queries };
    } finally {
      await cauce.close();
      giveBackClock();
    }
    await judge(database, report);
    await rm(folder, { recursive: true });
    return report;
  },
};

function note({ wrong }: TortureReport, entry: unknown): void {
  const isSet = typeof entry === 'object' && entry !== null && 'code' in entry && entry.code === 'CLOCK_SET';
  if (!isSet) wrong.push(`logged: ${entry instanceof Error ? entry.stack : JSON.stringify(entry)}`);
}

async function begin({ engine }: Cauce, processId: string): Promise<number> {
  const begun = await engine.start({ processId, variables: {}, principal: worker });
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  return begun.instanceKey;
}

/** From its start to its end, over a connector and a timer. */
async function walkCase(cauce: Cauce): Promise<void> {
  const key = await begin(cauce, 'rounds');
  for (const element of ['ask', 'again']) {
    for (;;) {
      const row = await cauce.engine.store
        .reader('cauce_user_tasks')
        .where({ instance_key: key, element_id: element, state: 'CREATED' })
        .first('key');
      if (row) {
        const done = await cauce.engine.completeUserTask(row.key, {}, { principal: worker });
        if (!done.ok) throw new Error(JSON.stringify(done));
        break;
      }
      await sleep(20);
    }
  }
}

async function judge(filename: string, report: TortureReport): Promise<void> {
  const store = await openStore({ filename, readOnly: true });
  try {
    const { problems } = await audit(store, { at: () => {} });
    report.wrong.push(...problems.map((problem) => JSON.stringify(problem)));
    const [row] = (await store.reader.raw(
      `SELECT count(*) AS back FROM cauce_journal AS a JOIN cauce_journal AS b
       ON b.tenant_id = a.tenant_id AND b.stream = a.stream AND b.sequence = a.sequence + 1 WHERE b.at < a.at`,
    )) as { back: number }[];
    if (row?.back) report.wrong.push(`${row.back} batches are earlier than the one before`);
    const open = await store
      .reader('cauce_process_instances')
      .where({ process_id: 'rounds', state: 'ACTIVE' });
    report.lost.push(...open.map(({ key }) => `case ${key} did not end`));
  } finally {
    await store.close();
  }
}
