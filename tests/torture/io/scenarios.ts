// Twenty things that people and programs do, each small: the disk fails at every write and sync of every one of them.
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import {
  called,
  caller,
  corrected,
  endless,
  failing,
  heardLater,
  numbered,
  personal,
  plain,
  signalTwo,
  startedByMessage,
  timed,
  worked,
} from './processes.ts';
import type { World } from './world.ts';

export interface Scenario {
  /** Without faults, once; what it leaves is copied for each fault. */
  prepare?(world: World): Promise<void>;
  /** Under faults. Asked again from its beginning it goes on where it was. */
  run(world: World): Promise<void>;
}

const deploys =
  (...drawings: string[]) =>
  (world: World) =>
    world.deploy('deploy', ...drawings);

async function jobOf(world: World, instanceKey: number): Promise<number> {
  const row = await world.store.reader('cauce_jobs').where({ instance_key: instanceKey }).first('key');
  return row.key;
}

async function isDone(world: World, id: string): Promise<boolean> {
  return (await world.store.reader('cauce_commands').where({ id }).first('id')) !== undefined;
}

/** The first start writes the schema, at each of whose writes `firstStart` fails; others begin with it written. */
const opened = async () => {};

export const scenarios = {
  firstStart: { run: async () => {} },
  deployment: { prepare: opened, run: deploys(plain) },
  secondVersion: { prepare: deploys(plain), run: (world) => world.deploy('again', corrected) },
  start: {
    prepare: deploys(plain),
    async run(world) {
      await world.start('a', 'plain');
    },
  },
  task: {
    async prepare(world) {
      await world.deploy('deploy', plain);
      await world.start('a', 'plain');
    },
    async run(world) {
      await world.complete('b', await world.start('a', 'plain'), 'work');
    },
  },
  groupOfStarts: {
    prepare: deploys(plain),
    async run(world) {
      await Promise.all([1, 2, 3, 4, 5].map((each) => world.start(`a${each}`, 'plain', { each })));
    },
  },
  series: {
    prepare: deploys(numbered),
    async run(world) {
      for (const id of ['a', 'b']) await world.start(id, 'numbered');
    },
  },
  timer: {
    async prepare(world) {
      await world.deploy('deploy', timed);
      await world.start('a', 'timed');
    },
    async run(world) {
      const key = await world.start('a', 'timed');
      world.clock.now += 120_000;
      // Refused by the disk, it is tried again a minute later.
      await world.engine.fireDueTimers();
      world.clock.now += 120_000;
      await world.engine.fireDueTimers();
      await world.engine.settle(5_000);
      await world.complete('b', key, 'work');
    },
  },
  call: {
    prepare: deploys(called, caller),
    async run(world) {
      await world.start('a', 'caller');
    },
  },
  canceledCall: {
    async prepare(world) {
      await world.deploy('deploy', plain, caller.replaceAll('"called"', '"plain"'));
      await world.start('a', 'caller');
    },
    async run(world) {
      const key = await world.start('a', 'caller');
      await world.step('b', (by) => world.engine.cancelInstance(key, by));
    },
  },
  messageStarts: {
    prepare: deploys(startedByMessage),
    async run(world) {
      await world.step('a', async (by) => {
        const repeated = await isDone(world, 'a');
        const request = { name: 'go', correlationKey: 'k', variables: {}, timeToLive: 60_000, ...by };
        const told = await world.engine.publishMessage(request);
        return told.ok ? { ...told, instanceKey: 0, sequence: 0, repeated, events: [] } : told;
      });
    },
  },
  messageBuffered: {
    prepare: deploys(heardLater),
    async run(world) {
      await world.step('a', async (by) => {
        const repeated = await isDone(world, 'a');
        const request = { name: 'later', correlationKey: 'k', variables: {}, timeToLive: 3_600_000, ...by };
        const told = await world.engine.publishMessage(request);
        return told.ok ? { ...told, instanceKey: 0, sequence: 0, repeated, events: [] } : told;
      });
      await world.start('b', 'heardLater', { key: 'k' });
    },
  },
  signal: {
    async prepare(world) {
      await world.deploy('deploy', signalTwo);
      for (const id of ['a', 'b']) await world.start(id, 'signalTwo');
    },
    async run(world) {
      await world.step('c', async (by) => {
        const repeated = await isDone(world, 'c');
        const told = await world.engine.broadcastSignal({ name: 'all', variables: {}, ...by });
        return told.ok ? { ...told, instanceKey: 0, sequence: 0, repeated, events: [] } : told;
      });
    },
  },
  job: {
    async prepare(world) {
      await world.deploy('deploy', worked);
      await world.start('a', 'worked');
    },
    async run(world) {
      const key = await world.start('a', 'worked');
      if (!(await isDone(world, 'b'))) {
        const asked = { type: 'work', worker: 'w', timeout: 1_000, maxJobsToActivate: 1 };
        await world.engine.activateJobs(asked).catch(() => []);
      }
      const job = await jobOf(world, key);
      await world.step('b', (by) => world.engine.completeJob(job, { made: 1 }, by));
    },
  },
  incident: {
    async prepare(world) {
      await world.deploy('deploy', failing);
      await world.start('a', 'failing');
    },
    async run(world) {
      const key = await world.start('a', 'failing');
      const { id } = (await world.store
        .reader('cauce_incidents')
        .where({ instance_key: key })
        .first({ id: 'key' })) as { id: number };
      await world.step('b', (by) => world.engine.setVariables(key, { amount: 2 }, false, by));
      await world.step('c', (by) => world.engine.resolveIncident(id, by));
    },
  },
  personalCase: {
    prepare: deploys(personal),
    async run(world) {
      await world.complete('b', await world.start('a', 'personal', { name: 'Ñandú' }), 'work');
    },
  },
  document: {
    prepare: opened,
    async run(world) {
      const name = 'big.bin';
      await world.make(
        'a',
        async () => (await world.store.reader('cauce_documents').first('id')) !== undefined,
        async () => {
          const source = Buffer.alloc(600_000, 7);
          const about = {
            name,
            contentType: 'application/octet-stream',
            createdBy: 'ana',
            at: world.clock.now,
          };
          await world.store.documents.create({ ...about, source });
        },
      );
    },
  },
  snapshots: {
    async prepare(world) {
      await world.deploy('deploy', endless);
      await world.start('a', 'endless');
    },
    async run(world) {
      const key = await world.start('a', 'endless');
      for (const round of [1, 2, 3, 4])
        await world.step(`set${round}`, (by) => world.engine.setVariables(key, { round }, false, by));
    },
  },
  migration: {
    async prepare(world) {
      await world.deploy('deploy', plain);
      await world.start('a', 'plain');
      await world.deploy('again', corrected);
    },
    async run(world) {
      const key = await world.start('a', 'plain');
      const { definitionKey } = (await world.store
        .reader('cauce_process_definitions')
        .where({ process_id: 'plain', version: 2 })
        .first({ definitionKey: 'key' })) as { definitionKey: number };
      await world.step('b', (by) => world.engine.migrateInstance(key, { definitionKey, mapping: [] }, by));
      await world.step('c', (by) =>
        world.engine.modifyInstance(key, { move: [{ from: { element: 'work' }, to: 'more' }] }, by),
      );
    },
  },
  anchor: {
    async prepare(world) {
      await world.deploy('deploy', plain);
      await world.start('a', 'plain');
    },
    async run(world) {
      await world.make(
        'anchor',
        async () => (await world.store.reader('cauce_anchors').first('number')) !== undefined,
        () => writeAnchor(world.store, world.clock.now),
      );
    },
  },
} satisfies { [name: string]: Scenario };
