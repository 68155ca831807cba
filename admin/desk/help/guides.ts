// The guides of whoever attends at first, as they were deployed last with each process; an earlier one stays readable.
import { type GuideText, isGuideName, readGuide, wordsIn } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { createUnchanging } from '../unchanging.ts';

export interface Guide extends GuideText {
  /** The deployment and the name of the file: what a record of its use says. */
  ref: string;
  /** The processes that were deployed with it. */
  processes: ReadonlySet<string>;
  title: string;
  titleWords: ReadonlySet<string>;
  bodyWords: ReadonlySet<string>;
}

/** Deployments never change, so neither do their guides. */
const unchanging = createUnchanging<Guide[]>();

export async function deployedGuides(visit: Visit): Promise<Guide[]> {
  const { reader, tenant } = visit.engine.store;
  const rows: { id: string; key: number }[] = await reader('cauce_deployment_members as m')
    .join('cauce_deployments as d', 'd.key', 'm.deployment_key')
    .where({ 'd.tenant_id': tenant, 'm.kind': 'process' })
    .groupBy('m.id')
    .select('m.id as id')
    .max('d.key as key');
  const newest = [...new Set(rows.map(({ key }) => Number(key)))].sort((one, other) => other - one);
  return (await Promise.all(newest.map((key) => guidesOf(visit, key)))).flat();
}

/** By what `ref` says; undefined: there is none. */
export async function guideOf(visit: Visit, ref: string): Promise<Guide | undefined> {
  const key = /^(\d{1,16})\//.exec(ref)?.[1];
  if (key === undefined) return undefined;
  return (await guidesOf(visit, Number(key))).find((guide) => guide.ref === ref);
}

function guidesOf(visit: Visit, deploymentKey: number): Promise<Guide[]> {
  return unchanging(visit.engine.store, deploymentKey, () => readGuides(visit, deploymentKey));
}

async function readGuides(visit: Visit, deploymentKey: number): Promise<Guide[]> {
  const { reader, tenant } = visit.engine.store;
  const files: { name: string; content: Buffer }[] = await reader('cauce_resources as r')
    .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
    .where({ 'd.tenant_id': tenant, 'r.deployment_key': deploymentKey })
    .whereLike('r.name', '%guides/%')
    .orderBy('r.name')
    .select('r.name as name', 'r.content as content');
  if (files.length === 0) return [];
  const members: { id: string }[] = await reader('cauce_deployment_members')
    .where({ deployment_key: deploymentKey, kind: 'process' })
    .select('id');
  const processes = new Set(members.map(({ id }) => id));
  return files.flatMap(({ name, content }) => {
    const read = isGuideName(name) ? readGuide(content) : { wrong: 'text' as const };
    if ('wrong' in read) return [];
    const subject = [...read.products, ...read.typologies].join(' ').replaceAll('_', ' ');
    return [
      {
        ...read,
        ref: `${deploymentKey}/${name}`,
        processes,
        titleWords: setOf(`${read.title} ${subject}`),
        bodyWords: setOf(read.text),
      },
    ];
  });
}

const setOf = (text: string): Set<string> => new Set([...wordsIn(text)].map(({ word }) => word));
