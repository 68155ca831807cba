// What the worker does for each call: reads the draft, runs it, and answers with how it stands.
import type { Json } from '../../../engine/core/index.ts';
import { problemText } from '../../../engine/problemCatalog.ts';
import { isObject, type Wrong } from '../../../engine/testing/readTests.ts';
import { drawForm, type Judging, readAnswers } from './draftForms.ts';
import { startsOf } from './drawn.ts';
import { exampleAnswers } from './exampleAnswers.ts';
import type { Note } from './notes.ts';
import type { Offer } from './offers.ts';
import { placesOf } from './places.ts';
import type { Calls, Opened, Outcome, TrialState } from './protocol.ts';
import { createDraftReader, type DraftText, type ReadDraft } from './readDraft.ts';
import { runOn, runTo } from './runTo.ts';
import { messageExample, samplesIn } from './samples.ts';
import { scenarioOf } from './scenario.ts';
import type { TestStep, TrialSetup } from './session.ts';
import { type Doing, doingOf, stepFor } from './steps.ts';
import { formOfStart, formOfTask } from './taskForm.ts';
import { createTrial, type Trial } from './trial.ts';

const NOTHING: TrialSetup = { now: 0, asked: [] };

export type AsyncCalls = {
  [C in keyof Calls]: (...args: Parameters<Calls[C]>) => ReturnType<Calls[C]> | Promise<ReturnType<Calls[C]>>;
};

export function createTrialCalls(): AsyncCalls {
  const reader = createDraftReader();
  let draft: ReadDraft | undefined;
  let lang: 'es' | 'en' = 'es';
  let setup = NOTHING;
  let trial: Trial | undefined;
  /** Of the case that is tried: what answers its elements. */
  let answers: { [element: string]: Json } = {};

  const running = (): Trial => {
    if (!trial) throw new Error('Expected a trial that was begun.');
    return trial;
  };
  const state = (): TrialState => ({
    setup,
    steps: running().steps(),
    story: running()
      .story()
      .map((line) => ({ ...line, notes: line.notes.map((note) => told(note, lang)) })),
    view: running().view(),
    offers: running()
      .offers()
      .map((offer) => told(offer, lang)),
  });
  const outcome = (wrong?: Wrong): Outcome => ({
    state: state(),
    ...(wrong && { refused: problemText(wrong.code, wrong.values, lang) }),
  });
  const step = (given: TestStep): Outcome => outcome(running().perform(given, true));

  function judging(offer: Offer, session = running().session()): Judging | undefined {
    if (offer.kind === 'task') return { session, form: formOfTask(session, offer, lang), lang };
    if (offer.kind !== 'start') return undefined;
    const schema = draft && formOfStart(draft, offer.process, offer.startElement);
    return schema && { session, form: { schema, data: {} }, lang };
  }

  function example(offer: Offer, session = running().session()): Doing {
    const id = exampleId(offer);
    const given = id === undefined ? undefined : answers[id];
    if (id !== undefined && given !== undefined) {
      const done = session.acts.filter(({ step: act }) => idIn(act) === id).length;
      const one = Array.isArray(given) ? given[Math.min(done, given.length - 1)] : given;
      if (one !== undefined) return doingOf(one, id);
    }
    const form = judging(offer, session);
    return { variables: form ? exampleAnswers(form) : {} };
  }

  return {
    async open(files, language) {
      lang = language;
      draft = await reader.read(files);
      return opened(draft, files, lang);
    },
    begin(given, steps, byElement) {
      if (!draft) throw new Error('Expected files before a trial is begun.');
      setup = given;
      answers = byElement;
      trial = createTrial(draft, setup);
      for (const each of steps) {
        const wrong = trial.perform(each);
        if (wrong) return outcome(wrong);
      }
      return outcome();
    },
    act: (offer, doing) => step(stepFor(offer, doing)),
    step,
    goTo(moment) {
      running().goTo(moment);
      return outcome();
    },
    undo() {
      running().undo();
      return outcome();
    },
    formFor(offer, filled) {
      const form = judging(offer);
      const values = filled ? { ...form?.form.data, ...example(offer).variables } : undefined;
      return form && { html: drawForm(form, values) };
    },
    answer(offer, body, files) {
      const form = judging(offer);
      if (!form) throw new Error('Expected an offer with a form.');
      const read = readAnswers(form, body, files);
      if ('variables' in read) return step(stepFor(offer, { variables: read.variables }));
      return { html: drawForm(form, read.values, read.errors) };
    },
    exampleFor: (offer) => example(offer),
    runTo(element, process) {
      const { reached, wrong } = runTo(running(), { element, process, example, judging });
      return { ...outcome(wrong), reached };
    },
    runOn() {
      const wrong = runOn(running(), { example, judging });
      return outcome(wrong);
    },
    scenario: (name) => scenarioOf(running().session(), setup, name),
  };
}

/** Under which id a sample answers it. */
function exampleId(offer: Offer): string | undefined {
  if (offer.kind === 'task' || offer.kind === 'job') return offer.element;
  if (offer.kind === 'message') return messageExample(offer.message);
  return offer.kind === 'signal' ? messageExample(offer.signal) : undefined;
}

function idIn({ type, userTaskSelector, jobSelector, name, signalName }: TestStep): string | undefined {
  if (/_MESSAGE$|_SIGNAL$/.test(type)) return messageExample(String(name ?? signalName));
  const selector = userTaskSelector ?? jobSelector;
  return isObject(selector) ? String(selector.elementId) : undefined;
}

/** Incidents say in words what happened and what to do. */
function told<T extends Offer | Note>(given: T, lang: 'es' | 'en'): T {
  return given.kind === 'incident' ? { ...given, text: problemText(given.code, given.values, lang) } : given;
}

function opened(draft: ReadDraft, files: readonly DraftText[], lang: 'es' | 'en'): Opened {
  const place = placesOf(draft.models);
  const types = draft.models.flatMap(({ elements }) => elements.map(({ config }) => config.jobType));
  return {
    processes: draft.drawings.flatMap(({ name: file, processes }) =>
      processes.map((model) => ({
        ...place(model.id),
        file,
        starts: startsOf(model, Date.now(), draft.around.ports).map((start) => ({
          ...start,
          label: start.element === undefined ? '' : place(start.element, model.id).name,
        })),
        elements: model.elements.map(({ id, name }) => ({ element: id, name })),
        hasForm: formOfStart(draft, model.id) !== undefined,
        partners: model.partners ?? [],
      })),
    ),
    problems: draft.problems.map(({ severity, resource, elementId, code, values }) => ({
      severity,
      ...(resource !== undefined && { resource }),
      ...(elementId !== undefined && { element: elementId }),
      text: problemText(code, values, lang),
    })),
    samples: samplesIn(files, draft.models),
    connectors: [
      ...new Set(
        types.filter((type): type is string => typeof type === 'string' && type.startsWith('cauce:')),
      ),
    ].sort(),
  };
}
