// The help beside a task and on its own page: guides that fit, solved cases that say the same, and what was used already.
import { renderMarkdown } from '../../../forms/index.ts';
import { ANSWER_USED, authorize, readNotes, type Variables } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { findDraft } from '../drafts.ts';
import { type Labels, labelsOf, optionOf } from '../labels.ts';
import { openStoreOf } from '../openStore.ts';
import { isMine } from '../openTask.ts';
import type { Task } from '../rows.ts';
import { foundCases } from '../search/foundCases.ts';
import { shownValues } from '../typedAnswers.ts';
import { deployedGuides, type Guide } from './guides.ts';
import { type Need, rankGuides } from './rank.ts';

const OFFERED = 5;
const FOUND = 20;
const SOLVED = 3;
/** A few words may be a choice, more of them are what somebody wrote. */
const FEW_WORDS = /^\S+(\s+\S+){0,4}$/;

export interface Helping {
  task?: Task;
  /** Its holder may say that a guide gave the answer. */
  mayUse?: boolean;
  typed: string;
}

/** For a task, by what its case says; with words, by these. */
export async function helpFor(visit: Visit, { task, mayUse = false, typed }: Helping) {
  const guides = await deployedGuides(visit);
  const need = task ? await needOf(visit, task, typed) : { typed, values: [], told: '' };
  const isSearch = typed !== '';
  const used = task ? await usedIn(visit, task.rootKey) : new Set<string>();
  const best = !task && !isSearch ? guides : rankGuides(guides, need, isSearch ? FOUND : OFFERED);
  const before = isSearch ? [] : guides.filter(({ ref }) => used.has(nameOf(ref)));
  const shown = [...new Set([...before, ...best])];
  return {
    typed,
    task: task?.key,
    searchAt: `${visit.base}/ayuda`,
    resultsAt: `${visit.base}/ayuda/resultados`,
    any: guides.length > 0,
    guides: shown.map((guide) => guideView(visit, guide, used)),
    useAt: mayUse && task && `${visit.base}/tareas/${task.key}/ayuda`,
    solved: isSearch ? await solvedCases(visit, typed) : [],
  };
}

/** For words alone, the few best. */
export async function guidesSaying(visit: Visit, typed: string, most: number) {
  const need = { typed, values: [], told: '' };
  return rankGuides(await deployedGuides(visit), need, most).map((guide) => guideView(visit, guide));
}

export function guideView(visit: Visit, guide: Guide, used: ReadonlySet<string> = new Set()) {
  return {
    ref: guide.ref,
    title: guide.title,
    kind: visit.t(`help.kind.${guide.kind}`),
    href: `${visit.base}/ayuda/guia?ref=${encodeURIComponent(guide.ref)}`,
    form: renderMarkdown(guide.text),
    // An answer is there to be sent.
    copy: guide.kind === 'answer' && guide.text,
    used: used.has(nameOf(guide.ref)),
  };
}

async function needOf(visit: Visit, task: Task, typed: string): Promise<Need> {
  const stored = await visit.engine.visibleVariables(task.instanceKey, task.elementInstanceKey);
  // What was chosen in the form already, too.
  const draft = isMine(visit, task) ? await findDraft(visit, task) : undefined;
  const variables = shownValues(stored, draft);
  const labels = await labelsOf(visit, task.definitionKey);
  return { typed, processId: task.processId, ...saidIn(labels, variables) };
}

function saidIn(labels: Labels, variables: Variables): { values: string[]; told: string } {
  const values: string[] = [];
  const told: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string' || one === '') continue;
      if (!FEW_WORDS.test(one)) told.push(one);
      else values.push(one, optionOf(labels, name, one) ?? one);
    }
  }
  return { values, told: told.join(' ').slice(0, 5000) };
}

/** The guides that gave an answer in the case, whichever version of them. */
async function usedIn(visit: Visit, caseKey: number): Promise<Set<string>> {
  const notes = await readNotes(openStoreOf(visit), caseKey);
  const names = notes.flatMap(({ kind, detail }) => {
    if (kind !== ANSWER_USED || typeof detail !== 'object' || detail === null || Array.isArray(detail))
      return [];
    return typeof detail.guide === 'string' ? [nameOf(detail.guide)] : [];
  });
  return new Set(names);
}

const nameOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** As far as whoever asks may read them. */
async function solvedCases(visit: Visit, text: string) {
  if (!authorize(visit.principal, 'case:list')) return [];
  const where = [{ column: 'state', op: 'eq' as const, value: 'COMPLETED' }];
  const sort = [{ column: 'key', descending: true }];
  return (await foundCases(visit, { text, where, sort }, SOLVED)).cases;
}
