// Cases are put right by who leads those that work in them, and by administrators.
import { authorize, isInvolvedIn } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

export async function mayMend(visit: Visit, caseKey: number): Promise<boolean> {
  const { engine, principal } = visit;
  if (!authorize(principal, 'case:mend')) return false;
  const involved = await isInvolvedIn(engine.store, principal, caseKey);
  return authorize(principal, 'case:mend', { kind: 'case', involved });
}
