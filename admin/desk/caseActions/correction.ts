// One value of a case is corrected: shown as it is, asked for by its kind, read back as the same kind.
import type { Json } from '../../engine.ts';
import { notFound, type Visit } from '../../visit.ts';
import { type Labels, labelOf, labelsOf } from '../labels.ts';
import { isShown, valueWords } from '../values.ts';
import { type Asking, type CaseActPage, type Field, given } from './asked.ts';

type Kind = 'option' | 'boolean' | 'number' | 'text' | 'date' | 'json';

/** Longer texts have more lines. */
const LONG = 60;

/** What others know the case by, and what its requester agreed to, is nobody's to change. */
const FIXED = new Set(['case_number', 'consents']);

/** Files and links are no text that somebody corrects. */
export function isCorrectable(name: string, value: Json): boolean {
  return isShown(name) && !FIXED.has(name) && !JSON.stringify(value).includes('"documentId"');
}

function kindOf(labels: Labels, name: string, value: Json): Kind {
  if ((labels.get(name)?.options.size ?? 0) > 0 && !Array.isArray(value)) return 'option';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  return value === null || typeof value === 'string' ? 'text' : 'json';
}

function fieldOf(visit: Visit, labels: Labels, name: string, value: Json): Field {
  const kind = kindOf(labels, name, value);
  const field = { id: 'valor', label: visit.t('caseFile.correct.value') };
  const typed = visit.request.method === 'POST' ? visit.field('valor') : undefined;
  const proposal = visit.query('valor');
  const now = typed ?? proposal ?? plain(kind, value);
  if (kind === 'option' || kind === 'boolean') {
    const options = kind === 'option' ? [...(labels.get(name)?.options ?? [])] : yesNo(visit);
    return {
      ...field,
      kind: 'select',
      options: options.map(([json, label]) => ({ value: json, label, chosen: json === now })),
    };
  }
  if (kind === 'number') return { ...field, kind: 'number', value: now };
  if (kind === 'date') return { ...field, kind: 'date', value: now };
  if (kind === 'json') return { ...field, kind: 'text', value: now, hint: visit.t('caseFile.correct.json') };
  return { ...field, kind: now.length > LONG || now.includes('\n') ? 'text' : 'line', value: now };
}

const yesNo = (visit: Visit): [string, string][] => [
  ['true', visit.t('yes')],
  ['false', visit.t('no')],
];

/** As the field writes it; also what an undo proposes in the address. */
function plain(kind: Kind, value: Json): string {
  if (kind === 'option' || kind === 'boolean') return JSON.stringify(value);
  if (kind === 'json') return JSON.stringify(value, null, 2);
  return value === null ? '' : String(value);
}

export function proposalOf(labels: Labels, name: string, value: Json): string {
  return plain(kindOf(labels, name, value), value);
}

function readAs(kind: Kind, text: string): Json | undefined {
  if (kind === 'text' || kind === 'date') return text === '' ? null : text.replaceAll('\r\n', '\n');
  if (text.trim() === '') return null;
  if (kind === 'number') {
    const value = Number(text.replace(',', '.'));
    return Number.isFinite(value) ? value : undefined;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

async function givenValue({ visit, found, definitionKey }: Asking) {
  const name = given(visit, 'dato');
  const [variables, labels] = await Promise.all([
    visit.engine.visibleVariables(found.key),
    labelsOf(visit, definitionKey),
  ]);
  const value = Object.hasOwn(variables, name) ? (variables[name] as Json) : undefined;
  if (value === undefined || !isCorrectable(name, value)) throw notFound();
  return { name, value, labels, label: labelOf(visit, labels, name) };
}

export const correctPage: CaseActPage = {
  path: 'corregir',
  async asked(on) {
    const { visit } = on;
    const { name, value, labels, label } = await givenValue(on);
    return {
      title: visit.t('caseFile.correct.title', { label }),
      effects: [
        visit.t('caseFile.correct.now', { value: valueWords(visit, labels, name, value) }),
        visit.t('caseFile.correct.effect'),
        visit.t('caseFile.correct.undo'),
      ],
      fields: [fieldOf(visit, labels, name, value)],
      hidden: [
        { name: 'dato', value: name },
        { name: 'visto', value: JSON.stringify(value) },
      ],
      submit: visit.t('caseFile.correct.submit'),
    };
  },
  async read(on) {
    const { visit } = on;
    const { name, value: now, labels } = await givenValue(on);
    const value = readAs(kindOf(labels, name, now), visit.field('valor'));
    const seen = readAs('json', visit.field('visto'));
    if (value === undefined || seen === undefined) return visit.t('caseFile.correct.unreadable');
    return { act: 'setValue', name, value, seen };
  },
};
