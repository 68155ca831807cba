// A case's values in words: options by their labels, dates as dates, documents as links.
import type { Json, Variables } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import { dateTimeWords, dateWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { type Labels, labelOf, optionOf } from './labels.ts';

export interface ValueView {
  name: string;
  label: string;
  text: string;
  documents?: { name: string; href: string }[];
}

/** Links that open a case to whoever holds them are not for those who work on it. */
const hidden = new Set(['tracking_url', 'survey_url']);

function documentIn(visit: Visit, value: Json): { name: string; href: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { documentId, metadata } = value;
  if (typeof documentId !== 'string') return undefined;
  const file =
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata.fileName : '';
  const name = typeof file === 'string' && file !== '' ? file : documentId;
  return { name, href: `${visit.base}/documentos/${encodeURIComponent(documentId)}` };
}

/** Which texts were agreed to, and in which version. */
function consentWords(visit: Visit, value: Json): string {
  const records = Array.isArray(value) ? value : [];
  const said = records.flatMap((record) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return [];
    const { title, version } = record;
    return [`${title}, ${visit.t('filing.textVersion', { version: String(version) })}`];
  });
  return said.join('; ') || '—';
}

export function valueWords(visit: Visit, labels: Labels, name: string, value: Json): string {
  if (name === 'consents') return consentWords(visit, value);
  const option = optionOf(labels, name, value);
  if (option !== undefined) return option;
  const ours = `option.${name}.${value}`;
  if (hasText(visit.lang, ours)) return visit.t(ours);
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return visit.t(value ? 'yes' : 'no');
  if (typeof value === 'number')
    return new Intl.NumberFormat(visit.lang === 'es' ? 'es-CO' : 'en').format(value);
  if (typeof value === 'string') return textWords(visit, value);
  if (Array.isArray(value)) {
    const between = value.some((one) => typeof one === 'object') ? '; ' : ', ';
    return value.map((one) => valueWords(visit, labels, name, one)).join(between) || '—';
  }
  return documentIn(visit, value)?.name ?? contextWords(visit, labels, value);
}

/** Each part under its name. */
function contextWords(visit: Visit, labels: Labels, value: { [name: string]: Json }): string {
  const parts = Object.entries(value).map(
    ([name, part]) => `${labelOf(visit, labels, name)}: ${valueWords(visit, labels, name, part)}`,
  );
  return parts.join(' · ') || '—';
}

function textWords(visit: Visit, value: string): string {
  const { timeZone } = visit.options;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dateWords(visit.lang, Date.parse(value), 'UTC');
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) {
    const at = Date.parse(value);
    if (!Number.isNaN(at)) return dateTimeWords(visit.lang, at, timeZone);
  }
  return value;
}

export function isShown(name: string): boolean {
  return !hidden.has(name);
}

export function valueViews(visit: Visit, labels: Labels, variables: Variables): ValueView[] {
  return Object.entries(variables)
    .filter(([name, value]) => isShown(name) && value !== null && value !== '' && !isEmptyList(value))
    .map(([name, value]) => {
      const list = Array.isArray(value) ? value : [value];
      const documents = list.map((one) => documentIn(visit, one)).filter((one) => one !== undefined);
      const view = {
        name,
        label: labelOf(visit, labels, name),
        text: valueWords(visit, labels, name, value),
      };
      return documents.length > 0 ? { ...view, documents } : view;
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'es'));
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}
