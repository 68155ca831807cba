// Mail addresses, one per entry, by a strict pattern: what a mail library would split or fold never reaches it.
import type { Json } from '../core/json.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';

const MOST_RECIPIENTS = 20;
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(?=.{3,254}$)(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`);

/** Exactly one address and nothing else: no name, no list, no group, no line break. */
export function isAddress(text: unknown): text is string {
  return typeof text === 'string' && ADDRESS.test(text);
}

/** A text is one address; a list holds one in each entry. Empty and null entries are people without mail. */
export function readRecipients(to: Json | undefined): string[] | { problem: JobProblem } {
  const entries = Array.isArray(to) ? to : [to ?? null];
  if (entries.length > MOST_RECIPIENTS) {
    const values = { found: entries.length, most: MOST_RECIPIENTS };
    return { problem: jobProblem('MAIL_TOO_MANY_ADDRESSES', values) };
  }
  const addresses = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    // Blanks around an address are a typing slip; any other space or control is not.
    const text = typeof entry === 'string' ? entry.replace(/^ +| +$/g, '') : entry;
    if (text === null || text === '') continue;
    if (!isAddress(text)) return { problem: jobProblem('MAIL_ADDRESS_INVALID', { position: index + 1 }) };
    addresses.add(text);
  }
  return [...addresses];
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
