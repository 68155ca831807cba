// What happens in a scope between its elements: gateways that were answered or begun, what was chosen, branches dropped.
import { add, note, noteQuietly, ownerAt, type Takers } from './fold.ts';

type Told =
  | 'gatewayAnswered'
  | 'gatewayActivated'
  | 'activitiesChosen'
  | 'tokensRemoved'
  | 'stepYielded'
  | 'stepResumed';

export const scopeTakers: Takers<Told> = {
  gatewayAnswered(fold, { scope, gateway, flows }) {
    const of = { element: gateway, owner: scope };
    // Without flows it says that the gateway has used the answer up.
    if (flows.length > 0) add(fold, 'answered', of, { answer: flows });
    else noteQuietly(fold, 'answerUsed', of);
  },
  gatewayActivated(fold, { scope, gateway, by }) {
    const of = { element: gateway, owner: scope };
    if (by.length > 0) note(fold, 'gatewayBegan', of, { elements: by });
    else note(fold, 'gatewayReset', of);
  },
  activitiesChosen(fold, { scope, elements, last }) {
    const of = ownerAt(fold, scope);
    if (last) note(fold, 'nothingMore', of);
    else if (elements.length > 0)
      note(fold, 'chosen', of, { elements: elements.map(({ element }) => element) });
    else noteQuietly(fold, 'nothingChosen', of);
  },
  tokensRemoved(fold, { scope, flows }) {
    fold.consumed.push(...flows);
    note(fold, 'branchesDropped', ownerAt(fold, scope), { count: flows.length });
  },
  stepYielded: (fold) => note(fold, 'paused', process(fold.elementOf)),
  stepResumed: (fold) => note(fold, 'resumed', process(fold.elementOf)),
};

/** The instance itself is what was known first. */
function process(known: ReadonlyMap<number, { element: string }>) {
  const [first] = known;
  return first && { element: first[1].element, owner: first[0] };
}
