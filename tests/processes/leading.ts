// Some paths take for granted what a rule of the shipped folder decides: the facts that lead the rule there.
import type { Leading } from './pathTests.ts';

export const leading: { [test: string]: Leading } = {};
