// What the trial's pane shows, and what may be asked of it.
import type { Json } from '../../../engine/core/index.ts';
import type { Offer } from '../engine/offers.ts';
import type { Opened, TrialState } from '../engine/protocol.ts';
import type { SampleCase } from '../engine/samples.ts';
import type { Doing } from '../engine/steps.ts';
import type { IslandLanguage, Say } from '../words/speak.ts';

/** What somebody is filling in below an offer. */
export interface OpenOffer {
  offer: Offer;
  what: 'answer' | 'error' | 'failure';
  /** The form; absent where values are typed by their names. */
  html?: string;
  /** Values to begin with, where there is no form. */
  values?: { [name: string]: Json };
}

/** What is chosen before a run begins. */
export interface Choice {
  /** Position among all starts of all processes. */
  start: number;
  /** Position among the samples that fit; -1: none. */
  sample: number;
  now: number;
  /** The product's connectors wait for an answer, too. */
  asksConnectors: boolean;
  /** Pools that message flows connect with it begin, too. */
  beginsPartners: boolean;
}

export interface TrialUi {
  readonly lang: IslandLanguage;
  readonly say: Say;
  /** The file that is drawn beside it. */
  readonly fileName: string;
  phase: 'reading' | 'start' | 'running' | 'broken';
  opened: Opened | undefined;
  choice: Choice;
  state: TrialState | undefined;
  open: OpenOffer | undefined;
  news: { text: string; isWrong: boolean } | undefined;
  /** The drawing is another one than that which runs. */
  isBehind: boolean;
  isBusy: boolean;
  /** Moments pass by themselves. */
  isPlaying: boolean;
  /** Elements are passed at once, or one at a time. */
  stopsAtEach: boolean;
  /** The name under which the run is kept, while it is asked for. */
  saving: string | undefined;
  editing: { name: string; process: string; instance: number; text: string } | undefined;
}

export interface TrialActs {
  choose(change: Partial<Choice>): void;
  begin(isWhole: boolean): void;
  beginAnew(): void;
  /** The same acts on the drawing as it is now. */
  follow(): void;
  goTo(moment: number): void;
  /** The next moment; at the last one, what comes next. */
  next(): void;
  undo(): void;
  stopAtEach(value: boolean): void;
  fastForward(): void;
  runTo(element: string, process: string): void;
  /** With examples until nothing moves. */
  runOn(): void;
  openOffer(offer: Offer, what: OpenOffer['what']): void;
  closeOffer(): void;
  fillExample(): void;
  submit(form: HTMLFormElement, submitter: HTMLElement | null): void;
  refresh(form: HTMLFormElement): void;
  act(offer: Offer, doing: Doing): void;
  actByExample(offer: Offer): void;
  editValue(editing: TrialUi['editing']): void;
  writeValue(text: string): void;
  askName(name: string | undefined): void;
  save(name: string): void;
  /** Shows an element on the drawing. */
  reveal(element: string, process: string): void;
}

export interface Start {
  process: string;
  element?: string;
  label: string;
  kind: Opened['processes'][number]['starts'][number]['kind'];
}

/** Those of the drawn file first. */
export function startsIn({ opened, fileName }: TrialUi): Start[] {
  const processes = [...(opened?.processes ?? [])].sort(
    (a, b) => Number(b.file === fileName) - Number(a.file === fileName),
  );
  return processes.flatMap(({ element: process, name, starts }) =>
    starts.map(({ kind, element, label }) => ({
      process,
      ...(element !== undefined && { element }),
      label: [name || process, label].filter(Boolean).join(': '),
      kind,
    })),
  );
}

/** Pools beside the chosen one that can begin by themselves, first those. */
export function partnersOf(ui: TrialUi): Start[] {
  const starts = startsIn(ui);
  const chosen = starts[ui.choice.start];
  const partners = ui.opened?.processes.find(({ element }) => element === chosen?.process)?.partners ?? [];
  return starts.filter(({ process, kind }) => kind === 'plain' && partners.includes(process));
}

export function samplesFor(ui: TrialUi): SampleCase[] {
  const process = startsIn(ui)[ui.choice.start]?.process;
  return (ui.opened?.samples ?? []).filter((sample) => sample.process === process);
}
