// How another system's call becomes a message: the file `webhooks/<name>.json` of a process folder, read and judged.
import { z } from 'zod';

const secret = z.string().regex(/^[A-Za-z0-9_]{1,64}$/);
const header = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const feel = z.string().max(10_000).startsWith('=');

const authentication = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hmac'),
    /** Name of the secret that both sides know. */
    secret,
    header,
    algorithm: z.enum(['sha256', 'sha512', 'sha1']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    /** What stands before the signature, e.g. `sha256=`. */
    prefix: z.string().max(64).default(''),
  }),
  z.strictObject({
    type: z.literal('token'),
    secret,
    header: header.default('Authorization'),
    prefix: z.string().max(64).default('Bearer '),
  }),
]);

const shape = z.strictObject({
  /** Without one nobody is let in. */
  authentication,
  /** The message that is published. */
  message: z.string().min(1).max(256),
  /** FEEL over `body`, `query` and `headers`: false lets the call pass without a message. */
  when: feel.optional(),
  /** FEEL: whose message it is. Without it a process is begun, or whoever waits without a key gets it. */
  correlationKey: feel.optional(),
  /** FEEL: what the sender calls this event; the same id publishes once. Without it the same bytes do. */
  id: feel.optional(),
  /** How long the message waits for its receiver: `P1D`, `PT1H`. */
  timeToLive: z
    .string()
    .regex(/^P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/)
    .default('P1D'),
  variables: z.record(z.string().regex(/^[A-Za-z_]\w{0,127}$/), z.string().max(10_000)).default({}),
  /** Name of the secret that a GET has to know to be answered with its `hub.challenge`. */
  verifyToken: secret.optional(),
});

export type Webhook = z.output<typeof shape>;

/** The first wrong place of what is none. */
export function readWebhook(json: unknown): Webhook | { wrong: string } {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { wrong: issue?.path.join('.') || '$' };
}

/** Its expressions, without the sign. */
export function webhookExpressions({ when, correlationKey, id, variables }: Webhook): string[] {
  const texts = [when, correlationKey, id, ...Object.values(variables)];
  return texts.flatMap((one) => (one?.startsWith('=') ? [one.slice(1)] : []));
}

export function millisOf(duration: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
