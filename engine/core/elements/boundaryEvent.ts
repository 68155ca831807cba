// Boundary event: entered when it has fired; its subscription belongs to the activity that it sits on.
import type { ElementBehavior } from '../behavior.ts';

export const boundaryEvent: ElementBehavior = {};
