// Start event: where a container's execution begins. What triggers it is the runtime's business.
import type { ElementBehavior } from '../behavior.ts';

export const startEvent: ElementBehavior = {
  /** The form that people fill in to start an instance. */
  read(source) {
    const formId = source.extension('zeebe:FormDefinition')?.text('formId');
    return formId ? { formId } : {};
  },
};
