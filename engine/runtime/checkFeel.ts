// FEEL as deployment judges it: with the product's own functions known. The parser's worker thread loads this file.
import { checkFeel as check, type FeelCheck } from '../expressions/index.ts';
import { feelFunctions } from './feelFunctions.ts';

/** For `parseInWorker`: a thread is given an address, because functions cannot be sent to it. */
export const checkFeelModule = import.meta.url;

const known = Object.keys(feelFunctions());

export function checkFeel(text: string, kind: 'expression' | 'unaryTests'): FeelCheck {
  return check(text, kind, known);
}
