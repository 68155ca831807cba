// `cauce layout FILE...`: draws files anew, lanes as bands and flows from left to right; `--check` only measures them.
import { readFile, writeFile } from 'node:fs/promises';
import type { Problem } from '../core/problem.ts';
import { isUnreadable, layoutDrawing, type Measures, measureDrawing } from '../model/layout/index.ts';
import { isDrawing } from '../runtime/drawingFiles.ts';
import type { CliCommand, Terminal } from './command.ts';
import { problemLines } from './problemLines.ts';

const WORDS = {
  es: {
    written: 'dibujado de nuevo',
    crossings: 'cruces de flujos',
    throughShapes: 'flujos que pasan por encima de una figura',
    overlappingShapes: 'figuras encimadas',
    coveredLabels: 'letreros encima de algo',
    sharedLines: 'flujos uno sobre otro',
    outsideLane: 'figuras fuera de su carril',
    missing: 'elementos sin dibujar',
  },
  en: {
    written: 'drawn anew',
    crossings: 'crossings of flows',
    throughShapes: 'flows through a shape',
    overlappingShapes: 'overlapping shapes',
    coveredLabels: 'labels upon something',
    sharedLines: 'flows upon each other',
    outsideLane: 'shapes outside of their lane',
    missing: 'elements not drawn',
  },
};

export const layoutCommand: CliCommand = {
  usage: 'cauce layout FILE... [--check [--json]]',
  summary: {
    es: 'dibuja de nuevo los diagramas, con sus carriles; nada más del archivo cambia',
    en: 'draws diagrams anew, with their lanes; nothing else of a file changes',
  },
  help: {
    es: `Los archivos se escriben en su sitio: coordenadas nuevas para todo, también donde no había ninguna.
--check no escribe nada: cuenta cruces, flujos que pasan por encima de una figura, figuras y letreros encimados y
figuras fuera de su carril, y sale con 1 si algo así impide leer un diagrama (los cruces y letreros no).`,
    en: `Files are written in place: new coordinates for everything, also where there were none.
--check writes nothing: it counts crossings, flows through shapes, shapes and labels upon each other and shapes outside
of their lane, and exits with 1 where such things keep a drawing from being read (crossings and labels do not).`,
  },
  options: { check: { type: 'boolean' } },
  async run({ values, positionals }, terminal) {
    if (positionals.length === 0) {
      const expected = terminal.locale === 'es' ? 'archivos .bpmn' : '.bpmn files';
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given: 0, usage: layoutCommand.usage });
    }
    let exitCode = 0;
    const checked: { file: string; measures: Measures }[] = [];
    for (const file of positionals) {
      const content = await readFile(file);
      if (!isDrawing(file, content)) return terminal.refuse('FILE_NOT_A_DRAWING', { file });
      if (values.check !== true) {
        if (!(await draw(file, content, terminal))) exitCode = 1;
        continue;
      }
      const { measures, problems } = await measureDrawing(content, file);
      if (measures) checked.push({ file, measures });
      else complain(file, problems, terminal);
      if (!measures || isUnreadable(measures)) exitCode = 1;
    }
    if (values.check === true) printMeasures(checked, values.json === true, terminal);
    return exitCode;
  },
};

async function draw(file: string, content: Buffer, terminal: Terminal): Promise<boolean> {
  const { xml, problems } = await layoutDrawing(content, file);
  if (xml === undefined) return complain(file, problems, terminal);
  await writeFile(file, xml);
  terminal.print(`${file}: ${WORDS[terminal.locale].written}`);
  return true;
}

function printMeasures(
  checked: readonly { file: string; measures: Measures }[],
  asJson: boolean,
  { locale, print }: Terminal,
): void {
  if (asJson) {
    print(JSON.stringify({ files: checked }, null, 2));
    return;
  }
  const words = WORDS[locale];
  for (const { file, measures } of checked) {
    const names = Object.keys(measures) as (keyof Measures)[];
    const lines = names.map((name) => `  ${words[name]}: ${measures[name].length}${listed(measures[name])}`);
    print([file, ...lines].join('\n'));
  }
}

function complain(file: string, problems: readonly Problem[], terminal: Terminal): false {
  const errors = problems.filter(({ severity }) => severity === 'error');
  terminal.complain([file, ...problemLines(errors, terminal.locale, true)].join('\n'));
  return false;
}

function listed(found: readonly string[]): string {
  const shown = found.slice(0, 5).map((each) => `\n      ${each}`);
  return `${shown.join('')}${found.length > shown.length ? '\n      …' : ''}`;
}
