// What a migration is about to do, or has done, in the words of its pages.
import type { CaseMapping, Pair, Pairing, ProcessModel, StoredRun, Trial } from '../engine.ts';
import type { Speaking, Visit } from '../visit.ts';
import { flowWords, nameIn } from './elementNames.ts';
import { refusalWords } from './refusals.ts';

export interface Models {
  source: ProcessModel;
  target: ProcessModel;
}

/** Configurations of a dry run that a page tells of. */
const MOST = 60;

export function pairRow(visit: Speaking, { source, target }: Models, pair: Pair) {
  const { id, role, cases, choices, suggestion, how } = pair;
  const isFlow = role === 'flow';
  const name = isFlow ? flowWords(visit, source, id) : nameIn(visit, source, id);
  const label = (other: string) => (isFlow ? flowWords(visit, target, other) : nameIn(visit, target, other));
  // Somebody may have chosen what does not fit: it stays chosen until they choose again, and the dry run says why not.
  const given = pair.target !== undefined && !choices.some((choice) => choice.id === pair.target);
  const all = given ? [...choices, { id: pair.target ?? '', name: '' }] : choices;
  return {
    id,
    name,
    kind: isFlow ? visit.t('migration.flow') : visit.t(`element.${pair.type}`),
    cases,
    role,
    state: stateOf(pair),
    isBeside: role === 'beside',
    needsChoice: stateOf(pair) === 'choose',
    isGone: stateOf(pair) === 'gone',
    isClosed: stateOf(pair) === 'closes',
    how,
    chosen: pair.target,
    choices: all.map((choice) => ({
      id: choice.id,
      label: label(choice.id) === choice.id ? choice.id : `${label(choice.id)} (${choice.id})`,
      chosen: choice.id === pair.target,
      suggested: choice.id === suggestion?.target,
    })),
    // What keeps its id cannot become nothing.
    mayBeNothing: how !== 'same',
    suggestion: suggestion && {
      target: suggestion.target,
      text: visit.t(suggestion.by === 'name' ? 'migration.suggestedByName' : 'migration.suggestedByPlace', {
        name: label(suggestion.target),
      }),
    },
  };
}

export type PairRow = ReturnType<typeof pairRow>;

function stateOf({ target, role, choices }: Pair): 'moves' | 'choose' | 'gone' | 'closes' {
  if (target !== undefined) return 'moves';
  if (role === 'beside') return 'closes';
  return choices.length > 0 ? 'choose' : 'gone';
}

/** For the drawings: what each element is, and what it may become. */
export function drawnPairs(pairs: readonly Pair[], counts: Pairing['counts']): string {
  const drawn = pairs
    .filter(({ role }) => role !== 'flow')
    .map((pair) => ({
      id: pair.id,
      cases: pair.cases,
      state: stateOf(pair),
      target: pair.target,
      beside: pair.role === 'beside',
      choices: pair.choices.map(({ id }) => id),
    }));
  return JSON.stringify({ pairs: drawn, cases: counts.cases });
}

export function trialView(visit: Visit, models: Models, trial: Trial) {
  const names = (ids: readonly string[]) =>
    [...new Set(ids)].map((id) => nameIn(visit, models.source, id.replace(/^~/, ''))).join(', ');
  const inTarget = (ids: readonly string[]) =>
    [...new Set(ids)].map((id) => nameIn(visit, models.target, id)).join(', ');
  return {
    cases: trial.cases,
    pass: trial.pass,
    refused: trial.refused,
    unsure: trial.unsure,
    more: Math.max(0, trial.configurations.length - MOST),
    rows: trial.configurations.slice(0, MOST).map(({ configuration, tried, refused, rejection, changes }) => {
      const { timersKept, closed, opened, clocksKept, clocksEnded, clocksBegun } = changes;
      const flows = configuration.flows.map((id) => flowWords(visit, models.source, id));
      return {
        where: names(configuration.elements.filter((id) => !id.startsWith('~'))),
        waiting: flows.length > 0 ? visit.t('migration.waitsAtJoin', { names: flows.join(', ') }) : '',
        cases: configuration.cases.length,
        tried,
        passes: refused === 0,
        partly: refused > 0 && refused < tried,
        problem: rejection && { code: rejection.code, text: refusalWords(visit, rejection) },
        changes:
          refused === tried
            ? []
            : [
                timersKept > 0 && visit.t('migration.timersKept', { count: timersKept }),
                clocksKept > 0 && visit.t('migration.clocksKept', { count: clocksKept }),
                closed.length > 0 && visit.t('migration.closes', { names: names(closed) }),
                opened.length > 0 && visit.t('migration.opens', { names: inTarget(opened) }),
                clocksEnded > 0 && visit.t('migration.clocksEnded', { count: clocksEnded }),
                clocksBegun > 0 && visit.t('migration.clocksBegun', { count: clocksBegun }),
              ].filter((text) => text !== false),
      };
    }),
  };
}

/** The first of several that became one is what they go back to. */
export function inverse(mapping: CaseMapping): CaseMapping {
  const back = new Map<string, string>();
  for (const { source, target } of mapping) if (!back.has(target)) back.set(target, source);
  return [...back].map(([source, target]) => ({ source, target }));
}

export function runState(visit: Speaking, { state, kind }: StoredRun): string {
  return visit.t(`migration.state.${kind === 'UNDO' ? 'undo.' : ''}${state}`);
}
