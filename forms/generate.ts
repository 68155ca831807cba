// Makes a form for a task that has none: the questions of its gateways, the variables that come next need, and remarks.
import type { Json, Variables } from '../engine/core/json.ts';
import { type Locale, say } from './messages/messages.ts';
import type { Component, FormSchema } from './schema.ts';

/** What a gateway asks; the answer is stored under the gateway's id. */
export interface GatewayQuestion {
  id: string;
  text: string;
  options: { flow: string; label: string }[];
  /** True for inclusive gateways: several flows may be taken. */
  multiple: boolean;
}

/** A variable that a condition or decision behind the task reads. */
export interface ReadVariable {
  name: string;
  type?: 'string' | 'number' | 'boolean' | 'date' | 'time' | 'dateTime' | 'list';
  label?: string;
  /** The values that it is compared with, where they are known. */
  values?: readonly Json[];
  /** Nothing goes on where it is left out. */
  required?: boolean;
}

export interface GenerateRequest {
  elementName: string;
  question?: GatewayQuestion | readonly GatewayQuestion[];
  /** Current values: they tell the type of a variable that has no type yet. */
  variables?: Variables;
  reads?: readonly ReadVariable[];
  /** True where somebody only says that an event has happened. */
  occurrence?: boolean;
  /** Where somebody only chooses which activities come next: all at once, or one after another. */
  chooses?: 'together' | 'inTurn';
  /** Whether choosing nothing is an answer: nothing more is to be done. */
  mayChooseNothing?: boolean;
  /** Default `es`. */
  locale?: Locale;
}

/** The free text that every generated form offers. */
const COMMENT = 'comment';

export function generateForm(request: GenerateRequest): FormSchema {
  const locale = request.locale ?? 'es';
  const questions = questionsOf(request.question);
  const asked = new Set([COMMENT, ...questions.map((question) => question.id)]);
  const reads = (request.reads ?? []).filter((read) => !asked.has(read.name));
  const title: Component = {
    type: 'text',
    id: 'title',
    text: titleOf(request.elementName, leadOf(request, locale)),
  };
  if (request.chooses) return formOf([title, ...questions.map((each) => choiceField(each, request, locale))]);
  return formOf([
    title,
    ...reads.map((read) => readField(read, request.variables, locale)),
    ...questions.map(questionField),
    {
      type: 'textarea',
      id: COMMENT,
      key: COMMENT,
      label: say(locale, 'COMMENT'),
      validate: { maxLength: 10_000 },
    },
  ]);
}

function formOf(components: Component[]): FormSchema {
  return { type: 'default', id: 'generated', schemaVersion: 19, components };
}

function leadOf({ chooses, occurrence }: GenerateRequest, locale: Locale): string {
  if (chooses) return say(locale, chooses === 'inTurn' ? 'CHOOSE_IN_TURN' : 'CHOOSE_TOGETHER');
  return say(locale, occurrence ? 'HAPPENED' : 'DO_TASK');
}

/** The activities by their names. What they belong to is the task's own name already. */
function choiceField(
  question: GatewayQuestion,
  { mayChooseNothing = false }: GenerateRequest,
  locale: Locale,
): Component {
  return {
    ...questionField(question),
    label: say(locale, 'WHAT_NEXT'),
    validate: { required: !mayChooseNothing },
    ...(mayChooseNothing && { description: say(locale, 'CHOOSE_NOTHING') }),
  };
}

/** A task's own form with the questions of the gateways that it asks for; those that it already has a field for stay. */
export function withQuestions(schema: FormSchema, questions: readonly GatewayQuestion[]): FormSchema {
  const keys = new Set(schema.components.map((component) => component.key));
  const added = questions.filter((question) => !keys.has(question.id)).map(questionField);
  return added.length === 0 ? schema : { ...schema, components: [...schema.components, ...added] };
}

function questionsOf(question: GenerateRequest['question']): readonly GatewayQuestion[] {
  if (question === undefined) return [];
  return 'id' in question ? [question] : question;
}

/** The element's name is text, not markup: nobody draws a diagram thinking of Markdown. */
function titleOf(name: string, lead: string): string {
  const plain = literal(name).replace(/\s+/g, ' ').trim();
  return plain === '' ? lead : `# ${plain}\n\n${lead}`;
}

/** Text that stays as it is within a form's texts, where `=`, `{{` and Markdown mean something. */
function literal(text: string): string {
  return text.replace(/[\\`*_[\]()#+\-.!<>~|]/g, '\\$&').replaceAll('{{', '{ {');
}

/** The same for labels, which know no Markdown. */
function label(text: string, fallback: string): string {
  const plain = text.replaceAll('{{', '{ {').trim();
  return plain === '' ? fallback : plain.startsWith('=') ? `=${JSON.stringify(plain)}` : plain;
}

function questionField(question: GatewayQuestion): Component {
  const shared = {
    id: question.id,
    key: question.id,
    literalKey: true as const,
    label: label(question.text, question.id),
    validate: { required: true },
    values: question.options.map((option) => ({
      label: label(option.label, option.flow),
      value: option.flow,
    })),
  };
  return question.multiple ? { type: 'checklist', ...shared } : { type: 'radio', ...shared };
}

function readField(read: ReadVariable, variables: Variables | undefined, locale: Locale): Component {
  const current = variables && Object.hasOwn(variables, read.name) ? variables[read.name] : undefined;
  const shared = {
    id: read.name,
    key: read.name,
    literalKey: true as const,
    label: label(read.label ?? '', inWords(read.name)),
    ...(read.required && { validate: { required: true } }),
  };
  const values = read.values ?? [];
  if (values.some((value) => typeof value === 'string')) {
    return {
      type: 'select',
      ...shared,
      values: values.map((value) => ({ label: label(String(value), ''), value })),
    };
  }
  const yesNo = [
    { label: say(locale, 'YES'), value: true },
    { label: say(locale, 'NO'), value: false },
  ];
  switch (read.type ?? typeOf(current)) {
    case 'boolean':
      return { type: 'radio', ...shared, values: yesNo };
    case 'number':
      return { type: 'number', ...shared };
    case 'date':
      return { type: 'datetime', ...shared, subtype: 'date' };
    case 'time':
      return { type: 'datetime', ...shared, subtype: 'time' };
    case 'dateTime':
      return { type: 'datetime', ...shared, subtype: 'datetime' };
    default:
      return { type: 'textfield', ...shared };
  }
}

function typeOf(value: Json | undefined): ReadVariable['type'] {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return 'string';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? 'dateTime' : 'string';
}

/** `is_competent` and `dueDate` as words. */
function inWords(name: string): string {
  const words = name
    .replace(/[_.-]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_whole, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
