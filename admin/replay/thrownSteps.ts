// What an element sends out: messages, signals, errors, escalations, calls of other processes, questions to decisions.
import { add, note, type Owned, ownerAt, type Takers } from './fold.ts';

type Told =
  | 'messageThrown'
  | 'signalThrown'
  | 'errorThrown'
  | 'escalationThrown'
  | 'childCalled'
  | 'childAbandoned'
  | 'decisionEvaluated';

export const thrownTakers: Takers<Told> = {
  messageThrown: (fold, event) => note(fold, 'messageSent', of(event), { name: event.name }),
  signalThrown: (fold, event) => note(fold, 'signalSent', of(event), { name: event.name }),
  errorThrown(fold, event) {
    const { code, message, caughtBy } = event;
    add(fold, 'error', of(event), { detail: message === undefined ? code : `${code}: ${message}` });
    if (caughtBy !== undefined) note(fold, 'caughtBy', of(event), { elements: [caughtBy] });
  },
  escalationThrown(fold, event) {
    const { code, caughtBy } = event;
    note(fold, 'escalated', of(event), { name: code });
    if (caughtBy !== undefined) note(fold, 'caughtBy', of(event), { elements: [caughtBy] });
  },
  childCalled: (fold, { key, processId }) => note(fold, 'called', ownerAt(fold, key), { name: processId }),
  childAbandoned: (fold, { key }) => note(fold, 'callAbandoned', ownerAt(fold, key)),
  decisionEvaluated(fold, event) {
    const { decisionId: id, matched } = event;
    const name = event.decisionName || id;
    const decision = { id, name, rules: matched.map(({ rule }) => rule) };
    note(fold, 'decided', of(event), { name, grounds: { decision } });
  },
};

function of({ element, owner }: Owned): Owned {
  return { element, owner };
}
