// Undoing what was done: who asked, what is undone in which order, and scopes that live again for it.
import type { CompensationEvent } from '../../engine/core/compensationEvents.ts';
import { addOwned, ownerAt, type Takers } from './fold.ts';

export const compensationTakers: Takers<CompensationEvent['type']> = {
  compensationStarted(fold, { by, records }) {
    const undoing = records.flatMap((key) => fold.elementOf.get(key)?.element ?? []);
    addOwned(fold, 'compensationStarted', ownerAt(fold, by), { undoing });
  },
  elementRestored(fold, { key }) {
    const known = fold.elementOf.get(key);
    // Its time counts anew: it was not active in between.
    if (known) known.at = fold.batch.at;
    addOwned(fold, 'restored', ownerAt(fold, key));
  },
  elementCompensated(fold, { key }) {
    const known = fold.elementOf.get(key);
    addOwned(fold, 'compensated', ownerAt(fold, key), known ? { duration: fold.batch.at - known.at } : {});
  },
  compensationEnded: (fold, { by }) => addOwned(fold, 'compensationEnded', ownerAt(fold, by)),
  compensationAbandoned: (fold, { scope }) => addOwned(fold, 'compensationAbandoned', ownerAt(fold, scope)),
};
