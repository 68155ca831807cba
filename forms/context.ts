// Fills in what a request leaves out: the clock, the zone, the limits of files.
import type { Evaluate, FileLimits, FormContext } from './fields/field.ts';
import type { Locale } from './messages/messages.ts';

export interface ContextRequest {
  locale: Locale;
  evaluate: Evaluate;
  idPrefix?: string;
  now?: number;
  timeZone?: string;
  files?: Partial<FileLimits>;
}

export const DEFAULT_LIMITS: FileLimits = { maxBytes: 25_000_000, maxCount: 10 };

export function contextOf(request: ContextRequest): FormContext {
  return {
    evaluate: request.evaluate,
    locale: request.locale,
    now: request.now ?? Date.now(),
    timeZone: request.timeZone ?? 'America/Bogota',
    idPrefix: request.idPrefix ?? 'f-',
    files: { ...DEFAULT_LIMITS, ...request.files },
  };
}
