// Libraries that keep their texts in their code: what they show is spoken, and nothing else of them is touched.
import { expect, test } from 'vitest';
import forms from '../../admin/islands/translations/es/forms.json' with { type: 'json' };
import functions from '../../admin/islands/translations/es/functions.json' with { type: 'json' };
import {
  isShown,
  nodesOf,
  speak,
  spokenPackages,
  tellFunctions,
  textOf,
  textsOf,
} from '../../admin/spokenLiterals.mjs';
import { sourceOf, treeOf } from './harness/askedTexts.ts';

const formFiles = ['editor', 'viewer'].map((part) => `@bpmn-io/form-js-${part}/dist/index.es.js`);

/** Looks like a sentence or a label, and not like a key, a size, an example or a name for other code. */
const isForPeople = (text: string) =>
  /[a-z]{2}/.test(text) &&
  (/^[A-Z"<(]/.test(text) || / [a-z]/.test(text)) &&
  !/^[Mm]\d|px|bio-|fjs-|^\[|[{}]-/.test(text);
/** Shown to nobody: names for code, messages of failures, and the people of a sample table. */
const others = new Set([
  ...[
    'is not a registered action',
    'is already registered',
    'set a',
    'Root',
    'FilterContext',
    'Enter',
    'Field',
  ],
  ...['John Doe', 'Erika Muller', 'Dominic Leaf'],
  ...['List contains {numOfItems} item{0}', 'Click to {0} dynamic value with FEEL expression'],
]);

test('shows no text of the form editor that is not spoken', () => {
  const [spoken] = spokenPackages;
  const known = spoken ? textsOf(spoken) : {};
  const silent = formFiles.flatMap((file) =>
    [...nodesOf(treeOf(file))]
      .filter((found) => isShown(found))
      .map(({ node }) => textOf(node) ?? '')
      .filter((text) => isForPeople(text) && !others.has(text) && !/^Keyboard binding/.test(text)),
  );
  expect([...new Set(silent)].filter((text) => text !== '' && !Object.hasOwn(known, text))).toEqual([]);
});

test('speaks every text that is written for it, and still reads as a script', () => {
  const [spoken] = spokenPackages;
  const said = new Set<string>();
  for (const file of formFiles) {
    const code = speak(sourceOf(file), spoken ? textsOf(spoken) : {}, said) ?? '';
    expect(code.match(/cauceSay\(/g)?.length).toBeGreaterThan(100);
  }
  expect(Object.keys(forms).filter((text) => !said.has(text))).toEqual([]);
});

test('keeps names, comparisons and keys as they are', () => {
  const texts = {
    Date: 'Fecha',
    'Create {0}': 'Crear {0}',
    'a thing': 'una cosa',
    'a things': 'unas cosas',
  };
  const code = speak(
    `const table = { Date: 1, id: 'Date', label: 'Date' };
if (table === 'Date') open('Date', [\`Create \${table.label}\`]);
export const f = (n) => translate(\`a thing\${n > 1 ? 's' : ''}\`) + \` \${\`Create \${n}\`}\`;`,
    texts,
  );
  expect(code).toBe(`const table = { Date: 1, id: 'Date', label: cauceSay("Date") };
if (table === 'Date') open('Date', [\`Create \${table.label}\`]);
export const f = (n) => translate(cauceSay(\`a thing\${n > 1 ? 's' : ''}\`)) + \` \${cauceSay("Create {0}", [n])}\`;`);
});

test('every function of FEEL is told, and none that there is not', () => {
  const code = tellFunctions(sourceOf('@camunda/feel-builtins/dist/index.js'));
  const told = [...code.matchAll(/cauceTell\(("[^"]+"), /g)].map(
    ([, name = '""']) => JSON.parse(name) as string,
  );
  expect(code).not.toMatch(/"info": "/);
  expect([...new Set(told)].sort()).toEqual(Object.keys(functions).sort());
});
