// The Handlebars environment of forms: its own, without the helpers that could reach outside, all partials from our sources.
import Handlebars from 'handlebars';
import { fields } from './fields/index.ts';

const environment = Handlebars.create();
const KEPT_HELPERS = new Set(['if', 'unless', 'each', 'lookup']);
for (const name of Object.keys(environment.helpers)) {
  if (!KEPT_HELPERS.has(name)) environment.unregisterHelper(name);
}

const knownHelpers = { if: true, unless: true, each: true, lookup: true, with: false, log: false } as const;

function compile(source: string): Handlebars.TemplateDelegate {
  return environment.compile(source, { knownHelpers, knownHelpersOnly: true, noEscape: false });
}

const shared: Readonly<Record<string, string>> = {
  mark: `{{#if required}}<span class="cf-required" aria-hidden="true"> *</span>{{#if grouped}}<span class="cf-unseen"> ({{@root.t.required}})</span>{{/if}}{{/if}}`,
  below: `{{#if hint}}<p class="cf-hint" id="{{id}}-hint">{{hint}}</p>{{/if}}{{#if error}}<p class="cf-error" id="{{id}}-error"><span class="cf-unseen">{{@root.t.errorPrefix}} </span>{{error}}</p>{{/if}}`,
  ariaOnly: `{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}{{#if error}} aria-invalid="true"{{/if}}`,
  aria: `{{> ariaOnly}}{{#if required}} required{{/if}}`,
  shell: `<div class="cf-field cf-lined{{#if error}} cf-bad{{/if}}"><label class="cf-label" for="{{id}}">{{label}}{{> mark}}</label><div>{{> below}}</div><div>{{> @partial-block}}</div></div>`,
  adorned: `{{#if adorned}}<div class="cf-adorned">{{#if prefix}}<span class="cf-adorner" id="{{id}}-prefix">{{prefix}}</span>{{/if}}{{> @partial-block}}{{#if suffix}}<span class="cf-adorner" id="{{id}}-suffix">{{suffix}}</span>{{/if}}</div>{{else}}{{> @partial-block}}{{/if}}`,
  choices: `<fieldset class="cf-field cf-choices{{#if error}} cf-bad{{/if}}"{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}><legend class="cf-label">{{label}}{{> mark}}</legend>{{> below}}{{#if options}}<div class="cf-options{{#if tags}} cf-tags{{/if}}">{{> @partial-block}}</div>{{else}}<p class="cf-hint" id="{{id}}" tabindex="-1">{{@root.t.noOptions}}</p>{{/if}}</fieldset>`,
  read: `<dl class="cf-field cf-read"><dt class="cf-label">{{label}}</dt><dd class="cf-value{{#if none}} cf-none{{/if}}">{{#if documents}}<ul class="cf-files">{{#each documents}}<li>{{#if href}}<a href="{{href}}">{{name}}</a>{{else}}{{name}}{{/if}}</li>{{/each}}</ul>{{else}}{{text}}{{/if}}</dd></dl>`,
  rows: `{{#each rows}}<div class="cf-row">{{#each this}}<div class="cf-cell cf-span-{{span}}">{{> (lookup . 'partial')}}</div>{{/each}}</div>{{/each}}`,
};

const partials = [
  ...Object.entries(shared),
  ...Object.entries(fields).map(([type, field]) => [`field-${type}`, field.template] as const),
].map(([name, source]) => ({ name, template: compile(source) }));
for (const { name, template } of partials) environment.registerPartial(name, template);

const form = compile(`<div class="cf-form" id="{{id}}" lang="{{lang}}">
{{~#if summary}}<div class="cf-summary" id="{{id}}-errors" role="alert" tabindex="-1" aria-labelledby="{{id}}-errors-title"><h2 id="{{id}}-errors-title">{{summary.title}}</h2><ul>{{#each summary.errors}}<li>{{#if href}}<a href="{{href}}">{{#if label}}{{label}} {{/if}}{{message}}</a>{{else}}{{message}}{{/if}}</li>{{/each}}</ul></div>{{/if}}
{{~#if note}}<p class="cf-note">{{note}}</p>{{/if}}{{> rows}}
{{~#if unseen}}<input type="hidden" name="_hidden" value="{{unseen}}">{{/if}}
{{~#if refresh}}<p class="cf-refresh"><span>{{t.refreshNote}}</span> <button class="cf-button cf-quiet" type="submit" name="_form" value="refresh" formnovalidate>{{t.refresh}}</button></p>{{/if}}</div>`);

// Handlebars compiles at the first use: do it now, so that a mistake stops the start and nobody waits for it later.
for (const { template } of partials) template({}, { partials: { '@partial-block': () => '' } });
form({ t: {} });

/** The one place where a form's views become HTML. */
export function renderTemplate(view: { [name: string]: unknown }): string {
  return form(view);
}
