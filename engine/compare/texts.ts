// Changes in words, one sentence each.
import type { Change, ChangeKind } from './change.ts';
import { kindWord, type Words } from './kindWords.ts';
import { propertyWord } from './propertyWords.ts';

type Sentence = (change: Change) => string;

/** Longer values are shown by their beginning. */
const MOST_CHARACTERS = 120;

const SENTENCES: { readonly [L in keyof Words]: { readonly [K in ChangeKind]: Sentence } } = {
  es: {
    added: () => 'se agregó',
    removed: () => 'se quitó',
    renamed: ({ from, to }) => `se llamaba ${quoted(from, 'es')} y ahora ${quoted(to, 'es')}`,
    moved: ({ from, to }) => `pasó de ${quoted(from, 'es')} a ${quoted(to, 'es')}`,
    retyped: ({ from = '', to = '' }) => `era ${kindWord(from, 'es')} y ahora es ${kindWord(to, 'es')}`,
    identified: ({ from, to }) => `su identificador era ${from} y ahora es ${to}`,
    changed: (change) => changedSentence(change, 'es', ['tiene ahora', 'ya no tiene', 'cambió de', 'a']),
    reordered: () => 'cambió de orden',
    redrawn: () => 'está en otro lugar del dibujo',
    unreadable: ({ from }) => `no se puede comparar: el archivo no se puede leer (${from})`,
  },
  en: {
    added: () => 'is new',
    removed: () => 'is gone',
    renamed: ({ from, to }) => `was called ${quoted(from, 'en')} and is now ${quoted(to, 'en')}`,
    moved: ({ from, to }) => `moved from ${quoted(from, 'en')} to ${quoted(to, 'en')}`,
    retyped: ({ from = '', to = '' }) => `was a ${kindWord(from, 'en')} and is now a ${kindWord(to, 'en')}`,
    identified: ({ from, to }) => `its id was ${from} and is now ${to}`,
    changed: (change) => changedSentence(change, 'en', ['now has', 'no longer has', 'changed from', 'to']),
    reordered: () => 'stands in another place of the order',
    redrawn: () => 'stands elsewhere on the drawing',
    unreadable: ({ from }) => `cannot be compared: the file cannot be read (${from})`,
  },
};

/** One sentence without its file: "user task «Analyze» (Service): was called …". */
export function changeText(change: Change, locale: keyof Words): string {
  const { kind, name, id, within } = change;
  const kindNow = change.change === 'retyped' ? '' : `${kindWord(kind, locale)} `;
  const place = within === undefined ? '' : ` (${short(within)})`;
  return `${kindNow}${quoted(name === '' ? id : name, locale)}${place}: ${SENTENCES[locale][change.change](change)}`;
}

function changedSentence(
  change: Change,
  locale: keyof Words,
  [has, lacks, changes, into]: [string, string, string, string],
): string {
  const { from, to } = change;
  const property = propertyWord(change.property ?? '', locale);
  if (from === undefined) return `${has} ${property} = ${quoted(to, locale)}`;
  if (to === undefined) return `${lacks} ${property} (${quoted(from, locale)})`;
  return `${property} ${changes} ${quoted(from, locale)} ${into} ${quoted(to, locale)}`;
}

function quoted(text: string | undefined, locale: keyof Words): string {
  const [open, close] = locale === 'es' ? ['«', '»'] : ['“', '”'];
  return `${open}${short(text ?? '')}${close}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}
