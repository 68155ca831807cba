// What questions about figures share: dates, dimensions, and how much may be asked at once.
import { z } from 'zod';
import { DIMENSIONS, GRAINS } from '../../metrics/index.ts';
import { refusal } from '../problem.ts';

export const SPLITS = [...DIMENSIONS, 'element'] as const;

export const dateShape = z.iso.date();
export const grainShape = z.enum(GRAINS);
export const dimensionsShape = z.partialRecord(z.enum(SPLITS), z.string().max(200));

export const rangeShape = {
  from: dateShape,
  to: dateShape,
  flow: z.string().max(200).optional(),
  variant: z.enum(['as-is', 'to-be']).optional(),
  filter: dimensionsShape.optional(),
};

/** Days that one question may ask for. */
const LONGEST_DAYS = 20 * 366;
/** Figures that one question may ask for, times the indicators. */
const MOST_PERIODS = 1_000;
const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
const GRAIN_DAYS: { readonly [grain: string]: number } = { day: 1, week: 7, sprint: 7, month: 28 };

export function wrongRange({ from, to }: { from: string; to: string }, grain?: string) {
  const days = daysBetween(from, to);
  const isTooLong = days > LONGEST_DAYS || days / (GRAIN_DAYS[grain ?? 'month'] ?? 28) > MOST_PERIODS;
  if (days >= 1 && !isTooLong) return undefined;
  const message = days < 1 ? 'from <= to' : `${from} – ${to}: ${LONGEST_DAYS} d, ${MOST_PERIODS} × ${grain}`;
  return refusal('INVALID_ARGUMENT', {}, { violations: [{ path: 'to', message }] });
}
