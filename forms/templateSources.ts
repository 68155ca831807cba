// The templates of forms as they are written, all of them in our sources: the server compiles them, the desk's build beforehand.
import { fields } from './fields/index.ts';

/** Helpers that could reach outside are left out. */
export const KEPT_HELPERS = ['if', 'unless', 'each', 'lookup'];

/** How Handlebars compiles them, here and there. */
export const compileOptions = {
  knownHelpers: { if: true, unless: true, each: true, lookup: true, with: false, log: false },
  knownHelpersOnly: true,
  noEscape: false,
} as const;

const shared: Readonly<Record<string, string>> = {
  mark: `{{#if required}}<span class="cf-required" aria-hidden="true"> *</span>{{#if grouped}}<span class="cf-unseen"> ({{@root.t.required}})</span>{{/if}}{{/if}}`,
  below: `{{#if hint}}<p class="cf-hint" id="{{id}}-hint">{{hint}}</p>{{/if}}{{#if error}}<p class="cf-error" id="{{id}}-error"><span class="cf-unseen">{{@root.t.errorPrefix}} </span>{{error}}</p>{{/if}}`,
  ariaOnly: `{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}{{#if error}} aria-invalid="true"{{/if}}`,
  aria: `{{> ariaOnly}}{{#if required}} required{{/if}}`,
  shell: `<div class="cf-field cf-lined{{#if error}} cf-bad{{/if}}"><label class="cf-label" for="{{id}}">{{label}}{{> mark}}</label><div>{{> below}}</div><div>{{> @partial-block}}</div></div>`,
  adorned: `{{#if adorned}}<div class="cf-adorned">{{#if prefix}}<span class="cf-adorner" id="{{id}}-prefix">{{prefix}}</span>{{/if}}{{> @partial-block}}{{#if suffix}}<span class="cf-adorner" id="{{id}}-suffix">{{suffix}}</span>{{/if}}</div>{{else}}{{> @partial-block}}{{/if}}`,
  choices: `<fieldset class="cf-field cf-choices{{#if error}} cf-bad{{/if}}"{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}><legend class="cf-label">{{label}}{{> mark}}</legend>{{> below}}{{#if options}}<div class="cf-options{{#if tags}} cf-tags{{/if}}">{{> @partial-block}}</div>{{else}}<p class="cf-hint" id="{{id}}" tabindex="-1">{{@root.t.noOptions}}</p>{{/if}}</fieldset>`,
  read: `<dl class="cf-field cf-read"><dt class="cf-label">{{label}}</dt><dd class="cf-value{{#if none}} cf-none{{/if}}" dir="auto">{{#if documents}}<ul class="cf-files">{{#each documents}}<li>{{#if href}}<a href="{{href}}">{{name}}</a>{{else}}{{name}}{{/if}}</li>{{/each}}</ul>{{else}}{{text}}{{/if}}</dd></dl>`,
  rows: `{{#each rows}}<div class="cf-row">{{#each this}}<div class="cf-cell cf-span-{{span}}">{{> (lookup . 'partial')}}</div>{{/each}}</div>{{/each}}`,
};

export const partialSources: readonly (readonly [name: string, source: string])[] = [
  ...Object.entries(shared),
  ...Object.entries(fields).map(([type, field]) => [`field-${type}`, field.template] as const),
];

export const formSource = `<div class="cf-form" id="{{id}}" lang="{{lang}}">
{{~#if summary}}<div class="cf-summary" id="{{id}}-errors" role="alert" tabindex="-1" aria-labelledby="{{id}}-errors-title"><h2 id="{{id}}-errors-title">{{summary.title}}</h2><ul>{{#each summary.errors}}<li>{{#if href}}<a href="{{href}}">{{#if label}}{{label}} {{/if}}{{message}}</a>{{else}}{{message}}{{/if}}</li>{{/each}}</ul></div>{{/if}}
{{~#if note}}<p class="cf-note">{{note}}</p>{{/if}}{{> rows}}
{{~#if unseen}}<input type="hidden" name="_hidden" value="{{unseen}}">{{/if}}
{{~#if refresh}}<p class="cf-refresh"><span>{{t.refreshNote}}</span> <button class="cf-button cf-quiet" type="submit" name="_form" value="refresh" formnovalidate>{{t.refresh}}</button></p>{{/if}}</div>`;
