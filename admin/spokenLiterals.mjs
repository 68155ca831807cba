// Gives a voice to libraries that keep their English in their code: what they show is looked up when the page runs.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const translations = join(dirname(fileURLToPath(import.meta.url)), 'islands/translations');
const words = (name) => JSON.parse(readFileSync(join(translations, `es/${name}.json`), 'utf8'));

/** The files that are rewritten, the module that speaks for them, and the texts that it knows. */
export const spokenPackages = [
  {
    files: /@bpmn-io\/form-js-(editor|viewer)\/dist\/index\.es\.js$/,
    voice: 'sayInForms',
    texts: ['forms', 'panel'],
  },
  {
    files: /(@bpmn-io|bpmn-js)[-/]properties-panel\/dist\/index\.esm\.js$/,
    voice: 'sayInPanel',
    texts: ['panel'],
  },
  { files: /@bpmn-io\/feel-lint\/dist\/index\.js$/, voice: 'sayInPanel', texts: ['panel'] },
  { files: /\/dmn-js-[\w-]+\/lib\/.*\.js$/, voice: 'sayInDecisions', texts: ['decision'] },
];

export const textsOf = ({ texts }) => Object.assign({}, ...texts.map(words));

/** Every node with the one that it stands in and under which name. */
export function* nodesOf(node, parent, place) {
  yield { node, parent, place };
  for (const [name, value] of Object.entries(node)) {
    for (const inner of Array.isArray(value) ? value : [value])
      if (typeof inner?.type === 'string') yield* nodesOf(inner, { node, parent, place }, name);
  }
}

/** Properties that people never read, whatever stands in them. */
const silent =
  /^(type|id|key|class|className|rel|style|href|target|event|d|viewBox|transform|\$type|role|entryId)$/;
const speaking = /^(_?translate|push|editField|set(\$\d)?|buildErrorState|createTextVNode)$/;

const nameOf = (node) => node.name ?? node.property?.name ?? node.value;

/** Whether a text at this place may be shown: not a name, a comparison, an argument of other code, or a failure of ours. */
export function isShown({ parent, place }) {
  const holder = parent?.node;
  if (!holder || /^(Import|Export)/.test(holder.type)) return false;
  switch (holder.type) {
    case 'Property':
      return place === 'value' && (holder.computed || !silent.test(nameOf(holder.key)));
    case 'BinaryExpression':
      return holder.operator === '+' && isShown(parent);
    case 'ConditionalExpression':
      return place !== 'test' && isShown(parent);
    case 'LogicalExpression':
    case 'ArrayExpression':
    case 'TemplateLiteral':
      return isShown(parent);
    case 'CallExpression':
      return place === 'arguments' && speaking.test(nameOf(holder.callee));
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      return place === 'right' && !/prefix/i.test(nameOf(holder.left));
    case 'VariableDeclarator':
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return true;
    default:
      return false;
  }
}

/** The text of a literal; where a template holds values, `{0}` stands for the first of them. */
export function textOf(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return node.quasis.map(({ value }, index) => (index === 0 ? '' : `{${index - 1}}`) + value.cooked).join('');
}

/** What may come of a text that chooses between fixed parts; undefined where it holds anything else. */
export function choicesOf(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : undefined;
  if (node.type === 'ConditionalExpression') return joined([node.consequent], [node.alternate]);
  if (node.type === 'BinaryExpression' && node.operator === '+') return joined([node.left, node.right]);
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis.flatMap(({ value }, index) => [
    { type: 'Literal', value: value.cooked },
    ...node.expressions.slice(index, index + 1),
  ]);
  return joined(parts);
}

/** Each way through the parts, for each of the alternatives. */
function joined(...alternatives) {
  const all = alternatives.map((parts) =>
    parts.reduce(
      (texts, part) => {
        const choices = choicesOf(part);
        return choices && texts?.flatMap((text) => choices.map((choice) => text + choice));
      },
      [''],
    ),
  );
  return all.every(Boolean) ? all.flat() : undefined;
}

/** What is handed to the voice for this node, or nothing where it knows no such text. */
function askedFor({ node, parent, place }, code, texts, said) {
  const written = ({ start, end }) => code.slice(start, end);
  const text = textOf(node);
  if (text === undefined || !isShown({ parent, place })) return undefined;
  const choices = node.type === 'TemplateLiteral' && node.expressions.length > 0 ? choicesOf(node) : [text];
  const known = (choices ?? [text]).filter((choice) => Object.hasOwn(texts, choice));
  if (known.length === 0 || known.length < (choices?.length ?? 1)) return undefined;
  for (const choice of known) said.add(choice);
  if (choices && node.type === 'TemplateLiteral') return written(node);
  const values = (node.expressions ?? []).map(written);
  return [JSON.stringify(text), ...(values.length > 0 ? [`[${values.join(', ')}]`] : [])].join(', ');
}

/** The code with each known text that it shows looked up at run time; `undefined` where there is none. */
export function speak(code, texts, said = new Set()) {
  const edits = [];
  for (const found of nodesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))) {
    const asked = askedFor(found, code, texts, said);
    if (asked) edits.push({ start: found.node.start, end: found.node.end, text: `cauceSay(${asked})` });
  }
  if (edits.length === 0) return undefined;
  let spoken = '';
  let reached = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    // What stands within a template that is looked up itself is one of its values.
    if (start < reached) continue;
    spoken += code.slice(reached, start) + text;
    reached = end;
  }
  return spoken + code.slice(reached);
}

const functionsFile = /@camunda\/feel-builtins\/dist\/index\.js$/;

/** FEEL's functions with what each does told in the page's language, by its name. */
export function tellFunctions(code) {
  return code.replace(
    /("name": ("(?:[^"\\]|\\.)*"),(?:(?!"info":)[\s\S])*?"info": )("(?:[^"\\]|\\.)*")/g,
    (_, before, name, info) => `${before}cauceTell(${name}, ${info})`,
  );
}

/** For Vite: rewrites the packages above while they are bundled. */
export function spokenLiterals() {
  const known = new Map(spokenPackages.map((spoken) => [spoken, textsOf(spoken)]));
  return {
    name: 'spoken-literals',
    enforce: 'pre',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').split('?')[0];
      if (functionsFile.test(path)) {
        const voice = JSON.stringify(join(translations, 'tellFunction.ts'));
        return { code: `import { cauceTell } from ${voice};\n${tellFunctions(code)}`, map: null };
      }
      const spoken = spokenPackages.find(({ files }) => files.test(path));
      if (!spoken) return undefined;
      const spokenCode = speak(code, known.get(spoken));
      if (spokenCode === undefined) return undefined;
      const voice = JSON.stringify(join(translations, `${spoken.voice}.ts`));
      return { code: `import { cauceSay } from ${voice};\n${spokenCode}`, map: null };
    },
  };
}
