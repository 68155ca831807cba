// How an element of the drawing is called: by its name, or by what it is.
import { tagWord } from '../../../engine/lint/tagWords.ts';

interface Drawn {
  type: string;
  businessObject?: { name?: unknown };
}

export function calledOf(drawn: Drawn | undefined, id: string, lang: 'es' | 'en'): string {
  const name = String(drawn?.businessObject?.name ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (name !== '' || !drawn) return name || id;
  const tag = drawn.type.replace('bpmn:', '');
  const word = tagWord(tag.charAt(0).toLowerCase() + tag.slice(1), lang);
  return `${word} (${id})`;
}
