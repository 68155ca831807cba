// `camunda:inputOutput`: parameters with texts, lists, maps and scripts, as mappings with FEEL.
import type { ModdleElement } from 'bpmn-moddle';
import { bodyOf, childOf, childrenOf, extensionOf, tagOf, textOf } from '../sourceNode.ts';
import { asFeel, notConverted, type Translation, valueIn } from './translation.ts';

export function translateParameters(translation: Translation, holder?: ModdleElement): void {
  const { element, inputs, outputs } = translation;
  const mapping = extensionOf(element, 'camunda:InputOutput') ?? holder;
  if (!mapping) return;
  for (const parameter of childrenOf(mapping, 'inputParameters')) add(translation, parameter, inputs);
  for (const parameter of childrenOf(mapping, 'outputParameters')) add(translation, parameter, outputs);
}

function add(translation: Translation, parameter: ModdleElement, mappings: Translation['inputs']): void {
  const target = textOf(parameter, 'name') ?? '';
  const source = given(translation, parameter, target);
  if (target !== '' && source !== undefined) mappings.push({ source, target });
}

/** What a parameter, an entry of a map or an item of a list holds. Undefined where it has no FEEL, which is reported. */
function given(translation: Translation, holder: ModdleElement, name: string): string | undefined {
  const definition = childOf(holder, 'definition');
  if (definition) return defined(translation, definition, name);
  const text = bodyOf(holder)?.trim() ?? '';
  return text === '' ? '=null' : valueIn(translation, text, name);
}

function defined(translation: Translation, definition: ModdleElement, name: string): string | undefined {
  const tag = tagOf(definition);
  if (tag === 'script') return scriptOf(translation, definition, name);
  if (tag === 'value') return given(translation, definition, name);
  const parts: string[] = [];
  for (const each of childrenOf(definition, tag === 'list' ? 'items' : 'entries')) {
    const value = tag === 'list' ? defined(translation, each, name) : given(translation, each, name);
    if (value === undefined) return undefined;
    const key = tag === 'list' ? '' : `${JSON.stringify(textOf(each, 'key') ?? '')}: `;
    parts.push(key + asFeel(value));
  }
  return tag === 'list' ? `=[${parts.join(', ')}]` : `={${parts.join(', ')}}`;
}

/** A script that is an expression; undefined for other languages, which is reported. */
export function scriptOf(
  translation: Translation,
  script: ModdleElement,
  attribute: string,
): string | undefined {
  const format = (textOf(script, 'scriptFormat') ?? '').toLowerCase();
  const text = (textOf(script, 'script') ?? bodyOf(script) ?? '').trim();
  if (format === 'juel') return valueIn(translation, text, attribute);
  const feel = text.replace(/^=/, '');
  if (format === 'feel' && translation.checkFeel(feel, 'expression').ok) return `=${feel}`;
  notConverted(translation, text || (textOf(script, 'resource') ?? ''), attribute, format);
  return undefined;
}
