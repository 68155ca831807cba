// What the public may ask for, in its own words: `requests.json` of a process folder, each entry a way into one of its processes.
import type { Variables } from '../core/index.ts';

export interface PublicRequest {
  id: string;
  /** The process that it begins, and where, in one that begins in several places. */
  process: string;
  start?: string;
  title: string;
  summary?: string;
  /** Other words by which people look for it. */
  words: string[];
  /** What to have at hand. */
  prepare: string[];
  /** By when there is an answer, in words. */
  answer?: string;
  /** What the case holds from the beginning. */
  variables: Variables;
}

const ID = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u;
const MOST = 200;
const LONGEST = 500;

/** The requests, or the first place that is not as it must be. */
export function readRequests(json: unknown): { requests: PublicRequest[] } | { wrong: string } {
  const list = isObject(json) ? json.requests : undefined;
  if (!Array.isArray(list) || list.length > MOST) return { wrong: 'requests' };
  const requests: PublicRequest[] = [];
  for (const [at, given] of list.entries()) {
    const wrong = wrongIn(given) ?? (requests.some(({ id }) => id === given.id) ? 'id' : undefined);
    if (wrong !== undefined) return { wrong: wrong === '' ? `requests[${at}]` : `requests[${at}].${wrong}` };
    requests.push({ words: [], prepare: [], variables: {}, ...given });
  }
  return { requests };
}

function wrongIn(given: unknown): string | undefined {
  if (!isObject(given)) return '';
  const { id, process, start, title, summary, words, prepare, answer, variables } = given;
  if (typeof id !== 'string' || !ID.test(id)) return 'id';
  if (!isText(process)) return 'process';
  if (!isText(title)) return 'title';
  if (start !== undefined && !isText(start)) return 'start';
  if (summary !== undefined && !isText(summary)) return 'summary';
  if (answer !== undefined && !isText(answer)) return 'answer';
  if (words !== undefined && !(Array.isArray(words) && words.every(isText))) return 'words';
  if (prepare !== undefined && !(Array.isArray(prepare) && prepare.every(isText))) return 'prepare';
  if (variables !== undefined && !isObject(variables)) return 'variables';
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
