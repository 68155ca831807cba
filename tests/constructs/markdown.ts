// The coverage tables as Markdown: each cell is the name of the scenario that proves it, linked to its folder.
import type { Construct, CoverageTable } from './construct.ts';
import { constructsOf } from './construct.ts';
import type { Proof } from './covered.ts';

type Covered = ReadonlyMap<Construct, Proof[]>;

export function toMarkdown(tables: readonly CoverageTable[], covered: Covered): string {
  const all = tables.flatMap(constructsOf);
  const proofs = new Set(
    all.flatMap((construct) => covered.get(construct)?.map(({ scenario }) => scenario) ?? []),
  );
  const count = all.filter((construct) => covered.has(construct)).length;
  const head = `${count} of ${all.length} cells, proved by ${proofs.size} scenarios.`;
  return [head, ...tables.map((table) => oneTable(table, covered))].join('\n\n');
}

function oneTable(table: CoverageTable, covered: Covered): string {
  const head = [table.corner, ...table.columns.map(({ label }) => label)];
  const rows = table.rows.map((row) => [
    row.label,
    ...table.columns.map(({ id }) => (row.columns.includes(id) ? cell(`${row.id}/${id}`, covered) : '-')),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`### ${table.title}`, table.about, lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

function cell(construct: Construct, covered: Covered): string {
  const proofs = covered.get(construct) ?? [];
  // The scenario that was made for this cell says most about it; else the plainest one.
  const [row = ''] = construct.split('/');
  const best = proofs.find(({ scenario }) => scenario.split('/').includes(row)) ?? proofs[0];
  if (!best) return '**none**';
  return `[\`${best.scenario}\`](tests/scenarios/${best.scenario})`;
}
