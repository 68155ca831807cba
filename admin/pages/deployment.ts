// One deployment: what was published with it, by whom, why and on what grounds; and how an earlier one comes back.
import { changeSentences } from '../desk/changeList.ts';
import { actorWords, namesOf } from '../desk/names.ts';
import { textsOf } from '../desk/publishView.ts';
import { refusalWords } from '../desk/refusals.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import {
  authorize,
  compareFiles,
  isSameDeployment,
  type Publication,
  type Rejection,
  type Rollback,
  readPublications,
  rollBack,
  rollbackTo,
} from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

interface Deployment {
  key: number;
  name: string;
  at: number;
  by: string;
}

async function deploymentOf(visit: Visit, key = visit.key('key')): Promise<Deployment> {
  const { reader, tenant } = visit.engine.store;
  const row = await reader('cauce_deployments')
    .where({ tenant_id: tenant, key })
    .first('name', 'deployed_at', 'deployed_by');
  if (!row) throw notFound();
  // What came as a folder is called by it, not by where it lay.
  const name = String(row.name).split(/[/\\]/).at(-1) ?? '';
  return { key, name, at: Number(row.deployed_at), by: row.deployed_by };
}

/** Processes that run by it, each with the version that it made or kept. */
async function processesOf(visit: Visit, { key }: Deployment) {
  const members: { definition_key: number }[] = await visit.engine.store
    .reader('cauce_deployment_members')
    .where({ deployment_key: key, kind: 'process' })
    .select('definition_key');
  const { rows } = await visit.engine.store.search('process_definitions', {
    where: [{ column: 'key', op: 'in', value: members.map((row) => Number(row.definition_key)) }],
    limit: 1_000,
  });
  return rows.map((row) => ({
    name: textOf(row.name) || textOf(row.process_id),
    version: numberOf(row.version),
    kept: numberOf(row.deployment_key) !== key,
    href: `${visit.base}/procesos/${numberOf(row.key)}`,
  }));
}

async function publicationView(visit: Visit, publication: Publication) {
  const { by, approvals, checks, replacesKey, restoresKey, kind, note } = publication;
  const names = await namesOf(visit.engine.store, [by, ...approvals.map((one) => one.by)]);
  const linkTo = async (key: number | null) => {
    if (key === null) return undefined;
    const other = await deploymentOf(visit, key);
    const whose = await namesOf(visit.engine.store, [other.by]);
    return { href: `${visit.base}/despliegues/${key}`, at: other.at, by: actorWords(visit, other.by, whose) };
  };
  return {
    note,
    isRollback: kind === 'rollback',
    replaces: await linkTo(replacesKey),
    restores: await linkTo(restoresKey),
    tests: checks.tests,
    warnings: checks.warnings,
    waiver: checks.waiver,
    approvals: approvals.map((one) => ({ ...one, by: actorWords(visit, one.by, names) })),
  };
}

async function showDeployment(visit: Visit): Promise<void> {
  const deployment = await deploymentOf(visit);
  const { store } = visit.engine;
  const [publications, rollback, names] = await Promise.all([
    readPublications(store.reader, store.tenant, [deployment.key]),
    rollbackTo(visit.engine, deployment.key),
    namesOf(store, [deployment.by]),
  ]);
  const [publication] = publications;
  const isPresent = !rollback || isSameDeployment(rollback);
  const notice = visit.query('notice');
  visit.show('deployment', {
    title: visit.t('publishing.deployment', { name: deployment.name }),
    notice:
      notice === 'published' || notice === 'restored' ? { text: visit.t(`publishing.${notice}`) } : undefined,
    ...deployment,
    by: actorWords(visit, deployment.by, names),
    isPresent,
    publication: publication && (await publicationView(visit, publication)),
    processes: await processesOf(visit, deployment),
    rollbackHref:
      isPresent || !authorize(visit.principal, 'deployment:create')
        ? undefined
        : `${visit.base}/despliegues/${deployment.key}/volver`,
    crumbs: [{ label: visit.t('nav.processes'), href: `${visit.base}/procesos` }, { label: deployment.name }],
  });
}

async function showRollback(
  visit: Visit,
  rejections: readonly Rejection[] = [],
  rollback?: Rollback,
): Promise<void> {
  const deployment = await deploymentOf(visit);
  const found = rollback ?? (await rollbackTo(visit.engine, deployment.key));
  if (!found) throw notFound();
  const names = await namesOf(visit.engine.store, [deployment.by, found.present.by]);
  const changes = compareFiles(textsOf(found.present.files), textsOf(found.files));
  visit.show(
    'rollBack',
    {
      title: visit.t('publishing.rollback', { name: deployment.name }),
      action: `${visit.base}/despliegues/${deployment.key}/volver`,
      refused: rejections.map((rejection) => ({
        code: rejection.code,
        text: refusalWords(visit, rejection),
      })),
      ...deployment,
      by: actorWords(visit, deployment.by, names),
      present: { at: found.present.at, by: actorWords(visit, found.present.by, names) },
      seen: found.present.key,
      isPresent: isSameDeployment(found),
      note: visit.field('note'),
      changes: changeSentences(visit, changes),
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: deployment.name, href: `${visit.base}/despliegues/${deployment.key}` },
        { label: visit.t('publishing.rollbackCrumb') },
      ],
    },
    rejections.length > 0 ? 422 : 200,
  );
}

async function bringBack(visit: Visit): Promise<void> {
  const { key } = await deploymentOf(visit);
  const given = { note: visit.field('note').slice(0, 2_000), seen: Number(visit.field('seen')) };
  const outcome = await rollBack(visit.engine, key, visit.principal, given);
  if (outcome.ok) return visit.go(`/despliegues/${outcome.deploymentKey}?notice=restored`);
  await showRollback(visit, outcome.rejections);
}

/** A file as it was deployed; never as a page. */
async function sendDeployed(visit: Visit): Promise<void> {
  const { key } = await deploymentOf(visit);
  const row: { content: Buffer } | undefined = await visit.engine.store
    .reader('cauce_resources')
    .where({ deployment_key: key, name: visit.query('nombre') ?? '' })
    .first('content');
  if (!row) throw notFound();
  visit.response.type('text/plain; charset=utf-8').send(row.content);
}

export const deploymentPages: PageRoute[] = [
  get('/despliegues/:key', 'definition:read', showDeployment),
  get('/despliegues/:key/archivo', 'definition:read', sendDeployed),
  get('/despliegues/:key/volver', 'deployment:create', (visit) => showRollback(visit)),
  post('/despliegues/:key/volver', 'deployment:create', bringBack),
];
