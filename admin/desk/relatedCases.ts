// Related cases on the page of a case: what it repeats or was split from, and which others say so of it.
import { authorize, isInvolvedIn, readCaseRelations } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { stateView } from './caseFor.ts';

/** A case that the visitor may not open is named all the same: its number is on the papers of this one. */
export async function relatedCases(visit: Visit, of: { key: number; number: string }) {
  const { engine, principal, base } = visit;
  const { store } = engine;
  const found = await readCaseRelations(store.reader, store.tenant, of);
  return Promise.all(
    found.map(async ({ kind, direction, number, other }) => {
      const involved = other !== undefined && (await isInvolvedIn(store, principal, other.key));
      const may = other !== undefined && authorize(principal, 'case:read', { kind: 'case', involved });
      return {
        words: visit.t(`relation.${kind}.${direction}`),
        number,
        href: may && `${base}/casos/${other.key}`,
        ...(may && stateView(visit, other.state)),
      };
    }),
  );
}
