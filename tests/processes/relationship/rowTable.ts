// The procedure's 45 rows and the elements that draw them, as a table for the flow's README, made from the diagram.
import type { ElementModel } from '../../../engine/core/model.ts';
import { type Diagram, diagrams } from '../facts.ts';
import { modelOf } from '../shipped.ts';

export const START = '<!-- rows: made from as-is.bpmn -->';
export const END = '<!-- end of rows -->';

const KINDS: { [type: string]: string } = {
  userTask: 'tarea',
  exclusiveGateway: 'pregunta',
  endEvent: 'fin',
};

/** Rows stand in the ids: `t` a task, `g` a question, `e` the end, and two digits. */
export function rowOf(id: string): number | undefined {
  const [, row] = /^[tge](\d{2})_/.exec(id) ?? [];
  return row === undefined ? undefined : Number(row);
}

export async function asIsElements(): Promise<ElementModel[]> {
  const diagram = diagrams.find(({ process }) => process === 'relationship_asis') as Diagram;
  return (await modelOf(diagram)).elements;
}

export async function rowTable(): Promise<string> {
  const rows = (await asIsElements()).flatMap((element) => {
    const row = rowOf(element.id);
    return row === undefined ? [] : [{ row, element }];
  });
  const lines = rows
    .toSorted((a, b) => a.row - b.row)
    .map(({ row, element: { id, name, type, lane, config } }) => {
      const groups = typeof config.candidateGroups === 'string' ? config.candidateGroups.split(', ') : [];
      const others = groups.filter((group) => group !== lane).join(', ');
      return `| ${row} | \`${id}\` | ${name} | ${KINDS[type] ?? type} | ${lane} | ${others} |`;
    });
  return [
    '| Act. | Elemento | Nombre | Es | Carril | También |',
    '|---:|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** The README with the table of today between its marks. */
export function withTable(readme: string, table: string): string {
  const [before, rest] = readme.split(START);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`Expected ${START} and ${END} in the README.`);
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
}
