// Transaction: a subprocess that can be canceled as a whole (BPMN 2.0.2, 10.3.5). Its protocol is not ours to coordinate.
import type { ElementBehavior } from '../behavior.ts';
import { subProcess } from './subProcess.ts';

export const transaction: ElementBehavior = {
  contains: true,
  activate: (step, node, me) => subProcess.activate?.(step, node, me),
};
