// `cauce verify`: proves that nobody touched the history, and that it follows from the models.
import { type Reexecution, reexecute } from '../audit/reexecute.ts';
import { verify as verifyChains } from '../audit/verify.ts';
import { problemText } from '../problemCatalog.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { SEMANTICS } from '../runtime/execution.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { type OpenStore, openStore } from '../store/openStore.ts';
import { type CliCommand, databaseOf, type Terminal } from './command.ts';
import { createProgress, type Progress } from './progress.ts';

const PAGE = 500;

export const verify: CliCommand = {
  usage: 'cauce verify [--database cauce.db] [--json]',
  summary: {
    es: 'prueba que nadie tocó el historial y que este se sigue de los modelos',
    en: 'proves that nobody touched the history, and that it follows from the models',
  },
  options: { database: { type: 'string' } },
  async run(line, terminal) {
    if (line.positionals.length > 0) {
      const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: verify.usage,
      });
    }
    const filename = databaseOf(line);
    const store = await openStore({ filename, readOnly: true });
    try {
      if (!(await store.reader.schema.hasTable('cauce_journal')))
        return terminal.refuse('DATABASE_NOT_OURS', { filename });
      return await report(store, line.values.json === true, terminal);
    } finally {
      await store.close();
    }
  },
};

async function report(store: OpenStore, json: boolean, terminal: Terminal): Promise<number> {
  const { print, locale } = terminal;
  const progress = createProgress(terminal);
  const chains = await verifyChains(store, (batches) =>
    progress.at(`cadena: ${batches} lotes`, `chain: ${batches} batches`),
  );
  const again = await reexecuteAll(store, progress);
  const ok = chains.ok && again.problems.length === 0;
  const problems = [...chains.problems, ...again.problems].map((problem) => {
    const { code, stream, sequence } = problem;
    return { ...problem, message: problemText(code, { stream, sequence }, locale) };
  });
  if (json) {
    const facts = { ...chains, ok, problems, reexecuted: again.same, chainOnly: again.chainOnly };
    print(JSON.stringify(facts, null, 2));
    return ok ? 0 : 1;
  }
  for (const { code, stream, sequence, message } of problems)
    print(`${code} ${stream} ${sequence}\n    ${message}`);
  const { streams, batches } = chains;
  print(
    locale === 'es'
      ? `${ok ? 'Correcto' : 'ALTERADO'}: ${streams} historiales, ${batches} lotes; ` +
          `${again.same} ejecutados de nuevo con los mismos eventos, ${again.chainOnly} solo con su cadena revisada`
      : `${ok ? 'ok' : 'FAILED'}: ${streams} streams, ${batches} batches; ` +
          `${again.same} executed again with the same events, ${again.chainOnly} chain checked only`,
  );
  return ok ? 0 : 1;
}

async function reexecuteAll(store: OpenStore, progress: Progress): Promise<Reexecution> {
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  const total: Reexecution = { same: 0, chainOnly: 0, problems: [] };
  let after = 0;
  for (;;) {
    const rows = await store
      .reader('cauce_process_instances')
      .where({ tenant_id: store.tenant })
      .where('key', '>', after)
      .orderBy('key')
      .limit(PAGE)
      .select('key', 'definition_key');
    for (const { key, definition_key } of rows) {
      after = key;
      const definition = await definitions.byKey(definition_key);
      if (!definition) continue;
      const batches = await store.readBatches(`instance:${key}`);
      const one = reexecute(batches, definition.model, definition.ports, SEMANTICS);
      total.same += one.same;
      total.chainOnly += one.chainOnly;
      total.problems.push(...one.problems);
      progress.at(`${total.same} lotes ejecutados de nuevo`, `${total.same} batches executed again`);
    }
    if (rows.length < PAGE) return total;
  }
}
