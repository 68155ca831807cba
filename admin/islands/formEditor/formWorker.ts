// The desk's worker as it reads and draws forms.
import { answerCalls } from '../worker/answerCalls.ts';
import { formCalls } from './formCalls.ts';

export const hear = answerCalls(formCalls());
