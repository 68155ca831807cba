// Which processes the heat map shows: one that was chosen, or those of a flow as it is and as it will be.
import type { ProcessModel } from '../engine.ts';
import type { Asking } from './asking.ts';

export interface Process {
  id: string;
  name: string;
  variant: string;
  key: number;
  model: ProcessModel | undefined;
}

/** The newest version of each process of the flow; of the first flow that is deployed where none was chosen. */
export async function processesOf({ engine, question }: Asking): Promise<Process[]> {
  const { reader, tenant } = engine.store;
  const { flow, variant, process } = question.filter;
  const rows: { [column: string]: string | number | null }[] = await reader('cauce_process_definitions')
    .where({ tenant_id: tenant })
    .orderBy(['process_id', 'version'])
    .select('key', 'process_id', 'name', 'variant_flow', 'variant_kind');
  const newest = [...new Map(rows.map((row) => [String(row.process_id), row])).values()];
  const chosen = flow ?? newest.find((row) => row.variant_flow !== null)?.variant_flow ?? null;
  const wanted = newest.filter(
    (row) =>
      (process === undefined ? (row.variant_flow ?? null) === chosen : row.process_id === process) &&
      (variant === undefined || row.variant_kind === variant),
  );
  const found = wanted.map(async (row) => ({
    id: String(row.process_id),
    name: String(row.name),
    variant: String(row.variant_kind ?? ''),
    key: Number(row.key),
    model: await engine.model(Number(row.key)),
  }));
  return Promise.all(found);
}
