// Terms of service levels that stand in the drawing, judged when it is deployed; what an expression gives is judged as
// its clock begins.
import type { Problem, ProcessModel } from '../core/index.ts';
import type { SlaModel } from '../core/slaModel.ts';
import { readTarget } from '../time/index.ts';

/** As the model reader writes a plain number. */
const NUMBER = /^=\s*-?\d+(\.\d+)?\s*$/;

export function checkSlas(model: ProcessModel, resource: string): Problem[] {
  const owned = [{ id: model.id, slas: model.slas }, ...model.elements.map(({ id, slas }) => ({ id, slas }))];
  return owned.flatMap(({ id, slas = [] }) =>
    slas.flatMap((sla) => {
      const refused = refusalOf(sla);
      return refused ? [{ severity: 'error' as const, resource, elementId: id, ...refused }] : [];
    }),
  );
}

function refusalOf({ target, mode, calendar = '?' }: SlaModel): Pick<Problem, 'code' | 'values'> | undefined {
  const term = termIn(target);
  if (term === undefined) return undefined;
  const read = readTarget({ term, mode: mode ?? '', calendar });
  return 'code' in read ? read : undefined;
}

/** Undefined where it is an expression, a decision, or a date. */
function termIn(target: SlaModel['target']): number | string | undefined {
  if (typeof target !== 'string') return undefined;
  if (NUMBER.test(target)) return Number(target.replace('=', ''));
  return /^-?P/.test(target) ? target : undefined;
}
