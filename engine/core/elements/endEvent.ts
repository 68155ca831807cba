// End event: consumes its token; with an event definition it throws first (BPMN 2.0.2, 10.5.3).
import type { ElementBehavior } from '../behavior.ts';
import { throwEvent } from '../throwing.ts';

export const endEvent: ElementBehavior = { ...throwEvent, route: () => [] };
