// The replay of an instance for the page and the island: the steps, each in words.

import type { HistoryBatch, Json, ProcessModel } from '../engine.ts';
import { dateTimeWords, durationWords } from '../render/words.ts';
import type { ReplayData, ReplayWord } from '../replay/replayData.ts';
import type { ReplayStep } from '../replay/step.ts';
import { replaySteps } from '../replay/steps.ts';
import type { Visit } from '../visit.ts';
import { type Labels, labelOf, labelsOf } from './labels.ts';
import { actorWords, namesOf } from './names.ts';
import { numberOf } from './rows.ts';
import { sentenceOf } from './stepWords.ts';
import { isShown, valueWords } from './values.ts';

const words: ReplayWord[] = [
  'label',
  'first',
  'previous',
  'play',
  'pause',
  'next',
  'last',
  'position',
  'slider',
  'values',
  'noValues',
  'whole',
  'failed',
  'undone',
  'repeated',
];

/** The island fills these in itself, at every step. */
const placeholders = { step: '{step}', count: '{count}', done: '{done}', of: '{of}' };

export interface Replay {
  steps: ReplayStep[];
  labels: Labels;
  names: Map<string, string>;
  model: ProcessModel | undefined;
  definitionKey: number;
  history: HistoryBatch[];
}

export async function replayOf(visit: Visit, instanceKey: number): Promise<Replay> {
  const { engine } = visit;
  const [history, instance] = await Promise.all([
    engine.history(instanceKey),
    engine.store.find('process_instances', { key: instanceKey }),
  ]);
  const definitionKey = numberOf(instance?.definition_key);
  const model = await engine.model(definitionKey);
  const labels = await labelsOf(visit, definitionKey);
  const all = replaySteps(history);
  const inner = ownersOfInputs(all, model, instanceKey);
  const steps = all.map((step) => {
    const shown = step.changes.filter((change) => isWorthShowing(change) && !inner.has(change.scope));
    return { ...step, changes: onceEach(shown, ({ name }) => labelOf(visit, labels, name)) };
  });
  const people = steps.flatMap((step) => [step.actor, step.kind === 'assigned' ? (step.detail ?? '') : '']);
  return {
    steps,
    labels,
    names: await namesOf(engine.store, people),
    model,
    definitionKey,
    history,
  };
}

const programmed: ReadonlySet<string> = new Set([
  'serviceTask',
  'sendTask',
  'scriptTask',
  'businessRuleTask',
]);

/** What a program is handed is not the case's: only what it gives back is. */
function ownersOfInputs(
  steps: ReplayStep[],
  model: ProcessModel | undefined,
  instanceKey: number,
): Set<number> {
  const types = new Map<string, string>(model?.elements.map(({ id, type }) => [id, type]));
  const owners = steps.filter(
    ({ element, elementKey }) => elementKey !== instanceKey && programmed.has(types.get(element) ?? ''),
  );
  return new Set(owners.map(({ elementKey }) => elementKey));
}

/** A value that goes by two names which read the same is told once. */
function onceEach<Change extends { name: string; after: Json }>(
  changes: Change[],
  label: (change: Change) => string,
): Change[] {
  const told = new Map(changes.map((change) => [`${label(change)} ${JSON.stringify(change.after)}`, change]));
  return changes.filter((change) => [...told.values()].includes(change));
}

/** A name that is set to nothing where there was nothing says nothing. */
function isWorthShowing({ name, before, after }: ReplayStep['changes'][number]): boolean {
  const isNothing = after === null || after === '' || (Array.isArray(after) && after.length === 0);
  return isShown(name) && !(isNothing && before === undefined);
}

const lengthOf = (visit: Visit, step: ReplayStep): string =>
  step.duration === undefined || step.kind === 'passed' ? '' : durationWords(visit.lang, step.duration);

/** One row of the table, which says all that the diagram shows. */
export function stepViews(visit: Visit, replay: Replay) {
  return replay.steps.map((step) => ({
    number: step.number,
    ...sentenceOf({ visit, ...replay }, step),
    actor: actorWords(visit, step.actor, replay.names),
    at: step.at,
    length: lengthOf(visit, step),
    changes: step.changes.map(({ name, before, after }) => ({
      name: labelOf(visit, replay.labels, name),
      before: before === undefined ? undefined : valueWords(visit, replay.labels, name, before),
      after: valueWords(visit, replay.labels, name, after),
    })),
  }));
}

export function replayData(visit: Visit, replay: Replay): ReplayData {
  const lines = stepViews(visit, replay).map(({ kind, element, detail, notes, actor, at, length }) => ({
    what: [kind, element, detail].filter(Boolean).join(' '),
    notes: notes.join(' · '),
    who: actor,
    when: dateTimeWords(visit.lang, at, visit.options.timeZone),
    length,
  }));
  // What is noted is in the lines already.
  const steps = replay.steps.map((step) => ({
    ...step,
    notes: [],
    changes: step.changes.map(({ name, scope, before, after }) => ({
      name: labelOf(visit, replay.labels, name),
      scope,
      ...(before !== undefined && { before: valueWords(visit, replay.labels, name, before) }),
      after: valueWords(visit, replay.labels, name, after),
    })),
  }));
  return {
    steps,
    lines,
    parents: Object.fromEntries(
      (replay.model?.elements ?? []).flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent]])),
    ),
    words: Object.fromEntries(
      words.map((word) => [word, visit.t(`replay.${word}`, placeholders)]),
    ) as ReplayData['words'],
  };
}
