// What is done to a case by hand: a page says what will happen and asks for the reason, then it is done, once.
import type { Asking, CaseActPage, Field } from '../desk/caseActions/asked.ts';
import { correctPage } from '../desk/caseActions/correction.ts';
import { cancelPage, mergePage, reopenPage } from '../desk/caseActions/ending.ts';
import { mayMend } from '../desk/caseActions/mayMend.ts';
import { movePage, retryPage } from '../desk/caseActions/mending.ts';
import { caseFor } from '../desk/caseFor.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, newRequest, requestOf } from '../desk/requestId.ts';
import { numberOf } from '../desk/rows.ts';
import type { Row } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';
import { outcomeOf } from './incident.ts';

const pages: CaseActPage[] = [retryPage, movePage, correctPage, cancelPage, reopenPage, mergePage];

async function askingFor(visit: Visit): Promise<Asking> {
  const found = await caseFor(visit, 'case:read');
  if (!(await mayMend(visit, found.key))) throw forbidden();
  const { store } = visit.engine;
  const [row, instance] = await Promise.all([
    store.find('cases', { key: found.key }),
    store.find('process_instances', { key: found.key }),
  ]);
  const definitionKey = numberOf(instance?.definition_key);
  return {
    visit,
    found,
    row: row as Row,
    definitionKey,
    model: await visit.engine.model(definitionKey),
  };
}

async function show(page: CaseActPage, on: Asking, wrong?: string, status = 200): Promise<void> {
  const { visit, found } = on;
  const here = `${visit.base}/casos/${found.key}`;
  const asked = await page.asked(on);
  visit.show(
    'caseAction',
    {
      ...asked,
      fields: asked.fields.map(typed),
      notice: wrong === undefined ? undefined : { text: wrong, wrong: true },
      number: found.number,
      process: found.processName,
      action: `${here}/${page.path}`,
      back: here,
      request: visit.field('_request') || newRequest(),
      reason: visit.field('reason'),
      crumbs: [
        { label: visit.t('nav.cases'), href: `${visit.base}/casos` },
        { label: found.number, href: here },
        { label: asked.title },
      ],
    },
    status,
  );
}

/** As the template asks: a list to choose from, several lines, or one line of a kind. */
function typed(field: Field) {
  const { kind } = field;
  const type = kind === 'number' || kind === 'date' ? kind : 'text';
  return { ...field, isText: kind === 'text', type, step: kind === 'number' };
}

async function act(page: CaseActPage, visit: Visit): Promise<void> {
  const on = await askingFor(visit);
  const { engine, principal } = visit;
  const reason = visit.field('reason').trim();
  if (reason === '') return show(page, on, visit.t('caseFile.reasonMissing'), 400);
  const action = await page.read(on);
  if (typeof action === 'string') return show(page, on, action, 400);
  const incident =
    action.act === 'retryIncident'
      ? await engine.store.find('incidents', { key: action.incident })
      : undefined;
  const outcome = await engine.caseActions.act(on.found.key, action, reason, {
    principal,
    commandId: commandIdFrom(requestOf(visit)),
  });
  if (!outcome.ok) {
    const text = visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) });
    return show(page, on, text, 409);
  }
  await engine.settle(300);
  const notice = incident ? await outcomeOf(visit, incident) : action.act;
  visit.go(`/casos/${on.found.key}?notice=${notice}`);
}

export const caseActionPages: PageRoute[] = pages.flatMap((page) => [
  get(`/casos/:key/${page.path}`, 'case:mend', async (visit) => show(page, await askingFor(visit))),
  post(`/casos/:key/${page.path}`, 'case:mend', (visit) => act(page, visit)),
]);
