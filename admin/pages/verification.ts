// The proof on the page: the chain is intact and the recorded commands give the same history again; where not, the row.
import { auditTabs } from '../desk/auditTabs.ts';
import { caseFor } from '../desk/caseFor.ts';
import { casesOf, namesOf } from '../desk/names.ts';
import { plainNumber } from '../desk/rows.ts';
import {
  checkViews,
  findingViews,
  lengthWords,
  stateClasses,
  verdictView,
} from '../desk/verificationView.ts';
import type { Verification } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const mostRuns = 10;
const mostFindings = 100;

const addressOf = ({ id }: { id: string }) => `/auditoria/verificaciones/${id}`;

async function runView(visit: Visit, run: Verification) {
  const names = await namesOf(visit.engine.store, [run.askedBy]);
  const verdict = verdictView(visit, run);
  return {
    ...verdict,
    stateClass: stateClasses[verdict.kind],
    href: visit.base + addressOf(run),
    by: names.get(run.askedBy) ?? run.askedBy,
    at: run.startedAt,
    length: lengthWords(visit, run),
    running: run.state === 'RUNNING',
  };
}

async function showAll(visit: Visit): Promise<void> {
  const runs = await visit.verifications.latest(undefined, mostRuns);
  const [last] = runs;
  visit.show('verification', {
    title: visit.t('verification.title'),
    tabs: auditTabs(visit, 'verification'),
    islands: last?.state === 'RUNNING' ? ['verification'] : [],
    action: `${visit.base}/auditoria/verificar`,
    last: last && (await fullView(visit, last)),
    runs: await Promise.all(runs.slice(1).map((run) => runView(visit, run))),
  });
}

async function fullView(visit: Visit, run: Verification) {
  const problems = run.result?.problems ?? [];
  return {
    ...(await runView(visit, run)),
    progressHref: `${visit.base}${addressOf(run)}/avance`,
    checks: checkViews(visit, run),
    findings: await findingViews(visit, problems.slice(0, mostFindings)),
    more: problems.length > mostFindings && problems.length - mostFindings,
    result: run.result,
  };
}

async function begin(visit: Visit): Promise<void> {
  await visit.verifications.begin(visit.principal.username);
  visit.go('/auditoria');
}

async function beginCase(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:history');
  const { username } = visit.principal;
  await visit.access.reads.record([{ caseKey: found.key, username, action: 'case:verify' }]);
  visit.go(addressOf({ id: await visit.verifications.begin(username, found.key) }));
}

async function runOf(visit: Visit): Promise<Verification> {
  const run = await visit.verifications.find(visit.param('run'));
  if (!run) throw notFound();
  return run;
}

async function showRun(visit: Visit): Promise<void> {
  const run = await runOf(visit);
  const { caseKey } = run;
  const number =
    caseKey === undefined
      ? undefined
      : ((await casesOf(visit.engine.store, [caseKey])).get(caseKey)?.number ?? plainNumber(caseKey));
  visit.show('verificationRun', {
    title: number ? visit.t('verification.ofCase', { number }) : visit.t('verification.title'),
    islands: run.state === 'RUNNING' ? ['verification'] : [],
    last: await fullView(visit, run),
    isCase: number !== undefined,
    again:
      caseKey === undefined
        ? `${visit.base}/auditoria/verificar`
        : `${visit.base}/casos/${caseKey}/verificar`,
    crumbs: number
      ? [
          { label: visit.t('nav.cases'), href: `${visit.base}/casos` },
          { label: number, href: `${visit.base}/casos/${caseKey}` },
          { label: visit.t('case.history'), href: `${visit.base}/casos/${caseKey}/auditoria` },
          { label: visit.t('audits.tab.verification') },
        ]
      : [
          { label: visit.t('nav.audit'), href: `${visit.base}/auditoria` },
          { label: visit.t('audits.tab.verification') },
        ],
  });
}

async function sendProgress(visit: Visit): Promise<void> {
  const run = await runOf(visit);
  visit.response.json({ done: run.state !== 'RUNNING', checks: checkViews(visit, run) });
}

export const verificationPages: PageRoute[] = [
  get('/auditoria', 'audit:verify', showAll),
  post('/auditoria/verificar', 'audit:verify', begin),
  post('/casos/:key/verificar', 'audit:verify', beginCase),
  get('/auditoria/verificaciones/:run', 'audit:verify', showRun),
  get('/auditoria/verificaciones/:run/avance', 'audit:verify', sendProgress),
];
