// Fills a checked mail template with a job's variables: plain text, within limits of time, loops and size.
import Handlebars from 'handlebars';
import type { Variables } from '../core/json.ts';
import type { MailTemplate } from './mailTemplate.ts';
import { BLOCK_HELPERS, MOST_MS, VALUE_HELPERS } from './mailTemplate.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import { withinTime } from './stopwatch.ts';

export const MOST_OUTPUT = 1_048_576;
export const MOST_ITEMS = 10_000;
const MOST_SUBJECT = 250;

export interface RenderedMail {
  subject: string;
  text: string;
}

/** `zone` is the one in which people read dates. */
export function renderMail(
  template: MailTemplate,
  variables: Variables,
  zone: string,
): RenderedMail | { problem: JobProblem } {
  try {
    const rendered = withinTime(MOST_MS, () => {
      // A clone holds no functions and no objects of ours.
      const context = JSON.parse(JSON.stringify(variables)) as object;
      const fill = environment(zone);
      return { subject: fill(template.subject, context), text: fill(template.body, context) };
    });
    if (!rendered.done) return { problem: jobProblem('MAIL_RENDER_TOO_LONG', { most: MOST_MS }) };
    const { subject, text } = rendered.value;
    if (subject.length + text.length > MOST_OUTPUT) return tooLarge();
    const line = oneLine(subject);
    return line === '' ? { problem: jobProblem('MAIL_SUBJECT_EMPTY') } : { subject: line, text };
  } catch (error) {
    // A string beyond what JavaScript can hold.
    if (error instanceof RangeError) return tooLarge();
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
    return { problem: jobProblem('MAIL_TEMPLATE_SYNTAX', { detail: detail.slice(0, 200) }) };
  }
}

/** Header text: no line breaks nor other controls, which would begin a header of its own. */
export function oneLine(text: string): string {
  const line = text
    // What joins an emoji or a Persian word is part of it.
    .replace(/(?:[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf})+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  // Never half a character.
  return line.slice(0, MOST_SUBJECT).replace(/[\uD800-\uDBFF]$/, '');
}

function tooLarge(): { problem: JobProblem } {
  return { problem: jobProblem('MAIL_RENDER_TOO_LARGE', { most: MOST_OUTPUT, mostItems: MOST_ITEMS }) };
}

type Fill = (template: string, context: object) => string;

function environment(zone: string): Fill {
  const handlebars = Handlebars.create();
  for (const name of Object.keys(handlebars.helpers)) {
    if (!BLOCK_HELPERS.includes(name)) handlebars.unregisterHelper(name);
  }
  limitLoops(handlebars);
  handlebars.registerHelper('date', (value: unknown) => spanish(value, zone, { dateStyle: 'long' }));
  handlebars.registerHelper('dateTime', (value: unknown) =>
    spanish(value, zone, { dateStyle: 'long', timeStyle: 'short' }),
  );
  const known = [...BLOCK_HELPERS, ...VALUE_HELPERS].map((name) => [name, true]);
  const off = ['log', 'lookup', 'helperMissing', 'blockHelperMissing'].map((name) => [name, false]);
  const knownHelpers = Object.fromEntries([...known, ...off]) as Record<string, boolean>;
  return (template, context) =>
    handlebars.compile(template, { noEscape: true, knownHelpersOnly: true, knownHelpers })(context, {
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
}

/** Handlebars' own `each`, with a count over the whole mail. */
function limitLoops(handlebars: typeof Handlebars): void {
  const each = handlebars.helpers.each as Handlebars.HelperDelegate;
  let items = 0;
  handlebars.registerHelper(
    'each',
    function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
      const fn: Handlebars.TemplateDelegate = (context, runtime) => {
        items += 1;
        if (items > MOST_ITEMS) throw new RangeError('too many items');
        return options.fn(context, runtime);
      };
      return each.call(this, list, { ...options, fn });
    },
  );
}

/** `1 de abril de 2026`; what is no date stays as it is. A time without an offset is read as it is written. */
function spanish(value: unknown, zone: string, style: Intl.DateTimeFormatOptions): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = typeof value === 'string' ? value.replace(/@.*$/, '') : value;
  const isWall = typeof text === 'string' && /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?$/.test(text);
  const at = new Date(isWall && text.includes('T') ? `${text}Z` : text);
  if (Number.isNaN(at.getTime())) return String(value);
  return formatOf(isWall ? 'UTC' : zone, style)
    .format(at)
    .replace(/[\u00a0\u202f]/g, ' ');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one takes longer than a hundred dates. */
function formatOf(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${timeZone} ${style.timeStyle ?? ''}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat('es-CO', { ...style, timeZone });
  formats.set(name, format);
  return format;
}
