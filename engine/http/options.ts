// Options of the HTTP surface, checked when the server starts: a limit that cannot be read must not mean no limit.
import { z } from 'zod';

const bytes = z.number().int().positive().max(1_000_000_000);
const milliseconds = z.number().int().positive().max(2_147_483_647);

export const httpOptionsSchema = z.strictObject({
  /** Where people reach us, e.g. `https://cauce.example`; default: what each request's Host says. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Start of links that are stored or mailed, where `publicUrl` is not given; requests are not held to it. */
  linkUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** How many proxies stand in front, each adding to X-Forwarded-For; `true` is refused because anybody could then forge it. */
  trustProxy: z.number().int().min(0).max(10).default(0),
  /** Largest JSON body. */
  bodyLimit: bytes.default(4 * 1024 * 1024),
  /** Deepest nesting of a JSON body. */
  jsonDepth: z.number().int().min(2).max(1000).default(64),
  /** Largest uploaded file. */
  fileLimit: bytes.default(25_000_000),
  /** Largest deployed resource, and all of one deployment together. */
  resourceLimit: bytes.default(4 * 1024 * 1024),
  deploymentLimit: bytes.default(32 * 1024 * 1024),
  /** Most files of one request. */
  filesLimit: z.number().int().min(1).max(1000).default(200),
  /** A request must have arrived whole within this time. */
  requestTimeoutMs: milliseconds.default(30_000),
  /** Its headers within this. */
  headersTimeoutMs: milliseconds.default(10_000),
  maxConnections: z.number().int().positive().default(2000),
  /** Longest that a worker's activation request may wait for a job. */
  longPollMs: milliseconds.default(60_000),
  /** Checks each answer against its schema: for tests. */
  checkAnswers: z.boolean().default(false),
});

export type HttpOptionsInput = z.input<typeof httpOptionsSchema>;
export type HttpOptions = z.output<typeof httpOptionsSchema>;

/** Throws with every complaint at once. */
export function parseHttpOptions(input: HttpOptionsInput = {}): HttpOptions {
  const parsed = httpOptionsSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Error(`Expected valid HTTP options but: ${z.prettifyError(parsed.error)}`);
}
