// The catalogue of requests: what people may ask for in their own words, and the process that each begins.
import { type PublicProcess, publicProcesses } from '../desk/publicProcesses.ts';
import {
  newestDeploymentOf,
  type PublicRequest,
  readDeployedFiles,
  readRequests,
  withoutAccents,
} from '../engine.ts';
import type { Visit } from '../visit.ts';

export interface Offered {
  process: PublicProcess;
  /** Undefined where the folder does not say how people call it: then it is called as the process. */
  request?: PublicRequest;
}

export interface DeployedFile {
  name: string;
  content: Buffer;
}

const known = new WeakMap<readonly PublicProcess[], Promise<Offered[]>>();

/** The files deployed last with a process; those of its form may be older. */
export async function filesAround(visit: Visit, { processId }: PublicProcess): Promise<DeployedFile[]> {
  const { reader, tenant } = visit.engine.store;
  const newest = await newestDeploymentOf(reader, tenant, [processId]);
  return newest ? readDeployedFiles(reader, newest.key) : [];
}

/** Read again after each deployment. */
export async function offeredRequests(visit: Visit): Promise<Offered[]> {
  const processes = await publicProcesses(visit);
  const before = known.get(processes);
  if (before) return before;
  const offered = Promise.all(processes.map((process) => requestsOf(visit, process))).then((all) =>
    all.flat(),
  );
  known.set(processes, offered);
  offered.catch(() => known.delete(processes));
  return offered;
}

async function requestsOf(visit: Visit, process: PublicProcess): Promise<Offered[]> {
  const files = await filesAround(visit, process);
  const file = files.find(({ name }) => /(^|\/)requests\.json$/.test(name));
  const requests = (file ? requestsIn(file.content) : []).filter(
    (request) =>
      request.process === process.processId &&
      (request.start === undefined || request.start === process.start.id),
  );
  return requests.length > 0 ? requests.map((request) => ({ process, request })) : [{ process }];
}

/** Deployments of before this file was checked may hold anything under its name. */
function requestsIn(content: Buffer): PublicRequest[] {
  try {
    const read = readRequests(JSON.parse(content.toString('utf8')));
    return 'requests' in read ? read.requests : [];
  } catch {
    return [];
  }
}

export function titleOf({ process, request }: Offered): string {
  return request?.title ?? process.name;
}

/** A process that can begin in several places has an address for each. */
export function filingPath({ process, request }: Offered): string {
  const { processId, start, isChoice } = process;
  const asked = new URLSearchParams();
  if (isChoice) asked.set('inicio', start.id);
  if (request) asked.set('solicitud', request.id);
  const query = asked.size > 0 ? `?${asked}` : '';
  return `/radicar/${encodeURIComponent(processId)}${query}`;
}

/** Those in which every typed word begins a word of theirs, without regard to accents and capitals. */
export function matching(offered: readonly Offered[], typed: string): Offered[] {
  const sought = wordsOf(typed);
  return offered.filter((each) => {
    const { summary = '', words = [] } = each.request ?? {};
    const own = wordsOf([titleOf(each), summary, ...words].join(' '));
    return sought.every((word) => own.some((one) => one.startsWith(word)));
  });
}

function wordsOf(text: string): string[] {
  return withoutAccents(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word));
}

/** Words that people type and that say nothing. */
const EMPTY = new Set(
  'a al con de del el en es la las lo los me mi no o para por que se su un una unos y the to of my i an'.split(
    ' ',
  ),
);
