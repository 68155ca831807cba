// Executes a command in the smallest steps, once for every way in which the questions asked in one may be answered.
import {
  type Command,
  type Event,
  execute,
  type InstanceState,
  type Json,
  type Lookup,
  type LookupAnswers,
  lookupKey,
  type Ports,
} from '../../core/index.ts';
import { type Abstraction, abstractionOf } from './abstraction.ts';

export interface Outcome {
  state: InstanceState;
  events: Event[];
  /** The answers to the questions of the first small step, in order. */
  answers: boolean[];
  /** Flows whose condition was found true, by the element instance that left through them. */
  heard: Map<string, Json>;
}

export interface Stepper {
  model: Abstraction['model'];
  /** Every outcome up to where the next question is asked, or to rest. None: the command is refused. */
  outcomes(state: InstanceState, command: Command, at: number): Outcome[];
  /** The one outcome with these answers. */
  again(state: InstanceState, command: Command, at: number, answers: readonly boolean[]): Outcome | undefined;
}

/** Small steps in a row without a question; an endless row is cut here, and found to come back to where it was. */
const MOST_STEPS = 200;
/** Beyond so many conditions of one gateway only each, each pair and all of them together are tried. */
const FEW_QUESTIONS = 5;

export function createStepper(model: Parameters<typeof abstractionOf>[0], realPorts: Ports): Stepper {
  const abstraction = abstractionOf(model, realPorts);
  let given: readonly boolean[] = [];
  let asked: boolean[] = [];
  let heard = new Map<string, Json>();
  const ports = abstraction.ports(
    () => {
      const answer = given[asked.length] ?? false;
      asked.push(answer);
      return answer;
    },
    (expression, value) => heard.set(expression, value),
  );

  function once(
    state: InstanceState,
    command: Command,
    at: number,
    answers: readonly boolean[],
  ): Outcome | undefined {
    const inputs: LookupAnswers = {};
    heard = new Map();
    for (;;) {
      given = answers;
      asked = [];
      const context = { at, actor: 'soundness', inputs };
      const outcome = execute(abstraction.model, state, command, context, ports, 1);
      if ('rejection' in outcome) return undefined;
      if ('need' in outcome) {
        for (const lookup of outcome.need) inputs[lookupKey(lookup)] = answered(lookup);
        continue;
      }
      return { state: outcome.state, events: outcome.events, answers: asked, heard };
    }
  }

  function all(state: InstanceState, command: Command, at: number): Outcome[] {
    const found: Outcome[] = [];
    const open: boolean[][] = [[]];
    let everything = false;
    for (let answers = open.pop(); answers; answers = open.pop()) {
      const outcome = once(state, command, at, answers);
      if (!outcome) continue;
      found.push(outcome);
      const all = outcome.answers;
      for (let at = answers.length; at < all.length; at++) {
        const other = [...all.slice(0, at), !all[at]];
        if (all.length <= FEW_QUESTIONS || other.filter(Boolean).length <= 2) open.push(other);
      }
      if (all.length > FEW_QUESTIONS && !everything) {
        everything = true;
        open.push(all.map(() => true));
      }
    }
    return found.filter(({ events }) => !isBesideThePoint(events));
  }

  function goOn(outcome: Outcome, at: number): Outcome {
    for (let steps = 0; outcome.state.yielded && steps < MOST_STEPS; steps++) {
      const next = all(outcome.state, { type: 'continue' }, at);
      const only = next[0];
      if (next.length !== 1 || !only || only.answers.length > 0) return outcome;
      for (const [expression, value] of only.heard) outcome.heard.set(expression, value);
      outcome = { ...outcome, state: only.state, events: outcome.events.concat(only.events) };
    }
    return outcome;
  }

  return {
    model: abstraction.model,
    outcomes: (state, command, at) => all(state, command, at).map((outcome) => goOn(outcome, at)),
    again(state, command, at, answers) {
      const outcome = once(state, command, at, answers);
      return outcome && goOn(outcome, at);
    },
  };
}

/** As in a trial: everything that is called is there, and every connector but one is configured. */
function answered(lookup: Lookup): Json {
  if (lookup.kind === 'process') return 1;
  return lookup.kind === 'connector' ? lookup.type !== 'cauce:almera' : null;
}

/** Conditions of which none holds are data that the drawing does not expect. */
function isBesideThePoint(events: readonly Event[]): boolean {
  return events.some((event) => event.type === 'incidentRaised' && event.code === 'NO_FLOW_CHOSEN');
}
