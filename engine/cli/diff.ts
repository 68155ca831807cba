// `cauce diff OLD NEW`: what differs between two versions of a flow, in words; files or whole folders.
import { type Change, changeText, compareFiles, type VersionFile } from '../compare/index.ts';
import { readFolder } from '../runtime/folder.ts';
import type { CliCommand, Terminal } from './command.ts';

const WORDS = {
  es: {
    same: 'No hay diferencias.',
    redrawn: (count: number) => `${count} elementos dibujados en otro lugar`,
  },
  en: { same: 'Nothing differs.', redrawn: (count: number) => `${count} elements drawn elsewhere` },
};

export const diff: CliCommand = {
  usage: 'cauce diff OLD NEW [--json]',
  summary: {
    es: 'dice en palabras qué cambió entre dos versiones: dibujo, formularios, decisiones, catálogos y correos',
    en: 'says in words what changed between two versions: drawing, forms, decisions, catalogs and mails',
  },
  help: {
    es: `OLD y NEW son dos archivos o dos carpetas de proceso. Se compara cada propiedad, también las que Cauce no usa.
Lo que solo está en otro lugar del dibujo se cuenta al final. Sale con 0, haya o no diferencias.`,
    en: `OLD and NEW are two files or two process folders. Every property is compared, also those that Cauce does not use.
What only stands elsewhere on the drawing is counted at the end. Exits with 0 whether or not anything differs.`,
  },
  options: {},
  async run({ values, positionals }, terminal) {
    const [before, after] = positionals;
    if (before === undefined || after === undefined || positionals.length > 2) {
      const expected = terminal.locale === 'es' ? 'dos archivos o carpetas' : 'two files or folders';
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given: positionals.length, usage: diff.usage });
    }
    const changes = compareFiles(await versionOf(before), await versionOf(after));
    if (values.json === true) terminal.print(JSON.stringify({ changes }, null, 2));
    else print(changes, terminal);
    return 0;
  },
};

async function versionOf(path: string): Promise<VersionFile[]> {
  const files = await readFolder(path);
  return files.map(({ name, content }) => ({ name, text: Buffer.from(content).toString('utf8') }));
}

function print(changes: readonly Change[], { locale, print: line }: Terminal): void {
  if (changes.length === 0) return line(WORDS[locale].same);
  for (const file of new Set(changes.map(({ file }) => file))) {
    const own = changes.filter((change) => change.file === file);
    const said = own.filter(({ change }) => change !== 'redrawn');
    const redrawn = own.length - said.length;
    const lines = said.map((change) => `  ${changeText(change, locale)}`);
    if (redrawn > 0) lines.push(`  ${WORDS[locale].redrawn(redrawn)}`);
    line([file, ...lines].join('\n'));
  }
}
