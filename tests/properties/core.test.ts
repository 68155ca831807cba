// What must hold of every process, whatever is drawn and whatever people do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Event, fold, type Json, stateFromJson, stateToJson } from '../../engine/core/index.ts';
import { deepFreeze } from '../harness/deepFreeze.ts';
import { type Block, block, processOf, tangle } from './randomProcess.ts';
import { walk } from './walk.ts';

const choices = fc.array(fc.nat({ max: 50 }), { maxLength: 40 });
const RUNS = { numRuns: 150 };
/** Two branches that collect at once: which of them is the last is not the same in one go and in steps of seven events. */
const collectors: Block = {
  kind: 'parallel',
  blocks: [
    { kind: 'iterations', block: { kind: 'script' }, sequential: false, count: 2 },
    { kind: 'iterations', block: { kind: 'script' }, sequential: true, count: 1 },
  ],
  mask: 0,
};

/** The state without its clock, which is the journal's to keep. */
function plain(state: Parameters<typeof stateToJson>[0]): Json {
  return stateToJson({ ...state, at: 0 });
}

/** Times that each element was activated and each flow taken. */
function tally(events: Event[]): { [what: string]: number } {
  const counts: { [what: string]: number } = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  for (const event of events) {
    if (event.type === 'elementActivated') count(event.element);
    if (event.type === 'elementCompleted') for (const flow of event.taken ?? []) count(flow);
  }
  return counts;
}

/** The root's variables as they ended. */
function variables(events: Event[]): { [name: string]: Json } {
  const root = events[0]?.type === 'instanceCreated' ? events[0].key : 0;
  return Object.assign(
    {},
    ...events.map((event) => (event.type === 'variablesSet' && event.scope === root ? event.variables : {})),
  );
}

describe('every process', () => {
  test('has after each command the state that its events fold to', () => {
    fc.assert(
      fc.property(block, choices, (drawn, way) => {
        walk(processOf(drawn), way, {
          look: (state, events) => expect(plain(fold(events))).toEqual(plain(state)),
        });
      }),
      RUNS,
    );
  });

  test('never writes to a state, a command or an event that it gave away', () => {
    fc.assert(
      fc.property(block, choices, (drawn, way) => {
        walk(deepFreeze(processOf(drawn)), way, {
          look: (state, events) => {
            deepFreeze(state);
            for (const event of events) deepFreeze(event);
          },
        });
      }),
      RUNS,
    );
  });

  test('leaves no token, subscription, job, task or incident behind when it completes, and always can', () => {
    fc.assert(
      fc.property(block, choices, (drawn, way) => {
        const { state } = walk(processOf(drawn), way);
        expect(state.status).toBe('completed');
        for (const table of [
          state.elements,
          state.subscriptions,
          state.jobs,
          state.userTasks,
          state.incidents,
        ])
          expect(table.size).toBe(0);
      }),
      RUNS,
    );
  });

  test('comes back from a snapshot as it was, and goes on from it as if nothing had been', () => {
    fc.assert(
      fc.property(block, choices, (drawn, way) => {
        const model = processOf(drawn);
        const live = walk(model, way, {
          look: (state) => expect(plain(stateFromJson(stateToJson(state)))).toEqual(plain(state)),
        });
        const restored = walk(model, way, { snapshots: true });
        expect(JSON.stringify(restored.events)).toBe(JSON.stringify(live.events));
      }),
      RUNS,
    );
  });

  test('gives the same bytes for the same commands', () => {
    fc.assert(
      fc.property(block, choices, (drawn, way) => {
        const [one, two] = [walk(processOf(drawn), way), walk(processOf(drawn), way)];
        expect(JSON.stringify(one.events)).toBe(JSON.stringify(two.events));
      }),
      RUNS,
    );
  });

  // True of processes whose parallel branches write no variable in common, as all of these: BPMN gives parallel branches
  // no order among each other, and a step that goes on takes up scopes and their tokens in the order of their keys, not of
  // what moved first. What is done, how often, and what is waited for stays the same, but of two branches that write one
  // variable another may be the last. Executed again, a batch ends where it ended all the same: its budget is journaled.
  test('comes to the same in one go and in the smallest steps, from snapshots', () => {
    fc.assert(
      fc.property(block, choices, fc.integer({ min: 1, max: 9 }), (drawn, way, budget) => {
        const model = processOf(drawn);
        const atOnce = walk(model, way);
        const inSteps = walk(model, way, { budget, snapshots: true });
        expect(inSteps.state.status).toBe('completed');
        expect(inSteps.waits).toEqual(atOnce.waits);
        expect(tally(inSteps.events)).toEqual(tally(atOnce.events));
        expect(variables(inSteps.events)).toEqual(variables(atOnce.events));
      }),
      { ...RUNS, examples: [[collectors, [], 7]] },
    );
  });

  test('however it is drawn, never stands still without somebody or something to wait for, or an incident', () => {
    fc.assert(
      fc.property(tangle, choices, (model, way) => {
        const { state } = walk(model, way, {
          most: 60,
          look: (each, events) => expect(plain(fold(events))).toEqual(plain(each)),
        });
        if (state.status === 'active')
          expect(
            state.userTasks.size + state.jobs.size + state.subscriptions.size + state.incidents.size,
          ).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});
