// What was done to a case by hand, in words: the act, why, what was before and after, and how it is undone.
import { type ActionDetail, isCaseAct, type Note, type ProcessModel, RECEIVED } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { proposalOf } from '../caseActions/correction.ts';
import type { Standing } from '../caseActions/places.ts';
import { nameIn } from '../elementNames.ts';
import { type Labels, labelOf } from '../labels.ts';
import { actorWords } from '../names.ts';
import { valueWords } from '../values.ts';

export interface ActionView {
  at: number;
  name: string;
  who: string;
  reason: string;
  before: string;
  after: string;
  /** Where it is undone, for who may. */
  undo?: string;
}

export interface Acted {
  visit: Visit;
  caseKey: number;
  isOpen: boolean;
  may: boolean;
  model: ProcessModel | undefined;
  labels: Labels;
  names: Map<string, string>;
  standings: Standing[];
  variables: { readonly [name: string]: unknown };
}

export const isActionNote = ({ kind }: { kind: string }): boolean => isCaseAct(kind) || kind === RECEIVED;

export function actionViews(on: Acted, notes: readonly Note[]): ActionView[] {
  const acts = notes.filter(isActionNote);
  return acts.map((note) => {
    const { visit, names } = on;
    const detail = { act: note.kind, ...(note.detail as object) } as ActionDetail;
    const told = toldOf(on, detail);
    // An act is undone while nobody did another thing of the kind after it.
    const isLast = acts.findLast(({ kind }) => undoes(kind, note.kind)) === note;
    const undo = on.may && isLast ? undoOf(on, detail) : undefined;
    return {
      at: note.at,
      name: visit.t(`caseFile.did.${note.kind}`, { label: told.label ?? '' }),
      who: actorWords(visit, note.author, names),
      reason: note.text,
      before: told.before,
      after: told.after,
      ...(undo !== undefined && { undo: `${visit.base}/casos/${on.caseKey}/${undo}` }),
    };
  });
}

const ending = new Set(['cancelCase', 'mergeCase', 'reopenCase']);

function undoes(later: string, kind: string): boolean {
  return later === kind || (ending.has(later) && ending.has(kind));
}

interface Told {
  label?: string;
  before: string;
  after: string;
}

function toldOf({ visit, model, labels }: Acted, detail: ActionDetail): Told {
  const places = (ids: string[]) => [...new Set(ids)].map((id) => nameIn(visit, model, id)).join(', ');
  const stand = (state: string, at: string[] = []) =>
    [visit.t(`state.${state}`), places(at)].filter(Boolean).join(': ');
  switch (detail.act) {
    case 'retryIncident':
      return { before: nameIn(visit, model, detail.before.element), after: '' };
    case 'moveToken':
      return { before: nameIn(visit, model, detail.before.at), after: nameIn(visit, model, detail.after.at) };
    case 'cancelCase':
      return { before: stand(detail.before.state, detail.before.at), after: stand(detail.after.state) };
    case 'reopenCase':
      return { before: stand(detail.before.state), after: stand(detail.after.state, detail.after.at) };
    case 'mergeCase':
      return { before: stand(detail.before.state, detail.before.at), after: detail.after.number };
    case 'setValue': {
      const [name = ''] = Object.keys(detail.after);
      const words = (value: unknown) =>
        value === undefined ? '—' : valueWords(visit, labels, name, value as never);
      return {
        label: labelOf(visit, labels, name),
        before: words(detail.before[name]),
        after: words(detail.after[name]),
      };
    }
    default:
      return { before: '', after: detail.after.number };
  }
}

/** The page that does the contrary, filled in. */
function undoOf(on: Acted, detail: ActionDetail): string | undefined {
  const query = (values: { [name: string]: string }) => new URLSearchParams(values).toString();
  if (detail.act === 'cancelCase' || detail.act === 'mergeCase')
    return on.isOpen ? undefined : `reabrir?${query({ en: detail.before.at.join(',') })}`;
  if (!on.isOpen) return undefined;
  if (detail.act === 'moveToken') {
    const now = on.standings.find(({ element }) => element === detail.after.at);
    return now && `mover?${query({ de: String(now.key), a: detail.before.at })}`;
  }
  if (detail.act !== 'setValue') return undefined;
  const [name = ''] = Object.keys(detail.after);
  const isSame = JSON.stringify(on.variables[name]) === JSON.stringify(detail.after[name]);
  const before = detail.before[name];
  if (!isSame || before === undefined) return undefined;
  return `corregir?${query({ dato: name, valor: proposalOf(on.labels, name, before) })}`;
}
