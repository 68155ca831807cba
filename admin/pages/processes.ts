// The deployed processes, and deploying files with every problem listed.
import { problemViews } from '../desk/deployProblems.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import { authorize, type Problem, type Row } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

async function runningBy(visit: Visit): Promise<Map<string, number>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { process_id: string; count: number }[] = await reader('cauce_process_instances')
    .where({ tenant_id: tenant, state: 'ACTIVE' })
    .groupBy('process_id')
    .select('process_id')
    .count('* as count');
  return new Map(rows.map((row) => [row.process_id, Number(row.count)]));
}

async function latest(visit: Visit): Promise<Row[]> {
  const { rows } = await visit.engine.store.search('process_definitions', {
    sort: [{ column: 'version', descending: true }],
    limit: 1000,
  });
  const byId = new Map<string, Row>();
  for (const row of rows) if (!byId.has(textOf(row.process_id))) byId.set(textOf(row.process_id), row);
  return [...byId.values()].sort((a, b) => textOf(a.name).localeCompare(textOf(b.name), 'es'));
}

/** Each asks for a drawing. */
const mostVariants = 100;

/** Of which flow it is, and whether it is today's or the one to come. */
async function variantOf(visit: Visit, row: Row): Promise<string> {
  const variant = (await visit.engine.model(numberOf(row.key)))?.variant;
  return variant ? visit.t(`processes.${variant.kind}`, { flow: variant.flow }) : '';
}

interface After {
  problems?: Problem[];
  notice?: { text: string; wrong?: boolean };
}

async function showProcesses(visit: Visit, after: After = {}, status = 200): Promise<void> {
  const [rows, running] = await Promise.all([latest(visit), runningBy(visit)]);
  const variants = await Promise.all(rows.slice(0, mostVariants).map((row) => variantOf(visit, row)));
  visit.show(
    'processes',
    {
      title: visit.t('processes.title'),
      notice: after.notice,
      problems: after.problems && problemViews(visit, after.problems),
      mayDeploy: authorize(visit.principal, 'deployment:create'),
      hasVariants: variants.some((words) => words !== ''),
      processes: rows.map((row, at) => ({
        variant: variants[at] ?? '',
        id: textOf(row.process_id),
        name: textOf(row.name) || textOf(row.process_id),
        version: numberOf(row.version),
        file: textOf(row.resource_name),
        running: running.get(textOf(row.process_id)) ?? 0,
        href: `${visit.base}/procesos/${numberOf(row.key)}`,
      })),
    },
    status,
  );
}

/** Kinds of files that a process is made of. */
const deployable = /\.(?:bpmn|dmn|form|json|csv|hbs)$/i;

async function deploy(visit: Visit): Promise<void> {
  const resources = visit.files
    .filter((file) => file.field === 'resources' && file.name !== '')
    .map(({ name, content }) => ({ name, content }));
  if (resources.length === 0) {
    return showProcesses(visit, { notice: { text: visit.t('deploy.empty'), wrong: true } }, 400);
  }
  const strange = resources.filter(({ name }) => !deployable.test(name)).map(({ name }) => `«${name}»`);
  if (strange.length > 0) {
    const text = visit.t('deploy.strange', { names: strange.join(', ') });
    return showProcesses(visit, { notice: { text, wrong: true } }, 422);
  }
  const outcome = await visit.engine.deploy(resources, visit.principal);
  const { problems } = outcome;
  if (!outcome.ok) {
    const heading = visit.t('deploy.refused', { count: problems.length });
    return showProcesses(visit, { problems, notice: { text: heading, wrong: true } }, 422);
  }
  const fresh = outcome.definitions.filter((definition) => !definition.unchanged);
  const text =
    fresh.length > 0 ? visit.t('deploy.done', { count: fresh.length }) : visit.t('deploy.unchanged');
  const warned = problems.length > 0 ? `${text} ${visit.t('deploy.warnings')}` : text;
  await showProcesses(visit, { notice: { text: warned }, ...(problems.length > 0 && { problems }) });
}

export const processesPages: PageRoute[] = [
  get('/procesos', 'definition:read', (visit) => showProcesses(visit)),
  post('/procesos', 'deployment:create', deploy, { upload: true }),
];
