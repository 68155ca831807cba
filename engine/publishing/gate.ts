// What stands between a draft and its publication, computed from the files themselves and not from what a page says.
import type { Json } from '../core/index.ts';
import { lintFiles } from '../lint/lintFiles.ts';
import { deploymentHash, sha256 } from '../runtime/deploymentHash.ts';
import type { Draft, DraftContent } from '../runtime/draftContract.ts';
import type { Engine, Problem, Rejection } from '../runtime/engine.ts';
import type { SoundnessProblem } from '../simulation/soundness/index.ts';
import { type PublicationRequest, readRequests } from '../store/publicationRequests.ts';
import { type Approval, newestDeploymentOf, readDeployedFiles } from '../store/publications.ts';
import { inspectInWorker } from './inspectInWorker.ts';
import type { PlayedTest } from './playTests.ts';
import { createMemory } from './remembered.ts';

const remembered = createMemory<Awaited<ReturnType<typeof judge>>>();

export interface Gate {
  draft: Draft;
  files: DraftContent[];
  /** Of the files and of what they take the place of: whoever saw one saw this. */
  digest: string;
  problems: Problem[];
  processes: string[];
  unsound: SoundnessProblem[];
  /** What people read with effort; it keeps nothing back. */
  style: Problem[];
  tests: PlayedTest[];
  /** Why the checks could not be carried to their end. */
  stopped?: Rejection;
  /** The deployment whose place it takes, with its files; undefined: there is none. */
  replaces?: { key: number; files: { name: string; content: Buffer }[] };
  /** Somebody deployed these processes after this draft began from them. */
  overtaken?: { key: number; at: number; by: string };
  isUnchanged: boolean;
  requests: PublicationRequest[];
  /** Of these very files. */
  approvals: Approval[];
}

export async function gateOf(engine: Engine, draft: Draft): Promise<Gate> {
  const files = await engine.drafts.contents(draft.key);
  const { reader, tenant } = engine.store;
  const hash = deploymentHash(files);
  const [linted, inspected] = await remembered(hash, () => judge(files));
  const judged =
    'stopped' in inspected
      ? { processes: [], tests: [], stopped: inspected.stopped }
      : { processes: inspected.processes, tests: inspected.tests };
  const newest = await newestDeploymentOf(reader, tenant, judged.processes);
  const replacesKey = draft.basedOn ?? newest?.key;
  const replaced = replacesKey === undefined ? [] : await readDeployedFiles(reader, replacesKey);
  const requests = await readRequests(reader, tenant, draft.key);
  const digest = digestOf(hash, replacesKey);
  return {
    draft,
    files,
    digest,
    problems: [...linted.errors, ...linted.warnings, ...linted.soundness.filter(isUnfinished)],
    unsound: linted.soundness.filter((problem) => !isUnfinished(problem)),
    style: linted.style,
    ...judged,
    ...(replacesKey !== undefined && { replaces: { key: replacesKey, files: replaced } }),
    ...(newest && newest.key > (draft.basedOn ?? 0) && { overtaken: newest }),
    isUnchanged: files.length > 0 && deploymentHash(replaced) === hash,
    requests,
    approvals: approvalsIn(requests, digest),
  };
}

/** Too much to explore is no finding. */
const isUnfinished = ({ code }: Problem): boolean => code === 'SOUNDNESS_BOUND_REACHED';

function judge(files: readonly DraftContent[]) {
  const texts = files.map(({ name, content }) => ({ name, text: content.toString('utf8') }));
  return Promise.all([lintFiles(files), inspectInWorker({ files: texts })]);
}

function approvalsIn(requests: readonly PublicationRequest[], digest: string): Approval[] {
  return requests.flatMap(({ state, digest: about, answeredBy, answeredAt, answer }) =>
    state === 'approved' && about === digest && answeredBy !== null
      ? [{ by: answeredBy, at: answeredAt ?? 0, note: answer ?? '' }]
      : [],
  );
}

export interface Asked {
  by: string;
  note: string;
  /** The digest of what its publisher looked at. */
  seen: string;
  /** Why it is published although it is unsound; empty: it is not. */
  waiver: string;
  /** Whether a second person has to approve. */
  secondPerson: boolean;
}

/** Everything that still stands in the way, at once. */
export function refusalsOf(gate: Gate, asked: Asked): Rejection[] {
  const found: Rejection[] = [];
  const refuse = (code: string, values: { [name: string]: Json } = {}) => found.push({ code, values });
  const errors = gate.problems.filter(({ severity }) => severity === 'error').length;
  const failed = gate.tests.filter(({ failure }) => failure).length;
  if (gate.files.length === 0) refuse('PUBLISH_EMPTY');
  if (gate.isUnchanged) refuse('PUBLISH_UNCHANGED');
  if (gate.overtaken) refuse('PUBLISH_OVERTAKEN', { by: gate.overtaken.by });
  if (gate.stopped) found.push(gate.stopped);
  if (errors > 0) refuse('PUBLISH_ERRORS', { count: errors });
  if (gate.unsound.length > 0 && asked.waiver.trim() === '')
    refuse('PUBLISH_UNSOUND', { count: gate.unsound.length });
  if (failed > 0) refuse('PUBLISH_TESTS_FAILED', { count: failed });
  if (asked.seen !== gate.digest) refuse('PUBLISH_DIFFERENCES_UNSEEN');
  if (asked.note.trim() === '') refuse('PUBLISH_NOTE_MISSING');
  if (asked.secondPerson && !gate.approvals.some(({ by }) => by !== asked.by))
    refuse('PUBLISH_APPROVAL_MISSING');
  return found;
}

const digestOf = (hash: string, replaces: number | undefined): string => sha256(`${hash} ${replaces ?? 0}`);
