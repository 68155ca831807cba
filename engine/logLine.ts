// What the log says where nobody gave one: a complaint as its code and sentence, anything else as it is; no passwords.
import { inspect } from 'node:util';
import { problemText, type Values } from './problemCatalog.ts';

function isComplaint(entry: unknown): entry is { code: string; values: Values } {
  if (typeof entry !== 'object' || entry === null || entry instanceof Error) return false;
  return 'code' in entry && typeof entry.code === 'string' && 'values' in entry;
}

/** In addresses of servers: postgres://user:password@host, smtp://user:password@host. */
const PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/]*@/gi;

export function logLine(entry: unknown): unknown {
  if (isComplaint(entry))
    return withoutPasswords(`${entry.code}: ${problemText(entry.code, entry.values, 'en')}`);
  const said = typeof entry === 'string' ? entry : inspect(entry);
  const safe = withoutPasswords(said);
  return safe === said ? entry : safe;
}

function withoutPasswords(text: string): string {
  return text.replace(PASSWORD, '$1***@');
}
