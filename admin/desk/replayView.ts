// The replay of an instance for the page and the island: the steps, each in words.

import type { HistoryBatch, Json, ProcessModel } from '../engine.ts';
import { dateTimeWords, durationWords } from '../render/words.ts';
import { type ReplayData, replayWords } from '../replay/replayData.ts';
import type { ReplayStep } from '../replay/step.ts';
import { replaySteps } from '../replay/steps.ts';
import type { Visit } from '../visit.ts';
import { nameIn } from './elementNames.ts';
import { type Labels, labelOf, labelsOf } from './labels.ts';
import { actorWords, namesOf } from './names.ts';
import { numberOf } from './rows.ts';
import { stepFacts, type Telling } from './stepFacts.ts';
import { sentenceOf } from './stepWords.ts';
import { isShown, valueWords } from './values.ts';

/** The island fills these in itself, at every step. */
const placeholders = {
  step: '{step}',
  count: '{count}',
  done: '{done}',
  of: '{of}',
  at: '{at}',
};

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

export interface Words {
  telling: Telling;
  /** From an element instance into another process of the case. */
  links: ReadonlyMap<number, { href: string; label: string }>;
}

/** Rows of the table, which say all that the diagram shows. */
export function stepViews(visit: Visit, replay: Replay, words: Words, steps = replay.steps) {
  return steps.map((step) => ({
    number: step.number,
    ...sentenceOf({ visit, ...replay }, step),
    actor: actorWords(visit, step.actor, replay.names),
    at: step.at,
    length: lengthOf(visit, step),
    facts: stepFacts(words.telling, step),
    link: leadsElsewhere(step) ? words.links.get(step.elementKey) : undefined,
    changes: step.changes.map((change) => changeWords(visit, replay, change)),
  }));
}

/** Where it is reached or left, not at every note about it. */
const leadsElsewhere = ({ kind }: ReplayStep): boolean =>
  kind === 'arrived' || kind === 'passed' || kind === 'completed';

function changeWords(
  visit: Visit,
  { labels }: Replay,
  { name, before, after }: ReplayStep['changes'][number],
) {
  return {
    name: labelOf(visit, labels, name),
    ...(before !== undefined && { before: valueWords(visit, labels, name, before) }),
    after: valueWords(visit, labels, name, after),
  };
}

/** With values and names as people read them: what the frames of a page are folded from. */
export function spokenSteps(visit: Visit, replay: Replay): ReplayStep[] {
  return replay.steps.map((step) => ({
    ...step,
    // What is noted is in the lines already.
    notes: [],
    changes: step.changes.map((change) => ({ scope: change.scope, ...changeWords(visit, replay, change) })),
  }));
}

export function replayData(visit: Visit, replay: Replay, words: Words, matches?: number[]): ReplayData {
  const lines = stepViews(visit, replay, words).map((view) => ({
    what: [view.kind, view.element, view.detail].filter(Boolean).join(' '),
    notes: view.notes.join(' · '),
    who: view.actor,
    when: dateTimeWords(visit.lang, view.at, visit.options.timeZone),
    length: view.length,
    facts: view.facts,
    ...(view.link && { link: view.link }),
  }));
  const elements = replay.model?.elements ?? [];
  return {
    steps: spokenSteps(visit, replay),
    lines,
    ...(matches && { matches }),
    versions: versionsOf(replay, words.telling),
    names: Object.fromEntries([
      ...elements.map(({ id }) => [id, nameIn(visit, replay.model, id)]),
      ...(replay.model?.flows ?? []).map(({ id }) => [id, towardsWords(visit, replay.model, id)]),
    ]),
    parents: Object.fromEntries(
      elements.flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent]])),
    ),
    words: Object.fromEntries(
      replayWords.map((word) => [word, visit.t(`replay.${word}`, placeholders)]),
    ) as ReplayData['words'],
  };
}

function versionsOf({ steps }: Replay, telling: Telling): ReplayData['versions'] {
  return telling.definitions.map(({ from, name }) => ({
    from: steps.find(({ sequence }) => sequence >= from)?.number ?? 1,
    text: name,
  }));
}

/** A token that is on a sequence flow: on its way, or waiting there for others. */
export function towardsWords(visit: Visit, model: ProcessModel | undefined, flow: string): string {
  const target = model?.flows.find(({ id }) => id === flow)?.target;
  return target === undefined ? flow : visit.t('audits.towards', { name: nameIn(visit, model, target) });
}
