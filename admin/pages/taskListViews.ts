// Saved views and chosen columns of the work list.
import { keepColumns } from '../desk/workList/columns.ts';
import { dropView, keepView, queryOf } from '../desk/workList/views.ts';
import { type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';

function backTo(visit: Visit, notice: string, changes: { [name: string]: string | undefined } = {}): void {
  const query = new URLSearchParams(queryOf(visit.field('query')));
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  query.set('notice', notice);
  visit.go(`/tareas?${query}`);
}

async function save(visit: Visit): Promise<void> {
  backTo(visit, `view-${await keepView(visit)}`);
}

async function remove(visit: Visit): Promise<void> {
  if (!(await dropView(visit))) throw forbidden();
  backTo(visit, 'view-removed');
}

async function chooseColumns(visit: Visit): Promise<void> {
  await keepColumns(visit, visit.posted.get('column') ?? []);
  backTo(visit, 'columns', { columns: undefined });
}

export const taskListViewPages: PageRoute[] = [
  post('/tareas/vistas', 'task:list', save),
  post('/tareas/vistas/:key/quitar', 'task:list', remove),
  post('/tareas/columnas', 'task:list', chooseColumns),
];
