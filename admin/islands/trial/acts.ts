// What the controls of the trial do: each asks the worker, shows how it stands then, and lets the tokens come on the drawing.
import type { Offer } from '../engine/offers.ts';
import type { TestStep } from '../engine/session.ts';
import { begin, followDrawing, readDraft } from './beginning.ts';
import { answersOf, doingOfForm } from './formAnswers.ts';
import { type Around, createStage } from './stage.ts';
import { samplesFor, type TrialActs } from './trialState.ts';
import { typedValue } from './trialWords.ts';

export interface AllActs extends TrialActs {
  /** Reads the files; the start is shown. */
  read(): Promise<void>;
  drawingChanged(): void;
  /** Nothing moves by itself any more. */
  stop(): void;
}

export function createActs(around: Around): AllActs {
  const { desk, ui, drawing, client, draw } = around;
  const { say } = ui;
  const stage = createStage(around);
  const { busy, show, done, tell } = stage;

  async function openOffer(offer: Offer, what: 'answer' | 'error' | 'failure'): Promise<void> {
    const form = what === 'answer' ? await client.call('formFor', offer, false) : undefined;
    const values = form || what !== 'answer' ? undefined : (await client.call('exampleFor', offer)).variables;
    ui.open = { offer, what, ...(form && { html: form.html }), ...(values && { values }) };
  }

  const acts: AllActs = {
    read: () =>
      busy(async () => {
        await readDraft(around);
        ui.phase = 'start';
      }),
    drawingChanged() {
      if (ui.phase === 'running') {
        ui.isBehind = true;
        draw();
      } else void acts.read();
    },
    stop: stage.stop,
    choose(change) {
      Object.assign(ui.choice, change);
      const sample = samplesFor(ui)[ui.choice.sample];
      if (change.sample !== undefined && sample) ui.choice.now = sample.now;
      draw();
    },
    begin: (isWhole) => void busy(() => begin(around, stage, isWhole, (offer) => openOffer(offer, 'answer'))),
    beginAnew() {
      acts.stop();
      drawing.clear();
      Object.assign(ui, {
        phase: 'start',
        state: undefined,
        open: undefined,
        saving: undefined,
        news: undefined,
      });
      draw();
      if (ui.isBehind) void acts.read();
    },
    follow: () => void busy(() => followDrawing(around, stage)),
    goTo(moment) {
      acts.stop();
      void client.call('goTo', moment).then(show, stage.failed);
    },
    next() {
      const { state, open } = ui;
      if (!state) return;
      acts.stop();
      const { moment, of } = state.view;
      const line = state.story[moment];
      if (moment < of && line)
        return void drawing
          .fly(line, () => false)
          .then(() => client.call('goTo', moment + 1))
          .then(show, stage.failed);
      const offer = state.offers.find((each) => isNext(each));
      if (!offer || open) return;
      if (offer.kind === 'task' || offer.kind === 'job') acts.openOffer(offer, 'answer');
      else acts.act(offer, {});
    },
    undo: () =>
      void busy(async () => {
        acts.stop();
        ui.open = undefined;
        show(await client.call('undo'));
      }),
    stopAtEach(value) {
      ui.stopsAtEach = value;
      draw();
    },
    fastForward() {
      const timer = ui.state?.offers.find(({ kind }) => kind === 'timer');
      if (timer) acts.act(timer, {});
    },
    runTo: (element, process) =>
      void busy(async () => {
        acts.stop();
        ui.open = undefined;
        const { reached, ...outcome } = await client.call('runTo', element, process);
        show(outcome);
        if (!reached && outcome.refused === undefined) tell(say('trial.notReached'), true);
      }),
    runOn: () =>
      void busy(async () => {
        ui.open = undefined;
        stage.play(await client.call('runOn'));
      }),
    openOffer: (offer, what) => void busy(() => openOffer(offer, what)),
    closeOffer() {
      ui.open = undefined;
      draw();
    },
    fillExample: () =>
      void busy(async () => {
        const { open } = ui;
        const form = open && (await client.call('formFor', open.offer, true));
        if (open && form) ui.open = { ...open, html: form.html };
      }),
    submit: (form, submitter) =>
      void busy(async () => {
        const { open } = ui;
        if (!open) return;
        if (open.html === undefined)
          return done(await client.call('act', open.offer, doingOfForm(form, open.what)));
        const { body, files } = answersOf(form, submitter);
        const answered = await client.call('answer', open.offer, body, files);
        if ('state' in answered) return done(answered);
        ui.open = { ...open, html: answered.html };
      }),
    refresh(form) {
      const { open } = ui;
      if (!open) return;
      const { body, files } = answersOf(form, null);
      const focused = document.activeElement?.id;
      void client.call('answer', open.offer, { ...body, _form: 'refresh' }, files).then((answered) => {
        if (!('html' in answered) || ui.open !== open) return;
        ui.open = { ...open, html: answered.html };
        draw();
        if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      });
    },
    act: (offer, doing) => void busy(async () => done(await client.call('act', offer, doing))),
    actByExample: (offer) =>
      void busy(async () => done(await client.call('act', offer, await client.call('exampleFor', offer)))),
    editValue(editing) {
      ui.editing = editing;
      draw();
    },
    writeValue: (text) =>
      void busy(async () => {
        const { editing } = ui;
        if (!editing) return;
        const { name, process: processDefinitionId, instance } = editing;
        ui.editing = undefined;
        const step = {
          type: 'UPDATE_VARIABLES',
          processInstanceSelector: { processDefinitionId, ...(instance > 1 && { instance }) },
          variables: { [name]: typedValue(text) },
        } as TestStep;
        await done(await client.call('step', step));
      }),
    askName(name) {
      ui.saving = name;
      draw();
    },
    save: (name) =>
      void busy(async () => {
        const { file, text } = await client.call('scenario', name);
        await desk.write(file, text);
        ui.saving = undefined;
        tell(say('trial.saved', { file }));
      }),
    reveal(element) {
      desk.reveal(element);
    },
  };
  return acts;
}

function isNext(offer: Offer): boolean {
  if (offer.kind === 'start' || offer.kind === 'incident') return false;
  return !('begins' in offer && offer.begins);
}
