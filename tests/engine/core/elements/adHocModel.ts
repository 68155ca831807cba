// Processes with an ad-hoc subprocess, for its tests.
import type { AdHoc, ElementModel, ProcessModel } from '../../../../engine/core/model.ts';
import { processModel } from '../../../harness/model.ts';
import { script, start, user, within } from '../../../harness/shapes.ts';

export type Shapes = Parameters<typeof processModel>[0];

/** start, an ad-hoc subprocess with these elements, `after`. */
export function adHoc(
  settings: Partial<AdHoc>,
  inside: Shapes,
  more: Partial<ElementModel> = {},
  ...flows: string[]
) {
  const hoc = {
    type: 'adHocSubProcess' as const,
    adHoc: { sequential: false, cancelRemaining: true, ...settings },
    ...more,
  };
  const model: ProcessModel = processModel(
    { s: start, hoc, ...within('hoc', inside), after: user },
    's>>hoc>>after',
    ...flows,
  );
  const element = model.elements.find(({ id }) => id === 'hoc') as ElementModel;
  const options = model.elements.filter(({ parent, incoming }) => parent === 'hoc' && incoming.length === 0);
  element.question = {
    text: 'hoc',
    options: options.map(({ id }) => ({ flow: id, label: id })),
    multiple: true,
    askedBy: null,
  };
  return model;
}

export const people = { a: user, b: user, c: user };
export const add = (n: number) => script(`append(log, ${n})`, 'log');
export const automatic = { a: add(1), b: add(2), c: add(3) };
