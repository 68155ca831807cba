// One step of a replay as a sentence: what happened, to what, and what else is noted under it.
import type { ElementModel, ProcessModel } from '../engine.ts';
import { dateTimeWords } from '../render/words.ts';
import type { Note, ReplayStep } from '../replay/step.ts';
import type { Speaking } from '../visit.ts';
import { answerWords, flowWords, nameIn } from './elementNames.ts';
import { incidentWords } from './incidents.ts';
import { actorWords } from './names.ts';
import { noteStepKey } from './noteKinds.ts';

export interface Sentence {
  kind: string;
  element: string;
  detail: string;
  notes: string[];
}

export interface Telling {
  visit: Speaking;
  model: ProcessModel | undefined;
  names: Map<string, string>;
}

export function sentenceOf(telling: Telling, step: ReplayStep): Sentence {
  const { visit, model } = telling;
  const told = step.undoes !== undefined && isHandling(step) ? step.undoes : step.element;
  return {
    kind: visit.t(kindOf(model, step)),
    element: `${nameIn(visit, model, told)}${isList(step) ? ':' : ''}`,
    detail: [detailOf(telling, step), iterationWords(visit, step)].filter(Boolean).join(' '),
    notes: step.notes.map((note) => noteWords(telling, note, step.element)),
  };
}

/** What follows the element is a list of answers or of what will be undone, or why it stands still. */
function isList({ answer, undoing = [], incident }: ReplayStep): boolean {
  return answer !== undefined || undoing.length > 0 || incident !== undefined;
}

/** A handler that undoes is told by what it undoes. */
function isHandling({ kind }: ReplayStep): boolean {
  return kind === 'arrived' || kind === 'passed' || kind === 'completed';
}

function kindOf(model: ProcessModel | undefined, step: ReplayStep): string {
  const { kind, trigger, undoes, noteKind } = step;
  if (noteKind !== undefined) return noteStepKey(noteKind);
  if (trigger !== undefined) return `step.triggered.${trigger}`;
  if (undoes !== undefined && isHandling(step)) return kind === 'arrived' ? 'step.undoing' : 'step.undid';
  const element = elementIn(model, step.element);
  if (element?.triggeredByEvent && kind === 'arrived') return 'step.handled';
  if (kind === 'passed' && element?.eventDefinitions.some(({ type }) => type === 'link'))
    return element.type === 'intermediateThrowEvent' ? 'step.jumpedFrom' : 'step.jumpedTo';
  return `step.${kind}`;
}

function detailOf({ visit, model, names }: Telling, step: ReplayStep): string {
  const { answer, incident, trigger, undoes, undoing, detail = '' } = step;
  if (answer) return answerWords(model, step.element, answer);
  if (incident) return incidentWords(visit, model, incident);
  if (undoes !== undefined && isHandling(step))
    return visit.t('step.byHandler', { name: nameIn(visit, model, step.element) });
  if (undoing)
    return undoing.length > 0
      ? undoing.map((id) => nameIn(visit, model, id)).join(', ')
      : visit.t('step.undoesNothing');
  // What triggers is named for programs; the element's own name says it to people.
  if (trigger !== undefined) return interruptionWords(visit, model, step.element);
  return step.kind === 'assigned' ? `→ ${actorWords(visit, detail, names)}` : detail;
}

/** What a boundary event, or the start of an event subprocess, does to the activity that it belongs to. */
function interruptionWords(visit: Speaking, model: ProcessModel | undefined, id: string): string {
  const element = elementIn(model, id);
  if (!element) return '';
  const subprocess = elementIn(model, element.parent);
  const isStart = element.type === 'startEvent' && subprocess?.triggeredByEvent === true;
  if (!isStart && element.type !== 'boundaryEvent') return '';
  const interrupted = isStart ? (subprocess.parent ?? model?.id ?? '') : (element.attachedTo ?? '');
  const key = element.interrupting === false ? 'step.keepsOn' : 'step.interrupts';
  return visit.t(key, { name: nameIn(visit, model, interrupted) });
}

function iterationWords(visit: Speaking, { iteration, visit: round }: ReplayStep): string {
  if (!iteration) return round === undefined ? '' : visit.t('step.round', { number: round });
  const { number, of: count } = iteration;
  return count === undefined
    ? visit.t('step.iterationOpen', { number })
    : visit.t('step.iteration', { number, count });
}

function noteWords({ visit, model, names }: Telling, note: Note, told: string): string {
  const { kind, element, name, count, at, elements = [] } = note;
  const isOpen = kind === 'taskOffered' && name === undefined;
  const words = visit.t(isOpen ? 'note.taskOpen' : `note.${kind}`, {
    element: nameIn(visit, model, element),
    name: kind === 'taskOffered' ? (names.get(name ?? '') ?? name) : name,
    count,
    date: at === undefined ? '' : dateTimeWords(visit.lang, at, visit.options.timeZone),
    elements: elements.map((id) => flowWords(visit, model, id)).join(', '),
  });
  // What is about another element says which.
  const isOwn = element === told || kind === 'caseOpened' || element === model?.id;
  const caught = kind === 'caughtBy' ? elements.map((id) => interruptionWords(visit, model, id)) : [];
  return [isOwn ? words : `${nameIn(visit, model, element)}: ${words}`, ...caught].filter(Boolean).join(' ');
}

function elementIn(model: ProcessModel | undefined, id: string | null): ElementModel | undefined {
  return model?.elements.find((each) => each.id === id);
}
