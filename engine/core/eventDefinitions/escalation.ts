// Escalation event definition: tells an outer scope, which may go on beside or instead (BPMN 2.0.2, 10.5.7).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { throwEscalation } from '../errors.ts';
import { evaluate, isLive, raise } from '../step.ts';

export const escalation: EventDefinitionBehavior = {
  read(source) {
    const code =
      source.child('escalationRef')?.text('escalationCode') ?? source.child('escalationRef')?.text('name');
    const codeVariable = source.text('escalationCodeVariable');
    return { ...(code !== undefined && { code }), ...(codeVariable && { codeVariable }) };
  },
  /** Escalations find their handler by scope; nothing is opened. */
  subscribe: () => 'open',
  throw(step, _node, me, definition) {
    const code = evaluate(step, String(definition.config.code ?? ''), me.key);
    if (!code.ok) {
      raise(step, me.key, 'activate', code);
      return false;
    }
    throwEscalation(step, me.key, String(code.value));
    return isLive(step, me.key);
  },
};
