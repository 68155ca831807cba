// The same random history in memory and in a SQLite file, with instances dropped from memory and read again: same events.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../engine/core/index.ts';
import { ana, deploy, openRuntime } from '../engine/runtime/openRuntime.ts';
import { draw } from './draw.ts';
import type { Move } from './drive.ts';
import { drawing } from './fullBlocks.ts';
import { CORR, modelsOf, NOON, ride } from './ride.ts';
import { turns } from './turns.ts';

/** What differs by nature: keys of definitions and of messages. */
function plain(events: Event[]): unknown {
  return JSON.parse(
    JSON.stringify(events, (name, value) =>
      name === 'definitionKey' || name === 'messageKey' ? undefined : value,
    ),
  );
}

async function inFile(xml: string, moves: Move[]): Promise<unknown> {
  const clock = { now: NOON };
  const { engine, store } = await openRuntime({ clock, instancesInMemory: 2, snapshotEvery: 3 });
  await deploy(engine, xml);
  await engine.start({ processId: 'process', variables: CORR, principal: ana });
  await engine.settle(5_000);
  for (const move of moves) {
    if ('until' in move) {
      clock.now = Math.max(clock.now, move.until);
      await engine.fireDueTimers();
    } else await engine.execute(move.instanceKey, [move.command], { principal: ana });
    await engine.settle(5_000);
  }
  const rows = await store.reader('cauce_process_instances').orderBy('key').select('key');
  const histories: unknown[] = [];
  for (const { key } of rows)
    histories.push([key, plain((await engine.history(key)).flatMap((batch) => batch.events))]);
  await engine.close();
  await store.close();
  return histories;
}

test('every process does in a file what it does in memory', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, turns, async (drawn, way) => {
      const xml = draw(drawn);
      const { events, moves } = ride(await modelsOf(xml), way);
      const inMemory = [...events].sort(([a], [b]) => a - b).map(([key, list]) => [key, plain(list)]);
      expect(await inFile(xml, moves)).toEqual(inMemory);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 180_000);
