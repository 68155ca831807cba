// Intermediate throw event: throws and goes on (BPMN 2.0.2, 10.5.4).
import type { ElementBehavior } from '../behavior.ts';
import { throwEvent } from '../throwing.ts';

export const intermediateThrowEvent: ElementBehavior = throwEvent;
