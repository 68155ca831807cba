// Error event definition: caught at a boundary, thrown by an end event; it always ends what it interrupts.
import type { EventDefinitionBehavior } from '../behavior.ts';
import { throwError } from '../errors.ts';
import { evaluate, raise } from '../step.ts';

export const error: EventDefinitionBehavior = {
  read(source) {
    const code = source.child('errorRef')?.text('errorCode') ?? source.child('errorRef')?.text('name');
    const codeVariable = source.text('errorCodeVariable');
    const messageVariable = source.text('errorMessageVariable');
    return {
      ...(code !== undefined && { code }),
      ...(codeVariable && { codeVariable }),
      ...(messageVariable && { messageVariable }),
    };
  },
  /** Errors find their handler by scope; nothing is opened. */
  subscribe: () => 'open',
  throw(step, _node, me, definition) {
    const code = evaluate(step, String(definition.config.code ?? ''), me.key);
    if (code.ok) throwError(step, me.key, { code: String(code.value), variables: {} });
    else raise(step, me.key, 'activate', code);
    return false;
  },
};
