// The surveys of a case as its page shows them: what was answered, or who may still ask.
import type { Visit } from '../visit.ts';
import { mayBegin } from './adHoc.ts';
import { optionsOf, surveysOf } from './surveys.ts';

export async function surveyViews(visit: Visit, caseKey: number) {
  const rows = await surveysOf(visit, caseKey);
  if (rows.length === 0) return [];
  const mayAsk = await mayBegin(visit, caseKey);
  return rows.map(({ code, survey, score, at, isOpen }) => {
    const option = optionsOf(visit, survey).find((each) => each.score === score);
    const isWord = survey.kind === 'verification';
    return {
      question: survey.question,
      answer: option && (isWord ? option.text : `${option.score} / ${survey.to}`),
      at,
      state: visit.t(isOpen ? 'case.surveyOpen' : 'case.surveyClosed'),
      href: isOpen && mayAsk && `${visit.base}/casos/${caseKey}/encuestas/${code.jobKey}`,
    };
  });
}
