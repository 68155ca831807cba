// Figures that come from outside, as a table or a list: taken in whole or not at all, each with its history.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import {
  DIMENSIONS,
  type FiguresRead,
  figureNames,
  figuresToKeep,
  readFigureJson,
  readFigureTable,
} from '../../metrics/index.ts';
import { readCsv } from '../../runtime/csvTable.ts';
import type { FigureSearch } from '../../runtime/indicators/figures.ts';
import { hashOf, once } from '../idempotency.ts';
import { refusal } from '../problem.ts';
import { problemTextOf } from '../problemText.ts';
import { refuse, route } from '../route.ts';
import { instantShape } from '../shapes.ts';
import { dateShape } from './indicatorShapes.ts';

const figureShape = z.object({
  figureKey: z.string(),
  name: z.string(),
  value: z.number(),
  from: dateShape,
  to: dateShape,
  dimensions: z.partialRecord(z.enum(DIMENSIONS), z.string()),
  subject: z.string().nullable(),
  source: z.string(),
  fileHash: z.string().nullable(),
  importedDate: instantShape,
  importedBy: z.string(),
  replacedBy: z.string().nullable(),
});

const search = route({
  method: 'post',
  path: '/indicators/figures/search',
  policy: { action: 'indicator:read' },
  request: z.strictObject({
    name: z.string().max(64).optional(),
    from: dateShape.optional(),
    to: dateShape.optional(),
    history: z.boolean().optional().meta({ description: 'Also those that others took the place of' }),
    page: z
      .strictObject({
        limit: z.int().min(1).max(1000).optional(),
        after: z
          .string()
          .regex(/^\d{1,15}$/)
          .optional(),
      })
      .optional(),
  }),
  response: z.object({ items: z.array(figureShape), page: z.object({ endCursor: z.string().nullable() }) }),
  summary: 'List imported figures, the newest first',
  async handler({ engine, body }) {
    const { page = {}, ...asked } = body;
    const limit = page.limit ?? 100;
    const before = page.after === undefined ? {} : { before: Number(page.after) };
    const found = await engine.indicators.figures.search({ ...asked, ...before, limit } as FigureSearch);
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      items: found.map(({ key, dims, subject, importedAt, replacedBy, ...figure }) => ({
        figureKey: String(key),
        ...figure,
        dimensions: dims ?? {},
        subject: subject ?? null,
        importedDate: new Date(importedAt).toISOString(),
        replacedBy: replacedBy === null ? null : String(replacedBy),
      })),
      page: { endCursor: last ? String(last.key) : null },
    };
  },
});

const add = route({
  method: 'post',
  path: '/indicators/figures',
  policy: { action: 'figure:write' },
  request: z.strictObject({
    source: z.string().regex(/^[a-z0-9-]{1,40}$/i),
    figures: z.array(z.custom<Json>()).max(100_000).optional(),
    csv: z.string().optional(),
  }),
  response: z.object({ added: z.number(), replaced: z.number(), unchanged: z.number() }),
  summary: 'Take in figures, as a list or as CSV; with one bad line nothing is taken in',
  async handler(call) {
    const { engine, body, locale, principal } = call;
    const { source, csv, figures } = body;
    if ((csv === undefined) === (figures === undefined))
      return refuse(
        refusal('INVALID_ARGUMENT', {}, { violations: [{ path: 'csv', message: 'csv | figures' }] }),
      );
    const names = figureNames(await engine.indicators.definitions());
    const read = readFigures(csv, figures, names);
    if (read.problems.some(({ severity }) => severity === 'error')) {
      const problems = read.problems.map((problem) => ({
        severity: problem.severity,
        code: problem.code,
        line: typeof problem.values.line === 'number' ? problem.values.line : null,
        message: problemTextOf(problem, locale),
      }));
      return refuse(refusal('FIGURES_REFUSED', {}, { problems }));
    }
    const content = csv ?? JSON.stringify(figures);
    const made = await once(call, hashOf(source, content), async (remember) => {
      const counts = await engine.indicators.figures.add({
        figures: figuresToKeep(read.rows),
        source,
        by: principal.username,
        content,
        onCommit: (db, kept) => remember(db, JSON.stringify(kept)),
      });
      return JSON.stringify(counts);
    });
    return typeof made === 'string'
      ? (JSON.parse(made) as { added: number; replaced: number; unchanged: number })
      : refuse(made);
  },
});

function readFigures(csv: string | undefined, figures: Json[] | undefined, names: string[]): FiguresRead {
  // Without any indicator there is nothing to compare the names with.
  const options = names.length > 0 ? { names } : {};
  return csv === undefined ? readFigureJson(figures ?? [], options) : readFigureTable(readCsv(csv), options);
}

export const figureRoutes = [search, add];
