// Start event: where a container's execution begins. What triggers it is the runtime's business.
import type { ElementBehavior } from '../behavior.ts';

export const startEvent: ElementBehavior = {};
