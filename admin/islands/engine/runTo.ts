// Runs on with examples until an element is reached: first as anybody would answer, then another way at each choice.
import type { ProcessModel } from '../../../engine/core/index.ts';
import type { Wrong } from '../../../engine/testing/readTests.ts';
import type { Judging } from './draftForms.ts';
import { differentAnswers } from './exampleAnswers.ts';
import { type Offer, offersIn } from './offers.ts';
import { createSession, type Session, type TestStep } from './session.ts';
import { type Doing, stepFor } from './steps.ts';
import type { Trial } from './trial.ts';

export interface Answering {
  example(offer: Offer, session: Session): Doing;
  judging(offer: Offer, session: Session): Judging | undefined;
}

export interface Target extends Answering {
  element: string;
  process: string;
}

/** Runs that are tried before it is given up, and how long. */
const MOST_RUNS = 150;
const LONGEST_MS = 6_000;
/** Acts of one run; a loop that is answered the same way has no end of its own. */
const MOST_ACTS = 60;

interface Choice {
  /** What was done before it. */
  before: readonly TestStep[];
  /** What has not been tried there. */
  others: TestStep[];
}

/** `wrong`: why the first way ended. Looks at the moment in which the element is reached. */
export function runTo(trial: Trial, target: Target): { reached: boolean; wrong?: Wrong } {
  const from = trial.session();
  const base = from.acts.map(({ step }) => step);
  const choices: Choice[] = [];
  let steps: TestStep[] = [...base];
  let first: { steps: TestStep[]; wrong?: Wrong } | undefined;
  const end = performance.now() + LONGEST_MS;
  for (let run = 0; run < MOST_RUNS && performance.now() < end; run++) {
    const tried = tryOne(createSession(from.draft, from.setup, steps), target, choices, base.length);
    if (tried.reached) {
      take(trial, tried.steps, base.length, target);
      return { reached: true };
    }
    first ??= tried;
    const choice = choices.findLast(({ others }) => others.length > 0);
    const next = choice?.others.shift();
    if (!choice || !next) break;
    choices.length = choices.indexOf(choice) + 1;
    steps = [...choice.before, next];
  }
  return { reached: false, ...(first?.wrong && { wrong: first.wrong }) };
}

/** Goes on by examples until nothing moves; looks at where that begins. */
export function runOn(trial: Trial, { example }: Answering): Wrong | undefined {
  const from = trial.view().moment;
  for (let acts = 0; acts < MOST_ACTS; acts++) {
    const offer = trial.offers().find((each) => isMoving(each));
    if (!offer) break;
    const wrong = trial.perform(stepFor(offer, example(offer, trial.session())));
    if (wrong) return wrong;
  }
  trial.goTo(from);
  return undefined;
}

/** One run to its end, to the element, or to where it can no more be reached. */
function tryOne(
  session: Session,
  target: Target,
  choices: Choice[],
  done: number,
): { reached: boolean; steps: TestStep[]; wrong?: Wrong } {
  const steps = () => session.acts.map(({ step }) => step);
  const seen = session.acts[done - 1]?.to ?? 0;
  while (session.acts.length < done + MOST_ACTS) {
    if (isReached(session, target, seen)) return { reached: true, steps: steps() };
    if (!mayReach(session, target)) break;
    const offer = offersIn(session).find((each) => isMoving(each));
    if (!offer) break;
    const before = steps();
    const [next, ...others] = waysAt(session, offer, target);
    if (!next) break;
    if (others.length > 0) choices.push({ before, others });
    const wrong = session.perform(next);
    if (wrong) return { reached: false, steps: before, wrong };
  }
  return { reached: isReached(session, target, seen), steps: steps() };
}

/** Nobody else has to begin anything, and what is broken is not mended by going on. */
function isMoving(offer: Offer): boolean {
  if (offer.kind === 'message' || offer.kind === 'signal') return !offer.begins;
  return offer.kind !== 'start' && offer.kind !== 'incident';
}

function waysAt(session: Session, offer: Offer, { example, judging }: Target): TestStep[] {
  const doing = example(offer, session);
  const first = stepFor(offer, doing);
  const form = offer.kind === 'task' && doing.error === undefined ? judging(offer, session) : undefined;
  if (!form) return [first];
  const [, ...others] = differentAnswers(form, doing.variables);
  return [first, ...others.map((variables) => stepFor(offer, { variables }))];
}

function isReached({ rehearsal }: Session, { element, process }: Target, seen: number): boolean {
  for (let at = seen; at < rehearsal.told.length; at++) {
    const told = rehearsal.told[at];
    if (told?.event.type === 'elementActivated' && told.event.element === element)
      if (rehearsal.runtime.state(told.instanceKey).processId === process) return true;
  }
  return false;
}

/** Whether flows, events beside activities, or calls lead from where tokens are to the element. */
function mayReach(session: Session, { element, process }: Target): boolean {
  const { runtime } = session.rehearsal;
  const model = session.draft.models.find(({ id }) => id === process);
  if (!model) return false;
  const others = runtime.instances().some((key) => runtime.state(key).processId !== process);
  if (others) return true;
  const sources = leadingTo(model, element);
  return (
    offersIn(session).some((offer) => 'element' in offer && sources.has(offer.element)) || hasTimer(session)
  );
}

const hasTimer = ({ rehearsal }: Session) => rehearsal.nextDue() !== undefined;

/** Elements from which tokens may come to this one, itself included. */
function leadingTo({ elements, flows }: ProcessModel, target: string): Set<string> {
  const found = new Set([target]);
  for (const id of found) {
    const element = elements.find((each) => each.id === id);
    for (const flow of flows) if (flow.target === id) found.add(flow.source);
    if (element?.attachedTo !== undefined) found.add(element.attachedTo);
    // Whoever is inside a subprocess came in, and who leaves it was inside.
    if (element?.parent) found.add(element.parent);
    for (const inner of elements) if (inner.parent === id) found.add(inner.id);
  }
  return found;
}

function take(trial: Trial, steps: readonly TestStep[], from: number, { element, process }: Target): void {
  for (const step of steps.slice(from)) trial.perform(step);
  const seen = trial.story();
  const first = seen.findIndex(
    (line) =>
      line.act >= from && line.kind === 'reached' && line.element === element && line.process === process,
  );
  if (first >= 0) trial.goTo(first + 1);
}
