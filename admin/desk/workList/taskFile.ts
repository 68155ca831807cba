// The work list as a file for spreadsheets: the rows that the filters leave, in the order of the list.
import { csvCell, type Query } from '../../engine.ts';
import { dateTimeWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { type Task, taskOf } from '../rows.ts';
import { type Columns, columnNames } from './columns.ts';
import type { Labels } from './facetViews.ts';
import type { Filters } from './filters.ts';
import { taskRows } from './taskRows.ts';

/** More rows than anybody works through by hand. */
export const mostInFile = 10_000;
const atOnce = 1000;

const all = Object.fromEntries(columnNames.map((name) => [name, true])) as Columns;

export async function writeTaskFile(
  visit: Visit,
  query: Query,
  { filters, labels }: { filters: Filters; labels: Labels },
): Promise<void> {
  const { response, lang, options } = visit;
  const line = (cells: string[]) => response.write(`${cells.map(csvCell).join(',')}\r\n`);
  const when = (at: number | null) => (at === null ? '' : dateTimeWords(lang, at, options.timeZone));
  // Spreadsheets take the file for what it is by this mark.
  response.write('\ufeff');
  const heads = [
    'task',
    'case',
    'process',
    'state',
    'due',
    'who',
    'offered',
    'priority',
    'product',
    'area',
    'arrived',
  ];
  line(heads.map((name) => visit.t(`workList.file.${name}`)));
  let after: string | undefined;
  for (let written = 0; written < mostInFile; ) {
    const page = await visit.engine.store.search('user_tasks', {
      ...query,
      limit: atOnce,
      ...(after && { after }),
    });
    const tasks: Task[] = page.rows.map(taskOf);
    for (const row of await taskRows(visit, tasks, { filters, columns: all, labels })) {
      const term = row.due.words;
      const who = [term, when(row.due.at), row.who, row.offered, String(row.priorityNumber)];
      line([row.name, row.number, row.process, ...who, row.product, row.area, when(row.arrivedAt)]);
    }
    written += tasks.length;
    after = page.endCursor;
    if (tasks.length < atOnce || after === undefined) break;
  }
  response.end();
}
