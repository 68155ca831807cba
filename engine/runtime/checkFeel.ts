// Checks an expression of a model against FEEL and the functions that it gains in a process.
// A module of its own, so that the thread that parses files can load it by its address.
import { checkFeel as check } from '../expressions/index.ts';
import type { CheckFeel } from '../model/index.ts';
import { feelFunctions } from './feelFunctions.ts';

const names = Object.keys(feelFunctions());

export const checkFeel: CheckFeel = (text, kind) => check(text, kind, names);

/** What `parseInWorker` is told: where this module is, as source or compiled. */
export const checkFeelModule = import.meta.url;
