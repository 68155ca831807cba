// How a run begins: the draft's files are read, a start and a sample are chosen, and the same acts follow a changed drawing.
import type { Offer } from '../engine/offers.ts';
import type { TestStep } from '../engine/session.ts';
import type { Around, Stage } from './stage.ts';
import { partnersOf, type Start, samplesFor, startsIn, type TrialUi } from './trialState.ts';

type OpenOffer = (offer: Offer) => Promise<void>;

export async function readDraft({ client, desk, ui }: Around): Promise<void> {
  ui.opened = await client.call('open', await desk.files(), ui.lang);
}

export async function begin(
  { client, ui }: Around,
  stage: Stage,
  isWhole: boolean,
  openOffer: OpenOffer,
): Promise<void> {
  const { choice, opened } = ui;
  const start = startsIn(ui)[choice.start];
  if (!opened || !start) return;
  const sample = samplesFor(ui)[choice.sample];
  const asked = choice.asksConnectors ? opened.connectors : (sample?.asked ?? []);
  const asksFirst = !sample && asksWhatItBeginsWith(ui, start);
  // The process itself begins last, as in a run of the file: who answers it is there already.
  const own = asksFirst ? [] : [...(choice.beginsPartners ? partnersOf(ui) : []), start].map(plainStart);
  const sampled = sample && (isWhole ? sample.steps : stepsToBegin(sample.steps));
  const steps = sampled ?? own;
  const outcome = await client.call('begin', { now: choice.now, asked }, steps, sample?.answers ?? {});
  Object.assign(ui, { phase: 'running', isBehind: false, open: undefined });
  if (outcome.refused !== undefined || isWhole) return stage.show(outcome);
  if (!asksFirst) return stage.play(await client.call('goTo', 1));
  stage.show(outcome);
  const offer = outcome.state.offers.find((each) => each.kind === 'start' && each.process === start.process);
  if (offer) await openOffer(offer);
}

/** Up to where an act is refused, which is told. */
export async function followDrawing(around: Around, stage: Stage): Promise<void> {
  const { client, ui } = around;
  const { state, say } = ui;
  await readDraft(around);
  if (!state) return;
  Object.assign(ui, { isBehind: false, open: undefined });
  const answers = samplesFor(ui)[ui.choice.sample]?.answers ?? {};
  const outcome = await client.call('begin', state.setup, state.steps, answers);
  stage.show(outcome);
  if (outcome.refused === undefined) return stage.tell(say('trial.followed'));
  const count = outcome.state.steps.length;
  stage.tell(say('trial.followedPart', { count, of: state.steps.length, why: outcome.refused }), true);
}

function asksWhatItBeginsWith({ opened }: TrialUi, { process, element }: Start): boolean {
  const found = opened?.processes.find((each) => each.element === process);
  return element === undefined && found?.hasForm === true;
}

function plainStart({ process, element }: Start): TestStep {
  return {
    type: 'CREATE_PROCESS_INSTANCE',
    processDefinitionSelector: { processDefinitionId: process },
    ...(element !== undefined && { startInstructions: [{ elementId: element }] }),
  };
}

/** Up to the first instance, with what is prepared before it. */
function stepsToBegin(steps: readonly TestStep[]): TestStep[] {
  const first = steps.findIndex(({ type }) => type === 'CREATE_PROCESS_INSTANCE');
  return steps.slice(0, first + 1);
}
