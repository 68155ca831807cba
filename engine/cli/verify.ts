// `cauce verify`: proves that nobody touched the history, and that it follows from the models.
import { type Reexecution, reexecute } from '../audit/reexecute.ts';
import { verify as verifyChains } from '../audit/verify.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { SEMANTICS } from '../runtime/execution.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { type OpenStore, openStore } from '../store/openStore.ts';
import type { CliCommand } from './command.ts';

export const verify: CliCommand = {
  usage: 'cauce verify [--database cauce.db] [--json]',
  summary: 'proves that nobody touched the history, and that it follows from the models',
  options: { database: { type: 'string' } },
  async run({ values, positionals }, { print, complain }) {
    if (positionals.length > 0) {
      complain(`Expected no arguments, but got ${positionals.join(' ')}. ${verify.usage}`);
      return 2;
    }
    const filename =
      typeof values.database === 'string' ? values.database : (process.env.DATABASE_URL ?? 'cauce.db');
    let store: OpenStore;
    try {
      store = await openStore({ filename, readOnly: true });
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
      return 2;
    }
    try {
      const chains = await verifyChains(store);
      const again = await reexecuteAll(store);
      const ok = chains.ok && again.problems.length === 0;
      const problems = [...chains.problems, ...again.problems];
      const report = { ...chains, ok, problems, reexecuted: again.same, chainOnly: again.chainOnly };
      if (values.json === true) print(JSON.stringify(report, null, 2));
      else {
        for (const problem of problems) print(`${problem.code} ${problem.stream} ${problem.sequence}`);
        print(
          `${ok ? 'ok' : 'FAILED'}: ${chains.streams} streams, ${chains.batches} batches, ` +
            `${again.same} executed again with the same events, ${again.chainOnly} chain checked only`,
        );
      }
      return ok ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};

async function reexecuteAll(store: OpenStore): Promise<Reexecution> {
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  const total: Reexecution = { same: 0, chainOnly: 0, problems: [] };
  let after = 0;
  for (;;) {
    const rows = await store
      .reader('cauce_process_instances')
      .where({ tenant_id: store.tenant })
      .where('key', '>', after)
      .orderBy('key')
      .limit(500)
      .select('key', 'definition_key');
    for (const { key, definition_key } of rows) {
      const definition = await definitions.byKey(definition_key);
      if (!definition) continue;
      const batches = await store.readBatches(`instance:${key}`);
      const one = reexecute(batches, definition.model, definition.ports, SEMANTICS);
      total.same += one.same;
      total.chainOnly += one.chainOnly;
      total.problems.push(...one.problems);
      after = key;
    }
    if (rows.length < 500) return total;
  }
}
