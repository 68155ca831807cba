// The survey of one question behind a link that works once: a tap answers it, and words may follow.
import { type CaseCode, codeOf } from '../desk/caseCodes.ts';
import { caseOf } from '../desk/rows.ts';
import {
  isExpired,
  keepAnswer,
  keepComment,
  mayComment,
  optionsOf,
  postedScore,
  surveyOf,
} from '../desk/surveys.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const addressOf = (visit: Visit) => `${visit.base}/encuesta/${encodeURIComponent(visit.param('code'))}`;

function say(visit: Visit, what: 'used' | 'expired' | 'thanks', status = 200): void {
  visit.show(
    'message',
    {
      title: visit.t('survey.title'),
      hidden: true,
      heading: visit.t(`survey.${what}`),
      lead: visit.t(`survey.${what}Hint`),
    },
    status,
  );
}

async function showSurvey(visit: Visit, code: CaseCode, wrong?: string): Promise<void> {
  const row = await visit.engine.store.find('cases', { key: code.caseKey });
  if (!row) throw notFound();
  const survey = await surveyOf(visit, code.jobKey);
  const options = optionsOf(visit, survey);
  const { number } = caseOf(row);
  visit.show(
    'survey',
    {
      title: visit.t('survey.title'),
      hidden: true,
      islands: ['surveyTap'],
      lead: number ? visit.t('survey.lead', { number }) : visit.t('survey.leadPlain'),
      survey,
      options,
      // A tap in the mail: a page that is only opened answers nothing, for mail servers open links too.
      tapped: options.find(({ score }) => String(score) === visit.query('nota')),
      wrong,
      action: addressOf(visit),
    },
    wrong ? 422 : 200,
  );
}

async function opened(visit: Visit): Promise<CaseCode> {
  visit.response.setHeader('Cache-Control', 'no-store');
  const code = await codeOf(visit, 'survey', visit.param('code'));
  if (!code) throw notFound();
  return code;
}

/** True where the survey cannot be answered any more, which the visitor was told. */
function isOver(visit: Visit, code: CaseCode, status: { used: number; expired: number }): boolean {
  if (code.usedAt !== null) say(visit, 'used', status.used);
  else if (isExpired(visit, code)) say(visit, 'expired', status.expired);
  else return false;
  return true;
}

async function show(visit: Visit): Promise<void> {
  const code = await opened(visit);
  if (!isOver(visit, code, { used: 200, expired: 200 })) await showSurvey(visit, code);
}

async function answer(visit: Visit): Promise<void> {
  const code = await opened(visit);
  if (isOver(visit, code, { used: 409, expired: 410 })) return;
  const survey = await surveyOf(visit, code.jobKey);
  const score = postedScore(visit, survey);
  if (score === undefined) return showSurvey(visit, code, visit.t('survey.choose'));
  if (!(await keepAnswer(visit, code, survey, score, { channel: 'link' }))) return say(visit, 'used', 409);
  if (visit.field('comment').trim() !== '') return say(visit, 'thanks');
  visit.show('surveyThanks', {
    title: visit.t('survey.title'),
    hidden: true,
    action: `${addressOf(visit)}/comentario`,
  });
}

async function comment(visit: Visit): Promise<void> {
  const code = await opened(visit);
  if (!mayComment(visit, code)) return say(visit, 'used', 409);
  await keepComment(visit, code);
  say(visit, 'thanks');
}

export const surveyPages: PageRoute[] = [
  get('/encuesta/:code', 'public', show, { limited: true }),
  post('/encuesta/:code', 'public', answer, { limited: true }),
  post('/encuesta/:code/comentario', 'public', comment, { limited: true }),
];
