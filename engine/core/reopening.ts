// The command that lets an ended instance go on, under its key and with what it knew: chosen elements begin anew in it.
import type { Command } from './commands.ts';
import { openHandlers } from './eventSubprocess.ts';
import { modifyInstance } from './modification.ts';
import { emit, reject, type Step } from './step.ts';
import { checkNames } from './targets.ts';
import { setLocal } from './variables.ts';

type Reopen = Extract<Command, { type: 'reopenInstance' }>;

/**
 * What it promises it promises again: clocks that ended stay as they were and others begin. Nobody listens to its start a
 * second time. One that was called is its caller's, which has long gone on.
 */
export function reopenInstance(step: Step, { elements, variables, reason }: Reopen): void {
  const { key, status, parent } = step.draft;
  if (status === 'none' || status === 'active') reject('REOPENING_NOT_ENDED', { key });
  if (parent) reject('REOPENING_CALLED', { key });
  if (elements.length === 0) reject('REOPENING_NOWHERE', { key });
  checkNames(variables);
  emit(step, { type: 'instanceReopened', key, elements, ...(reason !== '' && { reason }) });
  setLocal(step, key, variables);
  const { root } = step.exe;
  // As with a container that somebody enters by hand: nothing half.
  if (root.handlers && openHandlers(step, root, key) !== 'ready')
    reject('MODIFICATION_SCOPE_NOT_ENTERED', { scope: root.id });
  modifyInstance(step, { type: 'modifyInstance', activate: elements.map((element) => ({ element })) });
}
