// A trial as a designer drives it: moments that are looked at one by one, acts that are done at any of them, and acts that are
// taken back, by playing those before them again.
import type { Wrong } from '../../../engine/testing/readTests.ts';
import { type Moment, momentsOf } from './moments.ts';
import { type Offer, offersIn } from './offers.ts';
import type { ReadDraft } from './readDraft.ts';
import { createSession, type Session, type TestStep, type TrialSetup } from './session.ts';
import { type StoryLine, storyOf, type TrialView, viewAt } from './view.ts';

export interface Trial {
  /** The session as it stands after the moment that is looked at, with all of its act. */
  session(): Session;
  /** All that was done, beyond the moment looked at too. */
  steps(): readonly TestStep[];
  story(): StoryLine[];
  /** Position of the moment looked at, from 1; 0 before anything happened. */
  position(): number;
  view(): TrialView;
  offers(): Offer[];
  /** Looks at another moment. */
  goTo(moment: number): void;
  /** Does something there; what was done after it is dropped. `isShown`: looks at the first moment of it, else the last. */
  perform(step: TestStep, isShown?: boolean): Wrong | undefined;
  /** Takes back the last act before the moment looked at. */
  undo(): void;
}

export function createTrial(draft: ReadDraft, setup: TrialSetup, steps: readonly TestStep[] = []): Trial {
  let whole = createSession(draft, setup, steps);
  let moments: Moment[] = momentsOf(whole.rehearsal.told, whole.acts);
  let position = moments.length;
  /** The session after fewer acts, while an earlier moment is looked at. */
  let earlier: Session | undefined;

  function take(session: Session): void {
    whole = session;
    earlier = undefined;
    moments = momentsOf(session.rehearsal.told, session.acts);
  }

  /** Acts up to the moment looked at, its own included. */
  const actsDone = () => (position === 0 ? 0 : (moments[position - 1]?.act ?? 0) + 1);
  const stepsDone = () => whole.acts.slice(0, actsDone()).map(({ step }) => step);

  function here(): Session {
    const count = actsDone();
    if (count === whole.acts.length) return whole;
    if (earlier?.acts.length !== count) earlier = createSession(draft, setup, stepsDone());
    return earlier;
  }

  return {
    session: here,
    steps: () => whole.acts.map(({ step }) => step),
    story: () => storyOf(whole, moments),
    position: () => position,
    view: () => viewAt(whole, moments, position),
    offers: () => offersIn(here()),
    goTo(moment) {
      position = Math.max(0, Math.min(moments.length, moment));
    },
    perform(step, isShown = false) {
      const session = here();
      const steps = session.acts.map((act) => act.step);
      const told = session.rehearsal.told.length;
      const before = countOf(moments, actsDone());
      const wrong = session.perform(step);
      if (wrong) {
        // What failed half-way has to be forgotten.
        const isHalf = session.rehearsal.told.length > told;
        if (isHalf && session === whole) take(createSession(draft, setup, steps));
        else if (isHalf) earlier = undefined;
        return wrong;
      }
      take(session);
      position = isShown ? Math.min(before + 1, moments.length) : moments.length;
      return undefined;
    },
    undo() {
      const steps = stepsDone().slice(0, -1);
      take(createSession(draft, setup, steps));
      position = moments.length;
    },
  };
}

/** Moments of the first acts. */
function countOf(moments: readonly Moment[], acts: number): number {
  const next = moments.findIndex(({ act }) => act >= acts);
  return next < 0 ? moments.length : next;
}
