// The same random history in memory and in a SQLite file, with instances dropped from memory and read again: same events.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeAnchor } from '../../engine/audit/anchors.ts';
import { audit } from '../../engine/cli/verification.ts';
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

async function inFile(xml: string, moves: Move[], crashes = false): Promise<unknown> {
  const clock = { now: NOON };
  const opened = await openRuntime({ clock, instancesInMemory: 2, snapshotEvery: 3 });
  let { engine, store } = opened;
  await deploy(engine, xml);
  await engine.start({ processId: 'process', variables: CORR, principal: ana });
  await engine.settle(20_000);
  for (const [at, move] of moves.entries()) {
    // Half way the power fails.
    if (crashes && at === Math.floor(moves.length / 2)) ({ engine, store } = await opened.crash());
    if ('until' in move) {
      clock.now = Math.max(clock.now, move.until);
      await engine.fireDueTimers();
    } else await engine.execute(move.instanceKey, [move.command], { principal: ana });
    await engine.settle(20_000);
  }
  const rows = await store.reader('cauce_process_instances').orderBy('key').select('key');
  const histories: unknown[] = [];
  for (const { key } of rows)
    histories.push([key, plain((await engine.history(key)).flatMap((batch) => batch.events))]);
  await engine.close();
  await writeAnchor(store, clock.now);
  expect((await audit(store, { at: () => {} })).problems).toEqual([]);
  await store.close();
  return histories;
}

/** Different processes called at once get their numbers in the order in which they are read: here all call one. */
const callOne = (xml: string) => xml.replace(/processId="called\d"/g, 'processId="called"');

test('every process does in a file what it does in memory, and its history is proved', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, turns, async (drawn, way) => {
      const xml = callOne(draw(drawn));
      const { events, moves } = ride(await modelsOf(xml), way);
      const inMemory = [...events].sort(([a], [b]) => a - b).map(([key, list]) => [key, plain(list)]);
      expect(await inFile(xml, moves)).toEqual(inMemory);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 180_000);

test('the history of every process is proved after a power cut, too', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, turns, async (drawn, way) => {
      const xml = draw(drawn);
      await inFile(xml, ride(await modelsOf(xml), way).moves, true);
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 180_000);
