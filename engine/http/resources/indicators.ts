// Indicators: their definitions, their figures by period and dimension, the facts behind a figure.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import { type IndicatorDefinition, rangeOf } from '../../metrics/index.ts';
import type { CasesQuery } from '../../runtime/indicators/cases.ts';
import type { IndicatorQuery } from '../../runtime/indicators/query.ts';
import { refusal } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { instantShape, keyOrNull } from '../shapes.ts';
import { activities } from './activities.ts';
import { dateShape, dimensionsShape, grainShape, rangeShape, SPLITS, wrongRange } from './indicatorShapes.ts';

const definitionShape = z
  .custom<IndicatorDefinition>()
  .meta({ description: 'As in the file `indicators.json` of a process folder' });

const list = route({
  method: 'get',
  path: '/indicators',
  policy: { action: 'indicator:read' },
  response: z.object({ items: z.array(definitionShape) }),
  summary: 'List the indicators, each as its definition says; `flow` gives those of one flow',
  async handler({ engine, query }) {
    const flow = query('flow');
    return { items: await engine.indicators.definitions(flow === undefined ? {} : { flow }) };
  },
});

const get = route({
  method: 'get',
  path: '/indicators/:indicatorId',
  policy: { action: 'indicator:read' },
  response: definitionShape,
  summary: 'Get the definition of an indicator',
  async handler({ engine, name }) {
    const [found] = await engine.indicators.definitions({ ids: [name('indicatorId')] });
    return found ?? refuse(refusal('NOT_FOUND'));
  },
});

const figureShape = z.object({
  indicatorId: z.string(),
  period: z.object({ id: z.string(), grain: z.string(), from: dateShape, to: dateShape }),
  dimensions: dimensionsShape,
  value: z.custom<Json>().meta({ description: 'A number, a list of them, or null where there is no data' }),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  count: z.number(),
  meetsTarget: z.boolean().nullable(),
  failed: z.number(),
  computedDate: instantShape,
  calendarVersion: z.string().nullable(),
});

const values = route({
  method: 'post',
  path: '/indicators/values/search',
  policy: { action: 'indicator:read' },
  request: z.strictObject({
    indicatorIds: z.array(z.string().max(40)).max(200).optional(),
    ...rangeShape,
    grain: grainShape.optional(),
    per: z.array(z.enum(SPLITS)).max(4).optional(),
  }),
  response: z.object({ items: z.array(figureShape) }),
  summary:
    'Compute indicators: for a range of dates or by period, filtered by dimensions and split into them',
  async handler({ engine, body }) {
    const { indicatorIds: ids, grain, ...asked } = body;
    const wrong = wrongRange(asked, grain);
    if (wrong) return refuse(wrong);
    const rows = await engine.indicators.query({
      ...asked,
      ...(ids && { ids }),
      ...(grain && { grain }),
    } as IndicatorQuery);
    return {
      items: rows.map(({ id, period, dims, value, numerator, denominator, n, meets, failed, ...row }) => ({
        indicatorId: id,
        period,
        dimensions: dims,
        value,
        numerator,
        denominator,
        count: n,
        meetsTarget: meets,
        failed: failed ?? 0,
        computedDate: new Date(row.computedAt).toISOString(),
        calendarVersion: row.calendarVersion,
      })),
    };
  },
});

const cases = route({
  method: 'post',
  path: '/indicators/:indicatorId/cases/search',
  policy: { action: 'indicator:read' },
  request: z.strictObject({
    ...rangeShape,
    side: z.enum(['numerator', 'denominator']).default('numerator'),
    page: z
      .strictObject({ limit: z.int().min(1).max(500).optional(), after: z.string().max(500).optional() })
      .optional(),
  }),
  response: z.object({
    items: z.array(
      z.object({
        kind: z.string(),
        date: dateShape,
        instant: instantShape,
        caseKey: keyOrNull,
        caseNumber: z.string().nullable(),
        elementId: z.string().nullable(),
        dimensions: dimensionsShape,
        values: z.record(z.string(), z.custom<Json>()),
      }),
    ),
    page: z.object({ endCursor: z.string().nullable() }),
  }),
  summary: 'List the facts, each with its case, that the numerator or the denominator of a figure counted',
  async handler({ engine, body, name }) {
    const { from, to, side, page, ...asked } = body;
    const period = rangeOf(from, to);
    const wrong = wrongRange({ from, to });
    if (wrong || !period) return refuse(wrong ?? refusal('INVALID_ARGUMENT'));
    const found = await engine.indicators.cases({
      id: name('indicatorId'),
      period,
      side,
      ...asked,
      page,
    } as CasesQuery);
    if (!found) return refuse(refusal('NOT_FOUND'));
    return {
      items: found.facts.map((fact) => ({
        kind: fact.kind,
        date: fact.date,
        instant: new Date(fact.at).toISOString(),
        caseKey: fact.caseKey === undefined ? null : String(fact.caseKey),
        caseNumber: fact.number ?? null,
        elementId: fact.element ?? null,
        dimensions: fact.dims,
        values: fact.values,
      })),
      page: { endCursor: found.endCursor ?? null },
    };
  },
});

export const indicatorRoutes = [list, values, activities, cases, get];
