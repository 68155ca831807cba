// The command that begins activities of an ad-hoc subprocess: people and programs choose what, how often and when.
import { begin } from './adHoc.ts';
import type { Command } from './commands.ts';
import { nodeOf, reject, type Step, touch } from './step.ts';
import { lookUp } from './table.ts';
import { active, checkNames } from './targets.ts';
import { terminateInside } from './withdrawal.ts';

type ActivateAdHoc = Extract<Command, { type: 'activateAdHoc' }>;

export function activateAdHoc(
  step: Step,
  { elementInstance, elements, cancelRemaining }: ActivateAdHoc,
): void {
  active(step);
  const me = lookUp(step.draft.elements, elementInstance);
  const node = me && nodeOf(step, me);
  // A repeated one is a body around its iterations; those hold the activities.
  if (!me || !node?.model?.adHoc || me.loop) reject('ELEMENT_INSTANCE_NOT_FOUND', { key: elementInstance });
  if (me.chosen?.last) reject('AD_HOC_ENDING', { key: elementInstance });
  for (const { variables } of elements) if (variables) checkNames(variables);
  if (cancelRemaining) terminateInside(step, me.key);
  touch(step, me.key);
  begin(step, node, me.key, elements);
}
