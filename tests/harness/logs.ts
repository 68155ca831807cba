// What happened in which order, kept by the process itself: scripts that add to its variable `log`.
import type { Json } from '../../engine/core/index.ts';
import type { Play } from './play.ts';
import { script } from './shapes.ts';

export const nothingLogged = { log: [] };

/** A script that adds what the expression gives. */
export const logs = (expression: string) => script(`append(log, ${expression})`, 'log');

export const logged = (run: Play) => run.variables().log as Json[];
