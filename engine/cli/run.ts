// `cauce run FILE`: runs one instance in memory on a virtual clock and prints what happened.
import { readFile } from 'node:fs/promises';
import { parseInWorker, stopWorker } from '../model/index.ts';
import { problemText } from '../problemCatalog.ts';
import { checkFeelModule } from '../runtime/checkFeel.ts';
import { checkSlas } from '../runtime/checkSlas.ts';
import { readBeside } from '../runtime/folder.ts';
import { surroundingsOf } from '../runtime/folderLookups.ts';
import { runTrial, type TrialOutcome } from '../simulation/trial.ts';
import type { CliCommand, CommandLine, Terminal } from './command.ts';
import { countOf, problemLines } from './problemLines.ts';
import { createProgress } from './progress.ts';
import { readRunCall } from './runCall.ts';
import { RUN_HELP } from './runHelp.ts';
import { story } from './story.ts';

export const run: CliCommand = {
  usage:
    'cauce run FILE.bpmn [--until ISO] [--process ID] [--start ELEMENT] [--variables JSON|@file] ' +
    '[--answers JSON|@file] [--messages JSON|@file] [--choose JSON|@file] [--assume JSON|@file] ' +
    '[--order JSON|@file] [--auto] [--no-timers] [--now ISO] [--json]',
  help: RUN_HELP,
  summary: {
    es: 'ejecuta un caso en memoria con un reloj virtual; los temporizadores vencen cuando nada más puede avanzar',
    en: 'runs one instance in memory on a virtual clock; timers fire whenever nothing else can move',
  },
  options: {
    until: { type: 'string' },
    process: { type: 'string' },
    start: { type: 'string' },
    variables: { type: 'string' },
    answers: { type: 'string' },
    messages: { type: 'string' },
    choose: { type: 'string' },
    assume: { type: 'string' },
    order: { type: 'string' },
    auto: { type: 'boolean' },
    'no-timers': { type: 'boolean' },
    now: { type: 'string' },
  },
  async run(line, terminal) {
    const [file] = line.positionals;
    if (file === undefined || line.positionals.length !== 1) {
      const expected = terminal.locale === 'es' ? 'un archivo .bpmn' : 'one .bpmn file';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: run.usage,
      });
    }
    try {
      return await runFile(file, line, terminal);
    } finally {
      await stopWorker();
    }
  },
};

async function runFile(file: string, line: CommandLine, terminal: Terminal): Promise<number> {
  const given = await readRunCall(line);
  const { processes, problems } = await parseInWorker(await readFile(file), file, { checkFeelModule });
  const { problems: besides, ...around } = await surroundingsOf(await readBeside(file));
  const promised = processes.flatMap((model) => checkSlas(model, file));
  const wrong = [...problems, ...promised, ...besides].filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) {
    for (const text of problemLines(wrong, terminal.locale)) terminal.complain(text);
    terminal.refuse('DRAWING_HAS_ERRORS', { file, count: countOf(wrong, 'error') });
    return 1;
  }
  const known = processes.map(({ id }) => id);
  if (given.processId !== undefined && !known.includes(given.processId))
    return terminal.refuse('PROCESS_NOT_IN_FILE', { process: given.processId, file, known });
  const progress = createProgress(terminal);
  const outcome = runTrial({
    ...given,
    ...around,
    models: processes,
    moved: (steps, at) => {
      const date = new Date(at).toISOString();
      progress.at(`${steps} pasos, reloj virtual en ${date}`, `${steps} steps, virtual clock at ${date}`);
    },
  });
  if (!outcome.ok) return terminal.refuse(outcome.code, outcome.values);
  terminal.print(
    line.values.json === true
      ? JSON.stringify(printed(outcome), null, 2)
      : story(outcome, processes, terminal.locale),
  );
  return outcome.state === 'incident' ? 1 : 0;
}

function printed(outcome: Extract<TrialOutcome, { ok: true }>) {
  const { state, variables, trace, waiting } = outcome;
  const incidents = outcome.incidents.map(({ element, code, values }) => ({
    element,
    code,
    message: problemText(code, values, 'en'),
  }));
  return { state, variables, trace, waiting, incidents };
}
