// Compensation event definition: undoes completed activities, all of its scope or those of one (BPMN 2.0.2, 10.7).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { throwCompensation } from '../compensation.ts';

export const compensate: EventDefinitionBehavior = {
  read(source) {
    const activity = source.child('activityRef')?.text('id');
    return {
      ...(activity !== undefined && { activity }),
      ...(source.text('waitForCompletion') === 'false' && { waits: false }),
    };
  },
  /** Nothing is opened: an activity is undone once it has completed, and only when that is thrown. */
  subscribe: () => 'open',
  throw(step, _node, me, { config }) {
    const { activity, waits } = config;
    return throwCompensation(step, me, {
      activity: typeof activity === 'string' ? activity : undefined,
      waits: waits !== false,
    });
  },
};
