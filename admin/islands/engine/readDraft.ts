// The files of a draft read into what runs: processes, decisions, forms, and what expressions look up. In a Web Worker, as
// anywhere else; a file that did not change is not read again.
import type { Problem, ProcessModel } from '../../../engine/core/index.ts';
import { type LinkedResource, parseProcesses } from '../../../engine/model/parseProcesses.ts';
import { checkFeel } from '../../../engine/runtime/checkFeel.ts';
import { checkSlas } from '../../../engine/runtime/checkSlas.ts';
import { isDrawing } from '../../../engine/runtime/drawingContent.ts';
import { type Surroundings, surroundingsOf } from '../../../engine/runtime/folderLookups.ts';
import { ruleNumbers } from '../../../engine/testing/ruleNumbers.ts';

/** A file as it stands in the editor, saved or not. */
export interface DraftText {
  name: string;
  text: string;
}

export interface ReadDrawing {
  name: string;
  /** Empty when any problem is an error. */
  processes: ProcessModel[];
  problems: Problem[];
  startForms: { processId: string; formId: string }[];
  links: LinkedResource[];
}

export interface DraftForm {
  id: string;
  file: string;
  schema: { [name: string]: unknown };
}

export interface ReadDraft {
  drawings: ReadDrawing[];
  /** Of all drawings. */
  models: ProcessModel[];
  forms: DraftForm[];
  /** Of drawings and decisions, each with its file. */
  problems: Problem[];
  around: Surroundings;
  /** Position from 1 of a rule in its decision's table. */
  ruleNumber(decision: string, rule: string): number | undefined;
}

export interface DraftReader {
  read(files: readonly DraftText[]): Promise<ReadDraft>;
}

export function createDraftReader(): DraftReader {
  const drawings = new Map<string, { text: string; read: ReadDrawing }>();
  let beside: { files: readonly DraftText[]; around: Surroundings } | undefined;

  async function drawingOf({ name, text }: DraftText): Promise<ReadDrawing> {
    const known = drawings.get(name);
    if (known?.text === text) return known.read;
    const read = await readDrawing(name, text);
    drawings.set(name, { text, read });
    return read;
  }

  async function around(files: readonly DraftText[]): Promise<Surroundings> {
    if (beside && isSame(beside.files, files)) return beside.around;
    const read = await surroundingsOf(files.map(({ name, text }) => ({ name, content: text })));
    beside = { files, around: read };
    return read;
  }

  return {
    async read(files) {
      const drawn = files.filter(({ name, text }) => isDrawing(name, new TextEncoder().encode(text)));
      for (const name of [...drawings.keys()])
        if (!drawn.some((file) => file.name === name)) drawings.delete(name);
      const read: ReadDrawing[] = [];
      for (const file of drawn) read.push(await drawingOf(file));
      const others = files.filter((file) => !drawn.includes(file));
      const surroundings = await around(others);
      const rules = ruleNumbers(
        others.filter(({ name }) => name.endsWith('.dmn')).map(({ text }) => ({ content: text })),
      );
      return {
        drawings: read,
        models: read.flatMap(({ processes }) => processes),
        forms: others.flatMap(formOf),
        problems: [...read.flatMap(({ problems }) => problems), ...surroundings.problems],
        around: surroundings,
        ruleNumber: (decision, rule) => rules.get(`${decision} ${rule}`),
      };
    },
  };
}

async function readDrawing(name: string, text: string): Promise<ReadDrawing> {
  const { processes, problems, startForms, links } = await parseProcesses(text, name, { checkFeel });
  const promised = processes.flatMap((model) => checkSlas(model, name));
  return { name, processes, problems: [...problems, ...promised], startForms, links };
}

function isSame(some: readonly DraftText[], others: readonly DraftText[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, text }, at) => others[at]?.name === name && others[at]?.text === text)
  );
}

/** What is no form is judged by who publishes it; a task that names it gets a generated one here. */
function formOf({ name, text }: DraftText): DraftForm[] {
  if (!name.endsWith('.form')) return [];
  try {
    const schema = JSON.parse(text) as { id?: unknown; components?: unknown } | null;
    if (typeof schema?.id !== 'string' || !Array.isArray(schema.components)) return [];
    return [{ id: schema.id, file: name, schema: { ...schema } }];
  } catch {
    return [];
  }
}
