// What the desk asks the worker that runs a draft, and what it is answered.
import type { Json, Problem } from '../../../engine/core/index.ts';
import type { ChosenFile } from './draftForms.ts';
import type { ProcessStart } from './drawn.ts';
import type { Offer } from './offers.ts';
import type { Place } from './places.ts';
import type { DraftText } from './readDraft.ts';
import type { SampleCase } from './samples.ts';
import type { TestStep, TrialSetup } from './session.ts';
import type { Doing } from './steps.ts';
import type { StoryLine, TrialView } from './view.ts';

export interface ProcessFound extends Place {
  file: string;
  starts: (ProcessStart & { label: string })[];
  /** In the order of the drawing. */
  elements: { element: string; name: string }[];
  /** A form asks what it begins with. */
  hasForm: boolean;
  /** Pools that message flows connect with it. */
  partners: string[];
}

export interface Opened {
  processes: ProcessFound[];
  problems: { severity: Problem['severity']; resource?: string; element?: string; text: string }[];
  samples: SampleCase[];
  /** Types of the product's connectors that the drawings use. */
  connectors: string[];
}

export interface TrialState {
  setup: TrialSetup;
  /** All acts, those after the moment looked at too. */
  steps: readonly TestStep[];
  story: StoryLine[];
  view: TrialView;
  offers: Offer[];
}

/** What was done, or why it was not: a sentence in the desk's language. */
export interface Outcome {
  state: TrialState;
  refused?: string;
}

export interface Calls {
  /** Reads the files; what did not change since the last time is not read again. */
  open(files: readonly DraftText[], lang: 'es' | 'en'): Opened;
  /** Begins a run, and does these steps up to the first that is refused. `answers`: examples by element. */
  begin(setup: TrialSetup, steps: readonly TestStep[], answers: { [element: string]: Json }): Outcome;
  /** Does it where the trial is looked at, and looks at its first moment. */
  act(offer: Offer, doing: Doing): Outcome;
  step(step: TestStep): Outcome;
  goTo(moment: number): Outcome;
  undo(): Outcome;
  /** The offer's form as HTML, with the example's answers where `filled`; undefined: it has none. */
  formFor(offer: Offer, filled: boolean): { html: string } | undefined;
  /** What was typed into the form: done, or the form with what is wrong with it. */
  answer(
    offer: Offer,
    body: { [name: string]: string | string[] },
    files: readonly ChosenFile[],
  ): Outcome | { html: string };
  /** What could be answered there, for who is in a hurry. */
  exampleFor(offer: Offer): Doing;
  /** Answers and waits with examples until the element is reached. */
  runTo(element: string, process: string): Outcome & { reached: boolean };
  /** The same until nothing is left to do, or only what nobody here can do. */
  runOn(): Outcome;
  /** The run as a scenario's file. */
  scenario(name: string): { file: string; text: string };
}
