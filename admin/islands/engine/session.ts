// A run of a draft on a clock that stands still: what was done so far, each as an instruction of a process test, so that a
// run can be played again from any of them and kept as a scenario.
import type { Json } from '../../../engine/core/index.ts';
import { instructions } from '../../../engine/testing/instructions.ts';
import { readInstructions, type Wrong } from '../../../engine/testing/readTests.ts';
import { createRehearsal, type Rehearsal } from '../../../engine/testing/rehearsal.ts';
import type { InstructionType } from '../../../engine/testing/shapes.ts';
import type { ReadDraft } from './readDraft.ts';

/** An instruction as a scenario's file has it. */
export type TestStep = { type: InstructionType } & { [name: string]: Json };

export interface TrialSetup {
  /** Start of the virtual clock, epoch milliseconds. */
  now: number;
  /** Types of the product's connectors that answer only when somebody says what. */
  asked: readonly string[];
}

export interface Act {
  step: TestStep;
  /** Where its events begin and end among all that were told. */
  from: number;
  to: number;
  /** The virtual clock after it, epoch milliseconds. */
  until: number;
}

export interface Session {
  readonly draft: ReadDraft;
  readonly setup: TrialSetup;
  readonly rehearsal: Rehearsal;
  readonly acts: readonly Act[];
  /** Undefined: it was done. Otherwise nothing counts as done, and the session is to be begun again if anything was told. */
  perform(step: TestStep): Wrong | undefined;
}

export function createSession(draft: ReadDraft, setup: TrialSetup, steps: readonly TestStep[] = []): Session {
  const rehearsal = createRehearsal({
    models: draft.models,
    ports: draft.around.ports,
    resolve: draft.around.resolveAnew(),
    ruleNumber: draft.ruleNumber,
    now: setup.now,
    asked: new Set(setup.asked),
  });
  const acts: Act[] = [];
  const session: Session = {
    draft,
    setup,
    rehearsal,
    acts,
    perform(step) {
      const from = rehearsal.told.length;
      const wrong = play(rehearsal, step);
      if (!wrong) acts.push({ step, from, to: rehearsal.told.length, until: rehearsal.runtime.now });
      return wrong;
    },
  };
  for (const step of steps) if (session.perform(step)) break;
  return session;
}

function play(rehearsal: Rehearsal, step: TestStep): Wrong | undefined {
  const problems: Wrong[] = [];
  const [instruction] = readInstructions([step], 'step', problems);
  if (problems[0] || !instruction) return problems[0];
  const wrong = instructions[instruction.type](rehearsal, instruction.given);
  if (wrong) return wrong;
  const restless = rehearsal.settle();
  return restless === undefined ? undefined : { code: 'TEST_WITHOUT_END', values: { element: restless } };
}
