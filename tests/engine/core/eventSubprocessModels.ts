// Processes with event subprocesses, for the tests of what starts them, ends them and lies around them.
import type { FlowNodeType } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import {
  definition,
  end,
  eventSubprocess,
  type onEvent,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

export const coded = (type: 'error' | 'escalation', code?: string) => definition(type, code ? { code } : {});
export const throwing = (code: string) => ({
  type: 'intermediateThrowEvent' as FlowNodeType,
  eventDefinitions: [{ type: 'escalation' as const, config: { code } }],
});

/** An event subprocess `h` with the start `hs`, the task `hw` and an end. */
export function handler(eventStart: ReturnType<typeof onEvent>, parent: string | null = null, name = 'h') {
  return {
    [name]: { ...eventSubprocess, parent },
    ...within(name, { [`${name}s`]: eventStart, [`${name}w`]: user, [`${name}e`]: end }),
  };
}
export const handling = (name = 'h') => `${name}s>>${name}w>>${name}e`;

/** `s>>sub(is>>work>>ie)>>after`, with `more` inside the subprocess. */
export const inSubProcess = (more: Parameters<typeof processModel>[0], ...paths: string[]) =>
  processModel(
    {
      s: start,
      sub: subProcess,
      ...within('sub', { is: start, work: user, ie: end }),
      ...more,
      after: user,
    },
    's>>sub>>after',
    'is>>work>>ie',
    ...paths,
  );
