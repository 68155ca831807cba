// Parallel gateway: one token from each incoming flow, one to each outgoing flow (BPMN 2.0.2, 13.4.1).
import type { ElementBehavior } from '../behavior.ts';

export const parallelGateway: ElementBehavior = {
  /** Counts flows, not tokens: a second token on one flow waits for the next round. */
  join(_step, node, _scope, waiting) {
    if (waiting.length < node.incoming.length) return undefined;
    const flows = node.incoming.map((flow) => flow.id);
    return flows.every((id) => waiting.includes(id)) ? flows : undefined;
  },
  /** Conditions on flows out of a parallel gateway are ignored. */
  route: (_step, node) => node.outgoing.map((flow) => flow.id),
};
