// Secrets by reference: `{{secrets.NAME}}` in a drawing, the value in the server's environment, nothing of it in between.
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';

export type Secrets = ReadonlyMap<string, string>;

const REFERENCE = /\{\{\s*secrets\.([A-Za-z0-9_]{1,64})\s*\}\}/g;
/** What data brought may be a reference as a whole, never hold one: people write what they like. */
const WHOLE = /^((?:Bearer|Basic|Token) )?\{\{\s*secrets\.([A-Za-z0-9_]{1,64})\s*\}\}$/;

export interface SecretReader {
  /** Of a text that the drawing's author wrote. */
  drawn(text: string): string;
  /** Of a text that was computed. */
  computed(text: string): string;
  /** A value that came by way of a secret is one. */
  learn(value: string): void;
  /** The first name without a value. */
  missing(): JobProblem | undefined;
  /** Without the values that were read, wherever somebody repeats them. */
  scrub(text: string): string;
}

/** Whether each secret that a text names has a value. */
export function knowsSecretsOf(text: string, secrets: Secrets): boolean {
  return [...text.matchAll(REFERENCE)].every(([, name = '']) => (secrets.get(name) ?? '') !== '');
}

/** Shorter ones would be found in words. */
const SHORTEST = 6;

export function secretReader(secrets: Secrets): SecretReader {
  const read = new Set<string>();
  let missing: string | undefined;
  const resolve = (name: string): string => {
    const value = secrets.get(name);
    if (value === undefined) missing ??= name;
    else read.add(value);
    return value ?? '';
  };
  return {
    drawn: (text) => text.replace(REFERENCE, (_, name: string) => resolve(name)),
    computed(text) {
      const whole = WHOLE.exec(text);
      return whole ? (whole[1] ?? '') + resolve(whole[2] as string) : text;
    },
    learn: (value) => void read.add(value),
    missing: () =>
      missing === undefined ? undefined : jobProblem('SECRET_NOT_CONFIGURED', { name: missing }),
    scrub(text) {
      let clean = text;
      for (const value of read) if (value.length >= SHORTEST) clean = clean.replaceAll(value, '***');
      return clean;
    },
  };
}
