// Starting a case by hand: choose where the process begins, if it can begin in several places, and give the first values.
import { acceptFiles } from '../desk/documents.ts';
import { formIdOf, formOf, readForm, showForm, statusFor } from '../desk/forms.ts';
import { jsonValues } from '../desk/jsonValues.ts';
import { type Definition, opened, startName, startsOf } from '../desk/openProcess.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, newRequest, requestOf } from '../desk/requestId.ts';
import { numberOf } from '../desk/rows.ts';
import { authorize, type ElementModel, type Variables } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

/** The chosen start, in the address: a form that is sent again goes to the same. */
const START = 'inicio';

/** Where a drawing has several starts, the one that was chosen; undefined while none is. */
function chosenStart(visit: Visit, definition: Definition): ElementModel | undefined {
  const starts = startsOf(definition);
  const id = visit.query(START);
  if (id !== undefined) return starts.find((each) => each.id === id) ?? notHere();
  return starts.length > 1 ? undefined : starts[0];
}

function notHere(): never {
  throw notFound();
}

function isOpen(visit: Visit, definition: Definition): boolean {
  return startsOf(definition).length > 1 && visit.query(START) === undefined;
}

function startPath(visit: Visit, { key }: Definition, start?: string): string {
  const path = `${visit.base}/procesos/${key}/iniciar`;
  return start === undefined ? path : `${path}?${START}=${encodeURIComponent(start)}`;
}

function crumbsTo(visit: Visit, definition: Definition) {
  return [
    { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
    { label: definition.name, href: `${visit.base}/procesos/${definition.key}` },
    { label: visit.t('start.instance') },
  ];
}

function showChoice(visit: Visit, definition: Definition): void {
  const heading = visit.t('start.instanceOf', { name: definition.name });
  visit.show('startChoice', {
    title: heading,
    heading,
    starts: startsOf(definition).map((start) => ({
      name: startName(definition.model, start),
      hint: start.documentation,
      href: startPath(visit, definition, start.id),
    })),
    crumbs: crumbsTo(visit, definition),
  });
}

/** The form of the start event, where it has one; else the initial values are written as JSON. */
function startForm(visit: Visit, definition: Definition) {
  const { key } = definition;
  const start = chosenStart(visit, definition);
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
  const action = startPath(visit, definition, visit.query(START));
  const start = startsOf(definition).length > 1 ? chosenStart(visit, definition) : undefined;
  visit.show(
    'startInstance',
    {
      title: heading,
      islands: ['liveForm'],
      heading,
      version: numberOf(definition.row.version),
      beginsAt: start && startName(definition.model, start),
      otherStarts: startPath(visit, definition),
      wrong: again.wrong,
      form: again.form ?? (form && (await showForm(visit, form, { data: {} }))),
      variables: again.variables ?? '{}',
      request: again.request ?? newRequest(),
      action,
      formAction: form && action,
      crumbs: crumbsTo(visit, definition),
    },
    status,
  );
}

async function start(visit: Visit): Promise<void> {
  const definition = await opened(visit);
  if (isOpen(visit, definition)) return showChoice(visit, definition);
  const chosen = chosenStart(visit, definition);
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
    ...(chosen && { startElement: chosen.id }),
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

async function openStart(visit: Visit): Promise<void> {
  const definition = await opened(visit);
  if (isOpen(visit, definition)) showChoice(visit, definition);
  else await showStart(visit, definition);
}

export const processStartPages: PageRoute[] = [
  get('/procesos/:key/iniciar', 'instance:start', openStart),
  post('/procesos/:key/iniciar', 'instance:start', start, { upload: 'form' }),
];
