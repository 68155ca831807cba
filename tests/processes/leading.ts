// Some paths take for granted what a rule of the shipped folder decides: the facts that lead the rule there.
import type { Leading } from './pathTests.ts';

export const leading: { [test: string]: Leading } = {
  // The class of an answer is decided by its score.
  PT21: { visits: { c01_capture_response: [{ nps_score: 3 }] } },
  PT22: { visits: { c01_capture_response: [{ nps_score: 10 }] } },
};
