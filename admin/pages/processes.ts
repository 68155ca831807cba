// The library of processes with its drafts, and deploying files with every problem listed.

import { problemViews } from '../desk/deployProblems.ts';
import { knownHealths } from '../desk/health.ts';
import { readLibrary } from '../desk/library.ts';
import { deployedView, draftRow, flowViews } from '../desk/libraryView.ts';
import { namesOf } from '../desk/names.ts';
import { onTimeOf } from '../desk/onTime.ts';
import { authorize, type Problem } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';
import { tagsOf } from './draftChanges.ts';

interface After {
  problems?: Problem[];
  notice?: { text: string; wrong?: boolean };
}

async function showProcesses(visit: Visit, after: After = {}, status = 200): Promise<void> {
  const asked = { text: visit.query('q') ?? '', tag: visit.query('etiqueta') ?? '' };
  const [library, everyone] = await Promise.all([
    readLibrary(visit, asked),
    authorize(visit.principal, 'draft:read') ? visit.engine.drafts.everyonePresent() : [],
  ]);
  const { flows, drafts, discarded } = library;
  const processes = flows.flatMap((flow) => flow.processes);
  const mayDraft = authorize(visit.principal, 'draft:write');
  const [health, onTime, deployed, names] = await Promise.all([
    mayDraft ? knownHealths(visit, [...new Set(processes.map((each) => each.deploymentKey))]) : new Map(),
    Promise.all(flows.map(async ({ id }) => [id, await onTimeOf(visit, id)] as const)),
    deployedView(visit, processes),
    namesOf(visit.engine.store, [
      ...[...drafts, ...discarded].map(({ changedBy }) => changedBy),
      ...everyone.map(({ username }) => username),
    ]),
  ]);
  const mayMigrate = authorize(visit.principal, 'instance:migrate');
  const around = { health, onTime: new Map(onTime), deployed, drafts, mayDraft, mayMigrate };
  const isFiltered = asked.text !== '' || asked.tag !== '';
  visit.show(
    'processes',
    {
      title: visit.t('processes.title'),
      islands: mayDraft ? ['health'] : [],
      notice: after.notice,
      problems: after.problems && problemViews(visit, after.problems),
      mayDeploy: authorize(visit.principal, 'deployment:create'),
      mayDraft,
      newHref: `${visit.base}/borradores/nuevo`,
      asked,
      isFiltered,
      isSearchable: isFiltered || processes.length + drafts.length > 3,
      tags: library.tags.map((tag) => tagLink(visit, tag, asked.tag)),
      drafts: drafts.map((draft) => draftRow(visit, draft, { names, everyone })),
      discarded: discarded.map((draft) => draftRow(visit, draft, { names, everyone })),
      flows: flowViews(visit, flows, around),
    },
    status,
  );
}

function tagLink({ base }: Visit, tag: string, asked: string) {
  const isOn = tag.toLowerCase() === asked.toLowerCase();
  return {
    tag,
    isOn,
    href: isOn ? `${base}/procesos` : `${base}/procesos?etiqueta=${encodeURIComponent(tag)}`,
  };
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

async function tag(visit: Visit): Promise<void> {
  const flow = visit.field('flow').slice(0, 200);
  await visit.engine.drafts.tagFlow(flow, tagsOf(visit.field('tags')), visit.principal.username);
  visit.go('/procesos');
}

export const processesPages: PageRoute[] = [
  get('/procesos', 'definition:read', (visit) => showProcesses(visit)),
  post('/procesos', 'deployment:create', deploy, { upload: true }),
  post('/procesos/etiquetas', 'draft:write', tag),
];
