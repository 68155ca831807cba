// Cancel event definition: ends a transaction by undoing it (BPMN 2.0.2, 10.5.3 and 13.5.3).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { cancelTransaction } from '../transactions.ts';

export const cancel: EventDefinitionBehavior = {
  /** Nothing is opened: the transaction that was canceled leaves by it. */
  subscribe: () => 'open',
  throw: (step, _node, me) => cancelTransaction(step, me),
};
