// What the page of publishing shows of the gate: each check with its state, what was found, and what is still missing.
import { compareFiles, type Gate, problemText, type VersionFile } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { changeSentences } from './changeList.ts';
import { problemViews } from './deployProblems.ts';
import { actorWords, namesOf } from './names.ts';
import { scenarioWords } from './scenarioWords.ts';

/** More of them say the same. */
const MOST_SHOWN = 50;

export function textsOf(files: readonly { name: string; content: Buffer }[]): VersionFile[] {
  return files.map(({ name, content }) => ({ name, text: content.toString('utf8') }));
}

export async function gateView(visit: Visit, gate: Gate) {
  const { problems, unsound, style, tests, stopped, replaces, overtaken, requests, draft } = gate;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const failed = tests.filter(({ failure }) => failure);
  const people = [overtaken?.by, ...requests.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy])];
  const names = await namesOf(
    visit.engine.store,
    people.filter((one) => typeof one === 'string'),
  );
  const changes = compareFiles(textsOf(replaces?.files ?? []), textsOf(gate.files));
  return {
    digest: gate.digest,
    isFirst: !replaces,
    isUnchanged: gate.isUnchanged,
    overtaken: overtaken && { by: actorWords(visit, overtaken.by, names), at: overtaken.at },
    mergeHref: `${visit.base}/borradores/${draft.key}/unir`,
    compareHref: `${visit.base}/borradores/${draft.key}/comparar`,
    stopped: stopped && problemText(stopped.code, stopped.values, visit.lang),
    files: {
      wrong: errors.length > 0,
      errors: errors.length,
      warnings: warnings.length,
      style: style.length,
      problems: problemViews(visit, [...errors, ...warnings, ...style].slice(0, MOST_SHOWN)),
    },
    sound: { wrong: unsound.length > 0, problems: problemViews(visit, unsound.slice(0, MOST_SHOWN)) },
    tests: {
      wrong: failed.length > 0,
      passed: tests.length - failed.length,
      failed: failed.slice(0, MOST_SHOWN).map(({ file, name, failure }) => ({
        file,
        name,
        words: failure && scenarioWords(failure, visit.lang),
      })),
      failedCount: failed.length,
      none: tests.length === 0,
    },
    changes: changeSentences(visit, changes),
    requests: requests.slice(0, 5).map((request) => ({
      ...request,
      asked: actorWords(visit, request.askedBy, names),
      answered: request.answeredBy === null ? '' : actorWords(visit, request.answeredBy, names),
      outdated: request.digest !== gate.digest,
      words: visit.t(`publishing.request.${request.state}`),
      mayAnswer:
        request.state === 'asked' &&
        request.digest === gate.digest &&
        request.askedBy !== visit.principal.username,
    })),
  };
}
