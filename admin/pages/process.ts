// One version of a process: its diagram, its people's tasks, its other versions, and starting a case by hand.
import { acceptFiles } from '../desk/documents.ts';
import { formIdOf, formOf, readForm, showForm, statusFor } from '../desk/forms.ts';
import { jsonValues } from '../desk/jsonValues.ts';
import { namesOf } from '../desk/names.ts';
import { peopleWork } from '../desk/peopleWork.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, newRequest, requestOf } from '../desk/requestId.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import { authorize, type ProcessModel, type Row, type Variables } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

interface Definition {
  key: number;
  row: Row;
  model: ProcessModel;
  name: string;
}

async function opened(visit: Visit): Promise<Definition> {
  const key = visit.key('key');
  const [row, model] = await Promise.all([
    visit.engine.store.find('process_definitions', { key }),
    visit.engine.model(key),
  ]);
  if (!row || !model) throw notFound();
  return { key, row, model, name: model.name || model.id };
}

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
    mayStart: authorize(visit.principal, 'instance:start'),
    startHref: `${visit.base}/procesos/${key}/iniciar`,
    diagramHref: `${visit.base}/procesos/${key}/diagrama.bpmn`,
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

/** The form of the start event, where it has one; else the initial values are written as JSON. */
function startForm(visit: Visit, { key, model }: Definition) {
  const start = model.elements.find((element) => element.type === 'startEvent' && element.parent === null);
  const formId = start && formIdOf(start);
  return start && (formId || start.config.form)
    ? formOf(visit, { definitionKey: key, elementId: start.id, formId, variables: {} })
    : undefined;
}

interface Again {
  wrong?: string;
  form?: string;
  variables?: string;
  request?: string;
}

async function showStart(
  visit: Visit,
  definition: Definition,
  again: Again = {},
  status = 200,
): Promise<void> {
  const form = await startForm(visit, definition);
  const heading = visit.t('start.instanceOf', { name: definition.name });
  const action = `${visit.base}/procesos/${definition.key}/iniciar`;
  visit.show(
    'startInstance',
    {
      title: heading,
      islands: ['liveForm'],
      heading,
      version: numberOf(definition.row.version),
      wrong: again.wrong,
      form: again.form ?? (form && (await showForm(visit, form, { data: {} }))),
      variables: again.variables ?? '{}',
      request: again.request ?? newRequest(),
      action,
      formAction: form && action,
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: definition.name, href: `${visit.base}/procesos/${definition.key}` },
        { label: visit.t('start.instance') },
      ],
    },
    status,
  );
}

async function start(visit: Visit): Promise<void> {
  const definition = await opened(visit);
  const request = requestOf(visit);
  const form = await startForm(visit, definition);
  let variables: Variables;
  if (form) {
    const result = await readForm(visit, form, {}, await acceptFiles(visit, visit.principal.username));
    if ('errors' in result) {
      const html = await showForm(visit, form, { data: result.values, errors: result.errors });
      return showStart(visit, definition, { form: html, request }, statusFor(result.errors));
    }
    variables = result.variables;
  } else {
    const read = jsonValues(visit, visit.field('variables'));
    if ('reason' in read) {
      const wrong = visit.t('start.badJson', { reason: read.reason });
      return showStart(visit, definition, { wrong, variables: visit.field('variables'), request }, 422);
    }
    variables = read.variables;
  }
  const { principal, engine } = visit;
  const outcome = await engine.start({
    principal,
    commandId: commandIdFrom(request),
    definitionKey: definition.key,
    variables,
  });
  if (!outcome.ok) {
    const wrong = visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) });
    return showStart(visit, definition, { wrong, variables: visit.field('variables'), request }, 409);
  }
  await engine.settle(300);
  // Whoever draws processes sees no cases: those hold other people's data.
  const mayLook = authorize(principal, 'case:list');
  visit.go(mayLook ? `/casos/${outcome.instanceKey}` : `/procesos/${definition.key}?notice=started`);
}

export const processPages: PageRoute[] = [
  get('/procesos/:key', 'definition:read', showProcess, { diagram: true }),
  get('/procesos/:key/diagrama.bpmn', 'definition:read', sendDiagram),
  get('/procesos/:key/iniciar', 'instance:start', async (visit) => showStart(visit, await opened(visit))),
  post('/procesos/:key/iniciar', 'instance:start', start, { upload: 'form' }),
];
