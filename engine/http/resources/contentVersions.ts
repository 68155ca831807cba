// What the resources of catalogs and calendars share: a version as JSON, the instant that is asked about, the version that
// an author has seen, and the answer to who replaces one.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { ReplaceOutcome } from '../../runtime/versionedContent.ts';
import type { ContentVersion } from '../../store/contentVersions.ts';
import { hashOf, once, type Remember } from '../idempotency.ts';
import { type Refusal, refusal } from '../problem.ts';
import { problemTextOf } from '../problemText.ts';
import type { Call } from '../route.ts';
import { instantShape } from '../shapes.ts';

export const versionFields = z.object({
  version: z.number(),
  effectiveDate: instantShape,
  changedDate: instantShape,
  changedBy: z.string(),
  source: z.string(),
  comment: z.string().nullable(),
  contentHash: z.string(),
});

export function versionFacts(version: ContentVersion): z.input<typeof versionFields> {
  return {
    version: version.version,
    effectiveDate: new Date(version.fromAt).toISOString(),
    changedDate: new Date(version.changedAt).toISOString(),
    changedBy: version.changedBy,
    source: version.source,
    comment: version.comment,
    contentHash: version.sha256,
  };
}

export const etag = (version: number) => `"${version}"`;

/** Of the query's `at`; now without one. */
export function instantAsked(call: Call<unknown>): number | Refusal {
  const asked = call.query('at');
  if (asked === undefined) return call.engine.now();
  return z.iso.datetime({ offset: true }).safeParse(asked).success
    ? Date.parse(asked)
    : invalid('at', 'ISO 8601');
}

export function invalid(path: string, message: string): Refusal {
  return refusal('INVALID_ARGUMENT', {}, { violations: [{ path, message }] });
}

/** The number in `If-Match`; 0 where `If-None-Match: *` says that nothing is there yet. */
export function expectedVersion({ request }: Call<unknown>): number | undefined {
  if (request.get('If-None-Match') === '*') return 0;
  const [, digits] = /^(?:W\/)?"(\d{1,9})"$/.exec(request.get('If-Match') ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

export interface Asked {
  id: string;
  expected: number;
  /** Told with the request's id: what is replaced by what. */
  body: Json;
  /** Of the refusal that lists the problems. */
  refusedAs: string;
}

/** The number of the version that the request made, also when it is asked again with its `Idempotency-Key`. */
export async function replacedBy(
  call: Call<unknown>,
  { id, expected, body, refusedAs }: Asked,
  replace: (
    onCommit: (db: Parameters<Remember>[0], version: ContentVersion) => Promise<void>,
  ) => Promise<ReplaceOutcome>,
): Promise<number | Refusal> {
  const hash = hashOf(refusedAs, id, String(expected), JSON.stringify(body));
  const made = await once(call, hash, async (remember) => {
    const outcome = await replace((db, { version }) => remember(db, String(version)));
    if (outcome.ok) return String(outcome.version.version);
    if ('rejection' in outcome) return refusal(outcome.rejection.code, outcome.rejection.values);
    const problems = outcome.problems.map((problem) => ({
      severity: problem.severity,
      code: problem.code,
      line: typeof problem.values.row === 'number' ? problem.values.row : null,
      path: typeof problem.values.path === 'string' ? problem.values.path : null,
      message: problemTextOf(problem, call.locale),
    }));
    return refusal(refusedAs, {}, { problems });
  });
  return typeof made === 'string' ? Number(made) : made;
}
