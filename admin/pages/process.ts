// One version of a process: its diagram, its people's tasks and its other versions.
import { namesOf } from '../desk/names.ts';
import { type Definition, opened } from '../desk/openProcess.ts';
import { peopleWork } from '../desk/peopleWork.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import { authorize } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function versionsOf(visit: Visit, { key, model }: Definition) {
  const { store } = visit.engine;
  const { rows } = await store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: model.id }],
    sort: [{ column: 'version', descending: true }],
    limit: 100,
  });
  const deployments: { key: number; deployed_at: number; deployed_by: string }[] = await store
    .reader('cauce_deployments')
    .whereIn(
      'key',
      rows.map((row) => numberOf(row.deployment_key)),
    )
    .select('key', 'deployed_at', 'deployed_by');
  const byKey = new Map(deployments.map((deployment) => [Number(deployment.key), deployment]));
  const names = await namesOf(
    store,
    deployments.map((deployment) => deployment.deployed_by),
  );
  return rows.map((row) => {
    const deployment = byKey.get(numberOf(row.deployment_key));
    const by = deployment?.deployed_by ?? '';
    return {
      version: numberOf(row.version),
      href: `${visit.base}/procesos/${numberOf(row.key)}`,
      publicationHref: `${visit.base}/despliegues/${numberOf(row.deployment_key)}`,
      current: numberOf(row.key) === key,
      at: deployment && Number(deployment.deployed_at),
      by: by === 'system' ? visit.t('case.system') : (names.get(by) ?? by),
    };
  });
}

async function showProcess(visit: Visit): Promise<void> {
  const definition = await opened(visit);
  const { key, row, model, name } = definition;
  visit.show('process', {
    title: name,
    islands: ['diagram'],
    name,
    version: numberOf(row.version),
    /** A draft of all the files that it was deployed with. */
    from: authorize(visit.principal, 'draft:write') ? numberOf(row.deployment_key) : undefined,
    mayStart: authorize(visit.principal, 'instance:start'),
    startHref: `${visit.base}/procesos/${key}/iniciar`,
    diagramHref: `${visit.base}/procesos/${key}/diagrama.bpmn`,
    differencesHref: `${visit.base}/procesos/${key}/diferencias`,
    ...(authorize(visit.principal, 'instance:migrate') && {
      migrateHref: `${visit.base}/procesos/${key}/migrar`,
    }),
    notice: visit.query('notice') === 'started' ? { text: visit.t('start.started') } : undefined,
    tasks: await peopleWork(visit, model),
    versions: await versionsOf(visit, definition),
    crumbs: [{ label: visit.t('nav.processes'), href: `${visit.base}/procesos` }, { label: name }],
  });
}

/** The bytes as they were deployed. */
async function sendDiagram(visit: Visit): Promise<void> {
  const { row } = await opened(visit);
  const resource: { content: Buffer } | undefined = await visit.engine.store
    .reader('cauce_resources')
    .where({ deployment_key: numberOf(row.deployment_key), name: textOf(row.resource_name) })
    .first('content');
  if (!resource) throw notFound();
  visit.response.type('application/xml').send(resource.content);
}

export const processPages: PageRoute[] = [
  get('/procesos/:key', 'definition:read', showProcess, { diagram: true }),
  get('/procesos/:key/diagrama.bpmn', 'definition:read', sendDiagram),
];
