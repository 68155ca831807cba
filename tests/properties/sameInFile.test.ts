// The same random history in memory and in a SQLite file, with instances dropped from memory and read again: same events.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeAnchor } from '../../engine/audit/anchors.ts';
import { audit } from '../../engine/cli/verification.ts';
import type { Event } from '../../engine/core/index.ts';
import type { DurableRuntime } from '../../engine/runtime/durableRuntime.ts';
import { ana, deploy, openRuntime } from '../engine/runtime/openRuntime.ts';
import { draw } from './draw.ts';
import type { ToOne, Turn } from './drive.ts';
import { type Block, type Drawing, drawing, type Handler } from './fullBlocks.ts';
import { CORR, modelsOf, NOON, type Ridden, ride } from './ride.ts';
import { turns } from './turns.ts';

/** What differs by nature: keys of definitions and of messages. */
function plain(events: Event[]): unknown[] {
  return JSON.parse(
    JSON.stringify(events, (name, value) =>
      name === 'definitionKey' || name === 'messageKey' ? undefined : value,
    ),
  );
}

type History = [instanceKey: number, events: unknown[]];

/** Whatever has an end comes to it sooner. */
const UNTIL_REST = 120_000;
/** What has no end goes on for so long. */
const WITHOUT_END = 2_000;

/** Events after which a history in memory is taken to have no end. Nearly all stay below a tenth. */
const MOST_EVENTS = 5_000;

async function inFile(xml: string, { moves, endless }: Ridden, crashes = false): Promise<History[]> {
  const clock = { now: NOON };
  const opened = await openRuntime({ clock, instancesInMemory: 2, snapshotEvery: 3 });
  let { engine, store } = opened;
  const goesOn = (at: number) => endless && at === moves.length - 1;
  const rest = (at: number) => engine.settle(goesOn(at) ? WITHOUT_END : UNTIL_REST);
  await deploy(engine, xml);
  await engine.start({ processId: 'process', variables: CORR, principal: ana });
  await rest(-1);
  for (const [at, move] of moves.entries()) {
    // Half way the power fails.
    if (crashes && at === Math.floor(moves.length / 2)) ({ engine, store } = await opened.crash());
    if ('command' in move) await tell(engine, move);
    else {
      clock.now = Math.max(clock.now, move.until);
      // What the first of several sets off comes before the second one fires, or after it: neither is promised.
      if (crashes || (move.fired.length < 2 && !goesOn(at))) await engine.fireDueTimers();
      else
        for (const timer of move.fired) {
          await engine.settle(UNTIL_REST);
          await tell(engine, timer);
        }
    }
    await rest(at);
  }
  const rows = await store.reader('cauce_process_instances').orderBy('key').select('key');
  const histories: History[] = [];
  for (const { key } of rows)
    histories.push([key, plain((await engine.history(key)).flatMap((batch) => batch.events))]);
  await engine.close();
  await writeAnchor(store, clock.now);
  expect((await audit(store, { at: () => {} })).problems).toEqual([]);
  await store.close();
  return histories;
}

function tell(engine: DurableRuntime, { instanceKey, command }: ToOne) {
  return engine.execute(instanceKey, [command], { principal: ana });
}

/** What has no end is stopped somewhere in memory and elsewhere in the file: it is the same as far as both came. */
function asFarAs(histories: History[], others: History[]): History[] {
  const lengths = new Map(others.map(([key, events]) => [key, events.length]));
  return histories
    .filter(([key]) => lengths.has(key))
    .map(([key, events]) => [key, events.slice(0, lengths.get(key))]);
}

/** Both histories, which must be the same. */
async function expectSameInFile(
  drawn: Drawing,
  way: Turn[],
): Promise<{ endless: boolean; histories: History[] }> {
  const xml = callOne(draw(drawn));
  const ridden = ride(await modelsOf(xml), way, undefined, MOST_EVENTS);
  const inMemory = [...ridden.events]
    .sort(([a], [b]) => a - b)
    .map(([key, events]): History => [key, plain(events)]);
  const histories = await inFile(xml, ridden);
  if (ridden.endless) expect(asFarAs(histories, inMemory)).toEqual(asFarAs(inMemory, histories));
  else expect(histories).toEqual(inMemory);
  return { endless: ridden.endless, histories };
}

/** Different processes called at once get their numbers in the order in which they are read: here all call one. */
const callOne = (xml: string) => xml.replace(/processId="called\d"/g, 'processId="called"');

test('every process does in a file what it does in memory, and its history is proved', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, turns, async (drawn, way) => void (await expectSameInFile(drawn, way))),
    { numRuns: 25, endOnFailure: true },
  );
}, 180_000);

const work = (tag: 'userTask' | 'scriptTask'): Block => ({
  kind: 'task',
  tag,
  repeat: 'once',
  boundaries: [],
  doubled: false,
  extra: 'none',
});
const sequence = (...blocks: Block[]): Block => ({ kind: 'sequence', blocks, mask: 0 });
const tellItself: Block = { kind: 'throw', event: 'message' };
const onMessage = (block: Block, end: Handler['end']): Handler => ({
  event: 'message',
  interrupting: false,
  undo: 'userTask',
  block,
  end,
});

test('a process that tells itself something without end does the same in a file as far as both came', async () => {
  // The handler counts in x, and throws what began it as soon as that is above 2.
  const block = sequence(tellItself, tellItself, tellItself, work('userTask'));
  const { endless } = await expectSameInFile(
    { block, handlers: [onMessage(work('scriptTask'), 'message')] },
    [],
  );
  expect(endless).toBe(true);
});

test('timers that are due at once do the same in a file, whatever the first of them sets off', async () => {
  const wait = sequence({ kind: 'catch', event: 'timer' }, tellItself);
  const block: Block = { kind: 'parallel', blocks: [wait, wait, work('userTask')], mask: 0, escapes: false };
  const { endless, histories } = await expectSameInFile(
    { block, handlers: [onMessage(work('userTask'), 'none')] },
    // The second event to wait for, behind the message, is the first timer.
    [{ kind: 'event', pick: 1, value: 0 }],
  );
  expect(endless).toBe(false);
  expect(JSON.stringify(histories).split('"messageThrown"').length - 1).toBe(2);
});

test('what is called and terminated in the same step never begins', async () => {
  const called: Block = {
    kind: 'callActivity',
    repeat: 'loopMaximum',
    boundaries: [],
    called: 'called',
  };
  const block: Block = {
    kind: 'parallel',
    blocks: [called, { kind: 'throw', event: 'escalation' }],
    mask: 3,
    escapes: false,
  };
  const handler: Handler = {
    event: 'escalation',
    interrupting: true,
    undo: 'userTask',
    block: work('userTask'),
    end: 'none',
  };
  const { histories } = await expectSameInFile({ block, handlers: [handler] }, []);
  expect(histories).toHaveLength(1);
});

test('the history of every process is proved after a power cut, too', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, turns, async (drawn, way) => {
      const xml = draw(drawn);
      await inFile(xml, ride(await modelsOf(xml), way, undefined, MOST_EVENTS), true);
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 180_000);
