// What bpmn.io's libraries ask `translate` for: a text that has no Spanish fails.
import { describe, expect, test } from 'vitest';
import decision from '../../admin/islands/translations/es/decision.json' with { type: 'json' };
import drawing from '../../admin/islands/translations/es/drawing.json' with { type: 'json' };
import forms from '../../admin/islands/translations/es/forms.json' with { type: 'json' };
import panel from '../../admin/islands/translations/es/panel.json' with { type: 'json' };
import { sayWith, translateWith } from '../../admin/islands/translations/say.ts';
import {
  type Asked,
  askedIn,
  labelsOf,
  reachedFrom,
  scriptsOf,
  sourceOf,
  treeOf,
} from './harness/askedTexts.ts';

const panelFile = 'bpmn-js-properties-panel/dist/index.esm.js';
const shellFile = '@bpmn-io/properties-panel/dist/index.esm.js';
const appendFile = 'bpmn-js-create-append-anything/dist/index.es.js';
const tables = 'dmn-js-decision-table/lib/features';

/** What the scripts under these paths ask for, where they take `translate` at all. */
function asked(...paths: string[]): Asked {
  const found = paths
    .flatMap(scriptsOf)
    .filter((file) => /(['"])translate\1|translate = translateFallback/.test(sourceOf(file)))
    .map((file) => askedIn(treeOf(file), sourceOf(file)));
  return { texts: found.flatMap(({ texts }) => texts), made: found.flatMap(({ made }) => made) };
}

const missing = (texts: readonly string[], words: object) =>
  [...new Set(texts)].filter((text) => text !== '' && !Object.hasOwn(words, text)).sort();
const kinds = (made: readonly string[]) => [...new Set(made)].sort();

describe('the drawing', () => {
  const words = { ...drawing, ...panel };

  test('has every text of its canvas and menus', () => {
    const { texts, made } = asked(
      ...[
        'diagram-js/lib/features',
        'bpmn-js/lib/features',
        'bpmn-js-color-picker/colors',
        appendFile,
        shellFile,
      ],
      'diagram-js-minimap/dist/index.esm.js',
    );
    expect(texts.length).toBeGreaterThan(60);
    expect(missing(texts, words)).toEqual([]);
    // Each of these takes its text from a table, which is looked at below.
    expect(kinds(made)).toEqual([
      "'Align elements ' + alignment",
      ...['COLLAB_ERR_MSG', 'DATA_OBJECT_ERR_MSG', 'color.label', 'label'],
      ...['option.description', 'option.group.name', 'option.label'],
    ]);
  });

  test('has every label of the tables that its menus are made of', () => {
    const texts = [
      ...labelsOf('bpmn-js/lib/features/popup-menu/PopupEntries.js', /^label$/),
      ...labelsOf('bpmn-js/lib/features/replace/ReplaceOptions.js', /^label$/),
      ...labelsOf('bpmn-js-color-picker/colors/ColorPopupProvider.js', /^label$/),
      ...labelsOf(appendFile, /^(label|name)$/),
      ...['left', 'center', 'right', 'top', 'middle', 'bottom'].map((side) => `Align elements ${side}`),
      ...(sourceOf('bpmn-js/lib/features/modeling-feedback/ModelingFeedback.js').match(
        /(?<=_ERR_MSG = ').*(?=')/g,
      ) ?? []),
    ];
    expect(texts.length).toBeGreaterThan(150);
    expect(missing(texts, words)).toEqual([]);
  });

  test('has every text of its panel', () => {
    const shown = reachedFrom(treeOf(panelFile), [
      ...['BpmnPropertiesPanelModule', 'BpmnPropertiesProviderModule', 'ZeebePropertiesProviderModule'],
      ...['ZeebeTooltipProvider', 'useService'],
    ]).map((node) => askedIn(node, sourceOf(panelFile)));
    const texts = shown.flatMap((one) => one.texts);
    expect(new Set(texts).size).toBeGreaterThan(200);
    expect(missing(texts, words)).toEqual([]);
    expect(kinds(shown.flatMap(({ made }) => made))).toEqual([
      'EVENT_TO_LABEL$1[eventType]',
      `\`\${getEventLabel(element, listener.get('eventType'))}: {type}\``,
      "concreteType.replace(/(\\B[A-Z])/g, ' $1').replace(/(\\bNon Interrupting)/g, '($1)')",
      'getEventLabel(element, eventType)',
      'template.name',
    ]);
  });

  test('names every kind of element and listener in the head and the lists of its panel', () => {
    const table = (name: string) =>
      sourceOf(panelFile)
        .split(` ${name} = {`)[1]
        ?.split('};')[0]
        ?.matchAll(/^\s*'?(\w+)'?: '?([\w ]+)/gm) ?? [];
    const types = [...table('iconsByType')].map(([, type = '']) =>
      type.replace(/(\B[A-Z])/g, ' $1').replace(/(\bNon Interrupting)/g, '($1)'),
    );
    const listeners = ['EVENT_TO_LABEL$2', 'MI_EVENT_TO_LABEL', 'EVENT_TO_LABEL$1'].map((name) =>
      [...table(name)].map(([, , label = '']) => label),
    );
    expect(types.length).toBeGreaterThan(100);
    expect(listeners.map((labels) => labels.length)).toEqual([3, 3, 5]);
    const lists = listeners.slice(0, 2).flatMap((labels) => labels.map((label) => `${label}: {type}`));
    expect(missing([...types, ...listeners.flat(), ...lists], words)).toEqual([]);
  });
});

test('decision tables, expressions and diagrams have every text', () => {
  const { texts, made } = asked(
    ...['boxed-expression', 'decision-table', 'drd', 'literal-expression', 'shared'].map(
      (part) => `dmn-js-${part}/lib`,
    ),
  );
  const fromTables = [
    ...labelsOf(`${tables}/hit-policy/HitPolicies.js`, /^(label|explanation)$/),
    ...labelsOf('dmn-js-drd/lib/features/replace/ReplaceOptions.js', /^label$/),
    ...labelsOf('dmn-js-drd/lib/features/drill-down/DrillDown.js', /^title$/),
    ...labelsOf(`${tables}/simple-duration-edit/components/DurationInput.js`, /Duration$/),
    ...['date', 'date-time', 'time'].flatMap(
      (part) =>
        sourceOf(`${tables}/simple-${part}-edit/Utils.js`).match(/(?<=return ')\w.* must match .*(?=')/g) ??
        [],
    ),
    ...(sourceOf('dmn-js-shared/lib/util/IdsUtil.js').match(/(?<=return ')\w.*(?=')/g) ?? []),
    ...(sourceOf('dmn-js-shared/lib/features/data-types/DataTypes.js').match(/(?<=^const .*')\w+(?=')/gm) ??
      []),
  ];
  expect(texts.length).toBeGreaterThan(150);
  expect(fromTables.length).toBeGreaterThan(40);
  expect(missing([...texts, ...fromTables], { ...drawing, ...decision })).toEqual([]);
  expect(kinds(made)).toEqual([
    ...['ERROR_MESSAGE[this._type]', 'INPUT_ENTRY_VALUES_LABEL', 'INPUT_VALUES_LABEL', 'OUTPUT_VALUES_LABEL'],
    ...[
      'definition.label',
      'entry.label',
      'errorMessage',
      'hitPolicyEntry.explanation',
      'hitPolicyEntry.label',
    ],
    ...["inputExpression.typeRef || ''", 't', 'title', 'type', "typeRef || ''", 'validateISOString(string)'],
    "variable && variable.get('typeRef') || ''",
  ]);
});

test('a translation keeps the values of its text, and none is empty', () => {
  const all = { ...drawing, ...panel, ...decision, ...forms };
  for (const [text, spanish] of Object.entries(all)) expect([text, spanish.trim()]).not.toEqual([text, '']);
  const values = (text: string) =>
    [...new Set(text.match(/\{ ?\w+ ?\}/g))].filter((one) => one !== '{1}').sort();
  for (const [text, spanish] of Object.entries(all))
    if (!/decimal digit|Create \{0\}/.test(text))
      expect([text, values(spanish)]).toEqual([text, values(text)]);
});

test('values are filled in, and what has no Spanish stays as it was asked', () => {
  const translate = translateWith({
    'Open {element}': 'Abrir {element}',
    'e.g. { sample }': 'p. ej. { sample }',
  });
  expect(translate('Open {element}', { element: '<b>x</b> {element}' })).toBe('Abrir <b>x</b> {element}');
  expect(translate('e.g. { sample }', { sample: 'P1D' })).toBe('p. ej. P1D');
  expect(translate('Something new {count}', { count: 0 })).toBe('Something new 0');
  expect(translate('constructor')).toBe('constructor');
  expect(sayWith({ 'Remove {0}': 'Quitar: {0}' })('Remove {0}', ['$& {0}'])).toBe('Quitar: $& {0}');
});
