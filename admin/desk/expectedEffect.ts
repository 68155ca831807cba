// The expected effect of a version: how each scenario goes before and after it, beside each other, and all in one sentence.
import { type Effect, effectOn, type PlayedTest, problemText, type VersionFile } from '../engine.ts';
import { durationWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';

export interface Sides {
  before: VersionFile[];
  after: VersionFile[];
  /** Where two processes are compared: the ids that stand for each other, new to old. */
  replaced?: [string, string][];
}

export async function expectedEffect(visit: Visit, { before, after, replaced }: Sides) {
  const outcome = await effectOn({ files: after, against: before, ...(replaced && { replaced }) });
  if ('stopped' in outcome) {
    const { code, values } = outcome.stopped;
    return { stopped: problemText(code, values, visit.lang) };
  }
  const pairs = outcome.tests.map((test, at) => ({ test, other: outcome.against?.[at] }));
  const rows = pairs.map(({ test, other }) => rowOf(visit, test, other));
  const both = pairs.flatMap(({ test, other }) =>
    test.effect && other?.effect ? [[other.effect.ms, test.effect.ms] as const] : [],
  );
  const mean = (side: 0 | 1) => both.reduce((sum, pair) => sum + pair[side], 0) / Math.max(1, both.length);
  const [meanBefore, meanAfter] = [mean(0), mean(1)].map((ms) => durationWords(visit.lang, ms));
  return {
    rows,
    none: rows.length === 0,
    otherwise: rows.filter((row) => row.differs).length,
    meanBefore,
    meanAfter,
    // Two times that read the same say nothing.
    hasMean: meanBefore !== meanAfter,
  };
}

function rowOf(visit: Visit, test: PlayedTest, other: PlayedTest | undefined) {
  const [now, then] = [test.effect, other?.effect];
  const only = (mine: Effect | undefined, theirs: Effect | undefined) => {
    const known = new Set(theirs?.path.map(({ element }) => element));
    const extra = mine?.path.filter(({ element }) => !known.has(element)) ?? [];
    return [...new Set(extra.map(({ name }) => name))].join(', ');
  };
  const differs =
    !now ||
    !then ||
    now.state !== then.state ||
    now.ms !== then.ms ||
    now.path.map(({ element }) => element).join() !== then.path.map(({ element }) => element).join();
  return {
    name: test.name,
    file: test.file,
    differs,
    sides: [sideOf(visit, other, then), sideOf(visit, test, now)],
    onlyBefore: only(then, now),
    onlyAfter: only(now, then),
  };
}

function sideOf(visit: Visit, test: PlayedTest | undefined, effect: Effect | undefined) {
  const { failure } = test ?? {};
  if (!effect)
    return {
      state: visit.t('comparing.notPlayed'),
      failed: true,
      why: failure ? problemText(failure.code, failure.values, visit.lang) : '',
    };
  return {
    state: visit.t(`comparing.state.${effect.state}`),
    failed: effect.state === 'incident',
    time: durationWords(visit.lang, effect.ms),
    steps: effect.path.length,
    waiting: effect.waiting.join(', '),
  };
}
