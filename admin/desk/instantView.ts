// The state of a case after one step, as the page shows it without scripts: where it is, by which version, what it knows.

import { dateTimeWords } from '../render/words.ts';
import { compareFrames } from '../replay/compareFrames.ts';
import { createFrames } from '../replay/frames.ts';
import type { Visit } from '../visit.ts';
import { nameIn } from './elementNames.ts';
import type { Asked } from './replayAsked.ts';
import { type Replay, spokenSteps, towardsWords, type Words } from './replayView.ts';
import { stepFacts, versionAt } from './stepFacts.ts';

export function instantView(visit: Visit, replay: Replay, words: Words, asked: Asked) {
  const steps = spokenSteps(visit, replay);
  const frames = createFrames(steps);
  const frame = frames.at(asked.step);
  const last = replay.steps[asked.step - 1];
  const names = (elements: Iterable<string>) =>
    [...elements].map((element) => nameIn(visit, replay.model, element));
  const { with: other } = asked;
  const difference =
    other === undefined
      ? undefined
      : other > asked.step
        ? compareFrames(frame, frames.at(other))
        : compareFrames(frames.at(other), frame);
  return {
    where: [
      ...names(frame.active.keys()),
      ...[...frame.waiting.values()].map(({ flow }) => towardsWords(visit, replay.model, flow)),
    ],
    version: versionAt(words.telling, last?.sequence ?? 0),
    facts: last ? stepFacts(words.telling, last) : [],
    values: frame.values.toSorted((one, other) => Number(other.changed) - Number(one.changed)),
    comparison: difference && {
      heading: visit.t('replay.compared', { step: other, at: atWords(visit, replay, other ?? 0) }),
      values: difference.values,
      left: names(difference.left),
      reached: names(difference.reached),
      touched: names(difference.touched),
      isSame: difference.values.length + difference.touched.length === 0,
    },
  };
}

/** Before the first step it is when the first began. */
function atWords(visit: Visit, { steps }: Replay, step: number): string {
  const { at } = steps[Math.max(0, step - 1)] ?? { at: visit.engine.now() };
  return dateTimeWords(visit.lang, at, visit.options.timeZone);
}
