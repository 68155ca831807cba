// Renders pages: the templates are compiled once at start, in an environment of their own with these few words.
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { type Language, text, type Values } from './locale.ts';
import { dateTimeWords, dateWords, exactWords, sizeWords } from './words.ts';

/** What every page has; the layout and the words below read it from the root of the data. */
export interface PageFrame {
  lang: Language;
  /** Path that the pages are mounted under, without a slash at the end. */
  base: string;
  timeZone: string;
}

type Render = (data: object) => string;

const folder = new URL('../templates/', import.meta.url);
const frame = (options: Handlebars.HelperOptions) => options.data.root as PageFrame;

const words: Record<string, Handlebars.HelperDelegate> = {
  t: (key: string, options: Handlebars.HelperOptions) =>
    text(frame(options).lang, key, options.hash as Values),
  url: (path: string, options: Handlebars.HelperOptions) => frame(options).base + path,
  date: (at: number, options: Handlebars.HelperOptions) =>
    dateWords(frame(options).lang, at, frame(options).timeZone),
  dateTime: (at: number, options: Handlebars.HelperOptions) =>
    dateTimeWords(frame(options).lang, at, frame(options).timeZone),
  exact: (at: number, options: Handlebars.HelperOptions) =>
    exactWords(frame(options).lang, at, frame(options).timeZone),
  iso: (at: number) => new Date(at).toISOString(),
  size: (bytes: number, options: Handlebars.HelperOptions) => sizeWords(frame(options).lang, bytes),
};

function load(): Map<string, Render> {
  const environment = Handlebars.create();
  // `log` prints and `lookup` reaches anywhere; no page needs them.
  environment.unregisterHelper('log');
  environment.unregisterHelper('lookup');
  environment.registerHelper(words);
  const pages = new Map<string, Render>();
  for (const file of readdirSync(new URL('partials/', folder))) {
    const source = readFileSync(new URL(`partials/${file}`, folder), 'utf8');
    environment.registerPartial(file.slice(0, -'.hbs'.length), source);
  }
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.hbs')) continue;
    const source = readFileSync(new URL(file, folder), 'utf8');
    pages.set(file.slice(0, -'.hbs'.length), environment.compile(source, { preventIndent: true }));
  }
  return pages;
}

const pages = load();

export function renderTemplate(name: string, data: PageFrame & { [name: string]: unknown }): string {
  const render = pages.get(name);
  if (!render) throw new Error(`Expected the template "${name}.hbs", but there is none.`);
  return render(data);
}
