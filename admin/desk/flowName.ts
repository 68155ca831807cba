// What people call a flow: the name that it ships with, what the names of its processes begin with, or that of what is to come.
import { hasText } from '../render/locale.ts';
import type { Visit } from '../visit.ts';

interface Named {
  id: string;
  name: string;
  variant: string;
}

export function flowName(
  { lang, t }: Pick<Visit, 'lang' | 't'>,
  id: string,
  processes: readonly Named[],
): string {
  if (hasText(lang, `flow.${id}`)) return t(`flow.${id}`);
  const names = processes.map(({ name }) => name);
  if (processes.some(({ name }) => name === '')) return id;
  return shared(names) || (mainOf(processes)?.name ?? id);
}

/** Words that all of them begin with, without what hangs over; one short word alone says little. */
function shared(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split(/\s+/));
  const differs = first.findIndex((word, at) => others.some((words) => words[at] !== word));
  const words = differs < 0 ? first : first.slice(0, differs);
  while (words.length > 0 && isJoining(words.at(-1) ?? '')) words.pop();
  const text = words.join(' ').replace(/[\s:,;(–—-]+$/, '');
  return text.length < 4 ? '' : text;
}

const isJoining = (word: string): boolean =>
  /^(?:de|del|la|el|los|las|y|e|o|en|a|para|of|the|and|in|for|to|[^\p{L}\p{N}]+)$/iu.test(word);

/** Of what is to come, the process whose id is shortest: the others add to it. */
function mainOf(processes: readonly Named[]): Named | undefined {
  const toCome = processes.filter(({ variant }) => variant === 'to-be');
  const among = toCome.length > 0 ? toCome : processes;
  return [...among].sort((a, b) => a.id.length - b.id.length || a.id.localeCompare(b.id))[0];
}
