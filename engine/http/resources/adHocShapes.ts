// What begins in an ad-hoc subprocess, as the API writes it: by people and programs, or as a worker's result.
import { z } from 'zod';
import type { AdHocDecision } from '../../core/commands.ts';
import type { AdHocActivity } from '../../core/events.ts';
import { optionalVariables } from '../shapes.ts';

export const activityReference = z.strictObject({
  elementId: z.string().min(1).max(1000),
  variables: optionalVariables,
});

export function activityOf({ elementId, variables }: z.output<typeof activityReference>): AdHocActivity {
  return Object.keys(variables).length > 0 ? { element: elementId, variables } : { element: elementId };
}

export const adHocResult = z.strictObject({
  type: z.literal('adHocSubProcess'),
  activateElements: z.array(activityReference).max(1000).optional(),
  isCompletionConditionFulfilled: z.boolean().optional(),
  isCancelRemainingInstances: z.boolean().optional(),
});

export function decisionOf(result: z.output<typeof adHocResult>): AdHocDecision {
  return {
    activate: (result.activateElements ?? []).map(activityOf),
    done: result.isCompletionConditionFulfilled ?? false,
    cancelRemaining: result.isCancelRemainingInstances ?? false,
  };
}
