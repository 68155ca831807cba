// What the log says where nobody gave one: a complaint as its code and sentence, anything else as it is.
import { problemText, type Values } from './problemCatalog.ts';

function isComplaint(entry: unknown): entry is { code: string; values: Values } {
  if (typeof entry !== 'object' || entry === null || entry instanceof Error) return false;
  return 'code' in entry && typeof entry.code === 'string' && 'values' in entry;
}

export function logLine(entry: unknown): unknown {
  return isComplaint(entry) ? `${entry.code}: ${problemText(entry.code, entry.values, 'en')}` : entry;
}
