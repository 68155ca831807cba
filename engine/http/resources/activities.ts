// How long the activities of a process take.
import { z } from 'zod';
import type { ActivityQuery } from '../../runtime/indicators/activities.ts';
import { refuse, route } from '../route.ts';
import { dateShape, dimensionsShape, wrongRange } from './indicatorShapes.ts';

const durationShape = z.object({
  count: z.number(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  max: z.number().nullable(),
});

export const activities = route({
  method: 'post',
  path: '/indicators/activities/search',
  policy: { action: 'indicator:read' },
  request: z.strictObject({
    processDefinitionId: z.string().max(200),
    from: dateShape,
    to: dateShape,
    filter: dimensionsShape.optional(),
    time: z.enum(['clock', 'business']).default('clock'),
  }),
  response: z.object({
    items: z.array(
      z.object({ elementId: z.string(), wait: durationShape, work: durationShape, cycle: durationShape }),
    ),
  }),
  summary: 'Minutes that each activity of a process waited, was worked on, and took as a whole',
  async handler({ engine, body }) {
    const { processDefinitionId: process, ...asked } = body;
    const wrong = wrongRange(asked);
    if (wrong) return refuse(wrong);
    const rows = await engine.indicators.activities({ process, ...asked } as ActivityQuery);
    return { items: rows.map(({ element, ...durations }) => ({ elementId: element, ...durations })) };
  },
});
