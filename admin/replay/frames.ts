// Frames of a long replay, at once wherever one jumps to: every so many steps the frame is kept, and folded on from there.
import { advance, beginning, type Frame, type Going, shownFrame } from './frame.ts';
import type { ReplayStep } from './step.ts';

/** Steps between two frames that are kept: a jump folds no more than these. */
const EACH = 250;

export interface Frames {
  /** What a replay shows after its first so many steps. */
  at(count: number): Frame;
}

export function createFrames(steps: readonly ReplayStep[]): Frames {
  /** After 0, EACH, 2 EACH... steps; made as far as somebody looked. */
  const kept: Going[] = [beginning()];

  function keepUntil(index: number): Going {
    for (let at = kept.length; at <= index; at += 1) {
      const going = copyOf(kept[at - 1] ?? beginning());
      fold(going, (at - 1) * EACH, at * EACH);
      kept.push(going);
    }
    return kept[index] ?? beginning();
  }

  function fold(going: Going, from: number, until: number): void {
    for (let at = from; at < until; at += 1) {
      const step = steps[at];
      if (step) advance(going, step, steps[at - 1]);
    }
  }

  return {
    at(count) {
      const most = Math.min(Math.max(count, 0), steps.length);
      const index = Math.floor(most / EACH);
      const going = copyOf(keepUntil(index));
      fold(going, index * EACH, most);
      return shownFrame(going, steps[most - 1]);
    },
  };
}

/** What is in it is replaced, never changed: a copy of the collections is enough. */
function copyOf(going: Going): Going {
  return {
    active: new Map(going.active),
    waiting: new Map(going.waiting),
    visited: new Set(going.visited),
    terminated: new Set(going.terminated),
    stuck: new Set(going.stuck),
    undone: new Set(going.undone),
    flows: new Map(going.flows),
    badges: new Map(going.badges),
    values: new Map(going.values),
  };
}
