// What a mailbox's mails become: the file `intakes/<name>.json` of a process folder, read and judged.
import { z } from 'zod';

/** A text that begins with `=` is FEEL over `mail`; any other is itself. */
const mapping = z.record(z.string().regex(/^[A-Za-z_][\w]{0,127}$/), z.string().max(10_000));

const shape = z.strictObject({
  /** The message that begins a case. */
  message: z.string().min(1).max(256),
  /** The first task of that process, which the mail answers; without it the variables come with the message. */
  complete: z.string().min(1).max(256).optional(),
  /** FEEL: what it is not true of is left alone. */
  when: z.string().max(10_000).startsWith('=').optional(),
  variables: mapping.default({}),
  /** What a mail of a case is to who waits for it; its text and attachments are kept with the case in any event. */
  reply: z.strictObject({ message: z.string().min(1).max(256), variables: mapping.default({}) }).optional(),
  /** Mails of one sender that are taken within an hour. */
  mostPerHour: z.int().min(1).max(10_000).default(20),
});

export type Intake = z.output<typeof shape>;

/** The first wrong place of what is none. */
export function readIntake(json: unknown): Intake | { wrong: string } {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { wrong: issue?.path.join('.') || '$' };
}

/** Its expressions, without the sign. */
export function expressionsOf({ when, variables, reply }: Intake): string[] {
  const texts = [when ?? '', ...Object.values(variables), ...Object.values(reply?.variables ?? {})];
  return texts.filter((text) => text.startsWith('=')).map((text) => text.slice(1));
}
