// The words for a case's values: each form of a deployment says what its fields and options are called.
import type { Component, FormSchema } from '../../forms/index.ts';
import { type Json, type Variables, withFeel } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import type { Visit } from '../visit.ts';
import { numberOf } from './rows.ts';
import { createUnchanging } from './unchanging.ts';

export interface Label {
  label: string;
  options: Map<string, string>;
}

export type Labels = Map<string, Label>;

/** By definition: deployments never change, so neither do their words. */
const unchanging = createUnchanging<Labels>();

type Feel = (expression: string, variables: Variables) => Json;

/** Options that are written in the form, or that a catalog gives; those that depend on the case stay unknown. */
function optionsOf(component: Component, evaluate: Feel): Map<string, string> {
  const options = new Map<string, string>();
  const written: Json = 'values' in component ? ((component.values ?? null) as Json) : null;
  const expression = 'valuesExpression' in component ? component.valuesExpression : undefined;
  const given = expression ? evaluate(expression.replace(/^\s*=/, ''), {}) : written;
  for (const option of Array.isArray(given) ? given : []) {
    if (typeof option !== 'object' || option === null || Array.isArray(option)) continue;
    const { label, value } = option;
    if (typeof label === 'string' && value !== undefined) options.set(JSON.stringify(value), label);
  }
  return options;
}

function collect(components: Component[], evaluate: Feel, labels: Labels): void {
  for (const component of components) {
    if ('components' in component && Array.isArray(component.components)) {
      collect(component.components, evaluate, labels);
    }
    const { label } = component;
    // A list keeps its rows under its path.
    const key = component.type === 'dynamiclist' ? component.path : component.key;
    // A label that is an expression has no words until it is computed.
    if (!key || !label || label.startsWith('=')) continue;
    const options = optionsOf(component, evaluate);
    const known = labels.get(key);
    if (!known) labels.set(key, { label, options });
    else for (const [value, words] of options) if (!known.options.has(value)) known.options.set(value, words);
  }
}

async function readLabels({ engine }: Visit, definitionKey: number, deploymentKey: number): Promise<Labels> {
  const rows: { schema: string }[] = await engine.store
    .reader('cauce_deployment_members as m')
    .join('cauce_forms as f', 'f.key', 'm.definition_key')
    .where({ 'm.deployment_key': deploymentKey, 'm.kind': 'form' })
    .select('f.schema as schema');
  const model = await engine.model(definitionKey);
  const own = new Set(model?.elements.map(({ config }) => config.formId));
  const schemas = rows.map((row) => JSON.parse(row.schema) as FormSchema);
  // Another process of the same deployment may call the same value otherwise: its words come after.
  schemas.sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
  return withFeel(engine, definitionKey, (evaluate) => {
    const labels: Labels = new Map();
    for (const { components } of schemas) collect(components, evaluate, labels);
    return labels;
  });
}

export async function labelsOf(visit: Visit, definitionKey: number): Promise<Labels> {
  const { store } = visit.engine;
  const definition = await store.find('process_definitions', { key: definitionKey });
  const deploymentKey = numberOf(definition?.deployment_key);
  return unchanging(store, definitionKey, () => readLabels(visit, definitionKey, deploymentKey));
}

/** `sent_before_due` as words, where no form names the value. */
export function plainLabel(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The form's word, else ours for what every process may set, else the name itself made readable. */
export function labelOf(visit: Visit, labels: Labels, name: string): string {
  const own = labels.get(name)?.label;
  if (own !== undefined) return own;
  const key = `value.${name}`;
  return hasText(visit.lang, key) ? visit.t(key) : plainLabel(name);
}

/** The option's own words where the value is one of a choice. */
export function optionOf(labels: Labels, name: string, value: Json): string | undefined {
  return labels.get(name)?.options.get(JSON.stringify(value));
}
