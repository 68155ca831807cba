// A date, a time of day, or both, typed in the local zone and stored as ISO text.
import type { Json } from '../../engine/core/json.ts';
import { textIn } from '../feel.ts';
import {
  instantOf,
  isDate,
  isTime,
  type LocalDateTime,
  localOf,
  offsetAt,
  readDateTime,
  readTime,
  toMinutes,
} from '../localTime.ts';
import type { MessageCode } from '../messages/es.ts';
import type { BaseComponent, Templated } from '../schema.ts';
import type { FormContext, Node, Refusal, ValueField } from './field.ts';

export interface DatetimeComponent extends BaseComponent {
  type: 'datetime';
  subtype?: 'date' | 'time' | 'datetime';
  dateLabel?: Templated;
  timeLabel?: Templated;
  use24h?: boolean;
  /** Minutes between two times that may be chosen. */
  timeInterval?: number;
  timeSerializingFormat?: 'utc_offset' | 'utc_normalized' | 'no_timezone';
  disallowPassedDates?: boolean;
}

const REFUSALS = { date: 'FIELD_DATE', time: 'FIELD_TIME', datetime: 'FIELD_DATETIME' } satisfies Record<
  string,
  MessageCode
>;

export const datetime: ValueField<DatetimeComponent> = {
  holds: 'value',
  empty: null,
  attributes: {
    subtype: 'text',
    dateLabel: 'textOrFeel',
    timeLabel: 'textOrFeel',
    use24h: 'boolean',
    timeInterval: 'number',
    timeSerializingFormat: 'text',
    disallowPassedDates: 'boolean',
  },
  check(component, report) {
    if (!['date', 'time', 'datetime', undefined].includes(component.subtype)) {
      report('FORM_PROPERTY_INVALID', { property: 'subtype', expected: 'date, time, datetime' });
    }
  },
  template: `{{#> shell}}<input class="cf-input cf-date" type="{{inputType}}" id="{{id}}" name="{{name}}" value="{{value}}"
{{~#if min}} min="{{min}}"{{/if}}{{#if step}} step="{{step}}"{{/if}}{{> aria}}>{{/shell}}`,
  view(node, value, context) {
    const { component } = node;
    const kind = subtypeOf(component);
    const today = localOf(context.now, context.timeZone).date;
    const first = kind === 'date' ? today : `${today}T00:00`;
    return {
      inputType: kind === 'datetime' ? 'datetime-local' : kind,
      value: typed(value, kind, context),
      min: component.disallowPassedDates && kind !== 'time' ? first : '',
      // A value that lies between two steps must not keep the browser from sending the form.
      step: kind !== 'date' && component.timeInterval ? component.timeInterval * 60 : '',
    };
  },
  parse: (raw, node, context) => {
    const text = (raw[0] ?? '').trim();
    if (text === '') return { value: null };
    const kind = subtypeOf(node.component);
    const stored = stores(text, kind, node.component, context);
    return stored === undefined
      ? { refusal: { code: REFUSALS[kind], values: {} }, value: text }
      : { value: stored };
  },
  validate(value, node, context) {
    const kind = subtypeOf(node.component);
    const text = typeof value === 'string' ? typed(value, kind, context) : '';
    if (text === '' || stores(text, kind, node.component, context) === undefined)
      return { code: REFUSALS[kind], values: {} };
    return pastRefusal(text, kind, node, context) ?? stepRefusal(text, kind, node);
  },
  label: ({ component, scope }, context) =>
    textIn(subtypeOf(component) === 'time' ? component.timeLabel : component.dateLabel, { scope }, context),
  text: (value, node, context) => inWords(value, subtypeOf(node.component), context),
};

type Subtype = 'date' | 'time' | 'datetime';

function subtypeOf(component: DatetimeComponent): Subtype {
  return component.subtype ?? 'date';
}

/** A stored value as the browser's input takes it; what is not readable is left out. */
function typed(value: Json, kind: Subtype, context: FormContext): string {
  if (typeof value !== 'string') return '';
  if (kind === 'date') return isDate(value) ? value : (readDateTime(value, context.timeZone)?.date ?? '');
  if (kind === 'time') return readTime(value, context.timeZone, context.now) ?? '';
  const local = readDateTime(value, context.timeZone);
  return local ? `${local.date}T${local.time}` : '';
}

/** What is stored for what was typed; undefined when it is no such date or time. */
function stores(
  text: string,
  kind: Subtype,
  component: DatetimeComponent,
  context: FormContext,
): string | undefined {
  if (kind === 'date') return isDate(text) ? text : undefined;
  const format = component.timeSerializingFormat ?? 'utc_offset';
  if (kind === 'time') {
    if (!isTime(text)) return undefined;
    const local = { date: localOf(context.now, context.timeZone).date, time: text.slice(0, 5) };
    return serialize(local, format, context).slice('2026-01-01T'.length);
  }
  const [date = '', time = ''] = text.split('T');
  return isDate(date) && isTime(time)
    ? serialize({ date, time: time.slice(0, 5) }, format, context)
    : undefined;
}

function serialize(local: LocalDateTime, format: string, context: FormContext): string {
  const text = `${local.date}T${local.time}`;
  if (format === 'no_timezone') return text;
  const at = instantOf(local, context.timeZone);
  if (format === 'utc_normalized') return `${new Date(at).toISOString().slice(0, 16)}Z`;
  return `${text}${offsetAt(at, context.timeZone)}`;
}

function pastRefusal(
  text: string,
  kind: Subtype,
  node: Node<DatetimeComponent>,
  context: FormContext,
): Refusal | undefined {
  if (kind === 'time' || !node.component.disallowPassedDates) return undefined;
  const today = localOf(context.now, context.timeZone).date;
  return text.slice(0, 10) < today ? { code: 'FIELD_PAST', values: { today } } : undefined;
}

function stepRefusal(text: string, kind: Subtype, node: Node<DatetimeComponent>): Refusal | undefined {
  const minutes = node.component.timeInterval;
  if (kind === 'date' || !minutes || toMinutes(text.slice(-5)) % minutes === 0) return undefined;
  return { code: 'FIELD_TIME_STEP', values: { minutes } };
}

function inWords(value: Json, kind: Subtype, context: FormContext): string {
  const text = typed(value, kind, context);
  if (text === '') return typeof value === 'string' ? value : '';
  if (kind === 'time') return text;
  const locale = context.locale === 'es' ? 'es-CO' : 'en-GB';
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  } as const;
  const parts = new Intl.DateTimeFormat(locale, options).formatToParts(
    Date.parse(`${text.slice(0, 10)}T00:00:00Z`),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value.replace('.', '') ?? '';
  const day = `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
  return kind === 'date' ? day : `${day}, ${text.slice(11)}`;
}
