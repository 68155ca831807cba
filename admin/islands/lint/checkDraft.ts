// The check of a draft in a thread of its own, with the same code as `cauce lint`: model, style, and then soundness.
import { missingLinks } from '../../../engine/lint/draftLinks.ts';
import { draftSentence } from '../../../engine/lint/draftTexts.ts';
import { explanationOf } from '../../../engine/lint/explanations.ts';
import { judgeSoundness } from '../../../engine/lint/judgeSoundness.ts';
import { styleProblems } from '../../../engine/model/style/index.ts';
import type { SoundnessProblem } from '../../../engine/simulation/soundness/index.ts';
import { createDraftReader } from '../engine/readDraft.ts';
import type { CheckReply, CheckRequest, Finding, FindingGroup } from './finding.ts';

const TIME_LIMIT_MS = 8_000;

const reader = createDraftReader();
let latest = 0;
let queue: Promise<void> = Promise.resolve();

export function hear(request: CheckRequest): void {
  latest = request.id;
  queue = queue.then(() => check(request)).catch((problem: unknown) => console.error(problem));
}

async function check({ id, files, fileName, lang }: CheckRequest): Promise<void> {
  if (id !== latest) return;
  const began = performance.now();
  const taken = () => Math.round(performance.now() - began);
  const read = await reader.read(files);
  const own = files.find(({ name }) => name === fileName);
  const style = own ? await styleProblems(own.text, fileName) : [];
  const inWords = findingsIn(lang);
  const drawing = read.drawings.find(({ name }) => name === fileName);
  const missing = missingLinks(drawing?.links ?? [], files, fileName);
  const findings = [
    ...inWords([...read.problems, ...missing], 'execution', fileName),
    ...inWords(style, 'style', fileName),
  ];
  tell({ id, stage: 'read', findings, milliseconds: taken() });
  const { ports, resolve } = read.around;
  const unsound = await judgeSoundness(drawing?.processes ?? [], {
    ports,
    resolve,
    timeLimit: TIME_LIMIT_MS,
    moved: () => id === latest,
  });
  if (!unsound) return;
  const sound = inWords(unsound, 'soundness', fileName);
  tell({ id, stage: 'judged', findings: [...findings, ...sound], milliseconds: taken() });
}

const tell = (reply: CheckReply): void => self.postMessage(reply);

/** Each with its sentence; two that say the same of one element are told apart by their order. */
function findingsIn(lang: 'es' | 'en') {
  const seen = new Map<string, number>();
  return (problems: readonly SoundnessProblem[], group: FindingGroup, fileName: string): Finding[] =>
    problems.map((problem) => {
      const { resource = fileName } = problem;
      const plain = `${problem.code} ${resource} ${problem.elementId ?? ''} ${JSON.stringify(problem.values)}`;
      const count = seen.get(plain) ?? 0;
      seen.set(plain, count + 1);
      const explanation = explanationOf(problem.code, lang);
      return {
        ...problem,
        key: `${plain} ${count}`,
        group,
        resource,
        message: draftSentence(problem, lang),
        ...(explanation !== undefined && { explanation }),
      };
    });
}
