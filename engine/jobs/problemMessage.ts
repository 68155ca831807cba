// The one line that a failed job of ours leaves, and the problem that such a line tells of.
import type { Json } from '../core/json.ts';
import { type JobProblem, type JobProblemCode, jobProblems } from './problems.ts';

/** `{name}` is a value; doubled braces are an example of a template. */
const PLACEHOLDER = /(?<!\{)\{(\w+)\}(?!\})/;

/** For logs and for the message of a failed job: the code first, then the English text. */
export function problemMessage({ code, values }: JobProblem): string {
  const text = jobProblems[code].en.replace(new RegExp(PLACEHOLDER, 'g'), (whole, name: string) => {
    return Object.hasOwn(values, name) ? String(values[name]) : whole;
  });
  return `${code}: ${text}`;
}

/** Undefined where it is the line of another worker, or of another release: it is told as it stands. */
export function problemOfMessage(message: string): JobProblem | undefined {
  const [code = ''] = message.split(':', 1);
  if (!Object.hasOwn(jobProblems, code)) return undefined;
  const known = code as JobProblemCode;
  const [first = '', ...parts] = jobProblems[known].en.split(PLACEHOLDER);
  let rest = message.slice(code.length + 2);
  if (!rest.startsWith(first)) return undefined;
  rest = rest.slice(first.length);
  const values: { [name: string]: Json } = {};
  // Name and what follows it, in turn.
  for (let index = 0; index < parts.length; index += 2) {
    const [name = '', after = ''] = [parts[index], parts[index + 1]];
    const isLast = index + 2 >= parts.length;
    const end = isLast ? rest.length - after.length : rest.indexOf(after);
    if (end < 0 || !rest.startsWith(after, end)) return undefined;
    values[name] = rest.slice(0, end);
    rest = rest.slice(end + after.length);
  }
  return rest === '' ? { code: known, values } : undefined;
}
