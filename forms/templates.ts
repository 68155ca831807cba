// The Handlebars environment of forms: its own, without the helpers that could reach outside, all partials from our sources.
import Handlebars from 'handlebars';
import { compileOptions, formSource, KEPT_HELPERS, partialSources } from './templateSources.ts';

const environment = Handlebars.create();
for (const name of Object.keys(environment.helpers)) {
  if (!KEPT_HELPERS.includes(name)) environment.unregisterHelper(name);
}

function compile(source: string): Handlebars.TemplateDelegate {
  return environment.compile(source, compileOptions);
}

const partials = partialSources.map(([name, source]) => ({ name, template: compile(source) }));
for (const { name, template } of partials) environment.registerPartial(name, template);

const form = compile(formSource);

// Handlebars compiles at the first use: do it now, so that a mistake stops the start and nobody waits for it later.
for (const { template } of partials) template({}, { partials: { '@partial-block': () => '' } });
form({ t: {} });

/** The one place where a form's views become HTML. */
export function renderTemplate(view: { [name: string]: unknown }): string {
  return form(view);
}
