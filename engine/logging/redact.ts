// Takes out of a message what may be somebody's: what stands in quotation marks, addresses, long numbers, passwords.

/** In addresses of servers: postgres://user:password@host, smtp://user:password@host. */
const PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;
const RULES: readonly [RegExp, string][] = [
  [PASSWORD, '$1***@'],
  [/"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`|(?<![\p{L}\p{N}])'[^']*'/gu, '…'],
  // What a mark opened and nothing closed: the message was cut.
  [/["“«`].*$/s, '…'],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '…'],
  [/\+?\d[\d .()-]{4,}\d/g, '…'],
];
const MOST = 300;

export function redact(text: string): string {
  // Long enough for any sentence of ours; what is longer carries data.
  const short = text.slice(0, MOST * 4);
  const safe = RULES.reduce((now, [pattern, by]) => now.replace(pattern, by), short);
  return safe.length > MOST ? `${safe.slice(0, MOST - 1)}…` : safe;
}
