// The desk's worker as it runs a draft on the real core.
import { answerCalls } from '../worker/answerCalls.ts';
import { createTrialCalls } from './trialCalls.ts';

export const hear = answerCalls(createTrialCalls());
