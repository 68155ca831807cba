// Staff who ask by telephone answer a case's survey for its requester; the link in the mail is used up by that.
import { mayBegin } from '../desk/adHoc.ts';
import { caseFor } from '../desk/caseFor.ts';
import type { Case } from '../desk/rows.ts';
import { keepAnswer, optionsOf, postedScore, type SurveyRow, surveysOf } from '../desk/surveys.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';

async function opened(visit: Visit): Promise<{ found: Case; row: SurveyRow }> {
  const found = await caseFor(visit, 'case:read');
  if (!(await mayBegin(visit, found.key))) throw forbidden();
  const job = visit.key('job');
  const row = (await surveysOf(visit, found.key)).find(({ code }) => code.jobKey === job);
  if (!row) throw notFound();
  return { found, row };
}

function showScale(visit: Visit, { found, row }: { found: Case; row: SurveyRow }, wrong?: string): void {
  const { base } = visit;
  visit.show(
    'caseSurvey',
    {
      title: visit.t('survey.byPhone'),
      survey: row.survey,
      options: optionsOf(visit, row.survey),
      wrong,
      comment: visit.field('comment'),
      action: `${base}/casos/${found.key}/encuestas/${row.code.jobKey}`,
      crumbs: [
        { label: visit.t('nav.cases'), href: `${base}/casos` },
        { label: found.number, href: `${base}/casos/${found.key}` },
        { label: visit.t('survey.title') },
      ],
    },
    wrong ? 422 : 200,
  );
}

const isTaken = (visit: Visit, found: Case) => visit.go(`/casos/${found.key}?notice=surveyTaken`);

async function show(visit: Visit): Promise<void> {
  const { found, row } = await opened(visit);
  if (row.isOpen) showScale(visit, { found, row });
  else isTaken(visit, found);
}

async function answer(visit: Visit): Promise<void> {
  const { found, row } = await opened(visit);
  if (!row.isOpen) return isTaken(visit, found);
  const score = postedScore(visit, row.survey);
  if (score === undefined) return showScale(visit, { found, row }, visit.t('survey.choose'));
  const { username } = visit.principal;
  const kept = await keepAnswer(visit, row.code, row.survey, score, { channel: 'phone', username });
  if (kept) visit.go(`/casos/${found.key}?notice=survey`);
  else isTaken(visit, found);
}

export const caseSurveyPages: PageRoute[] = [
  get('/casos/:key/encuestas/:job', 'activity:begin', show),
  post('/casos/:key/encuestas/:job', 'activity:begin', answer),
];
