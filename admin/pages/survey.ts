// The survey of one question behind a link that works once.
import { type CaseCode, codeOf } from '../desk/caseCodes.ts';
import { openStoreOf } from '../desk/openStore.ts';
import { caseOf, textOf } from '../desk/rows.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

interface Question {
  text: string;
  low: string;
  high: string;
  from: number;
  to: number;
}

const kinds: { [scale: string]: 'nps' | 'ces' | 'ins' } = { '0-10': 'nps', '1-7': 'ces', '1-5': 'ins' };

/** The question and scale of the send task that asked, as its headers say them. */
async function questionOf(visit: Visit, code: CaseCode): Promise<Question> {
  const job = code.jobKey === null ? undefined : await visit.engine.store.find('jobs', { key: code.jobKey });
  const headers = (job?.headers ? JSON.parse(textOf(job.headers)) : {}) as { [name: string]: string };
  const scale = /^(\d{1,2})-(\d{1,2})$/.exec(headers.scale ?? '') ?? ['1-5', '1', '5'];
  const kind = kinds[scale[0] ?? ''] ?? 'ins';
  return {
    text: headers.question || visit.t(`survey.${kind}.question`),
    low: visit.t(`survey.${kind}.low`),
    high: visit.t(`survey.${kind}.high`),
    from: Number(scale[1]),
    to: Math.min(Number(scale[2]), Number(scale[1]) + 10),
  };
}

function showUsed(visit: Visit, status = 200): void {
  visit.show(
    'message',
    {
      title: visit.t('survey.title'),
      hidden: true,
      heading: visit.t('survey.used'),
      lead: visit.t('survey.usedHint'),
    },
    status,
  );
}

async function showSurvey(visit: Visit, code: CaseCode, wrong?: string): Promise<void> {
  const row = await visit.engine.store.find('cases', { key: code.caseKey });
  if (!row) throw notFound();
  const question = await questionOf(visit, code);
  const scores = Array.from({ length: question.to - question.from + 1 }, (_, index) => question.from + index);
  visit.show(
    'survey',
    {
      title: visit.t('survey.title'),
      hidden: true,
      number: caseOf(row).number,
      question: question.text,
      low: question.low,
      high: question.high,
      scores,
      wrong,
      comment: visit.field('comment'),
      action: `${visit.base}/encuesta/${encodeURIComponent(visit.param('code'))}`,
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

/** Marks the code used and keeps the answer in one transaction: of two answers at once only one counts. */
async function keepAnswer(visit: Visit, code: CaseCode, question: string, score: number): Promise<boolean> {
  const store = openStoreOf(visit);
  const at = visit.engine.now();
  const typed = visit.field('comment').trim().slice(0, 2000);
  // What people write may name people: it is sealed with the case.
  const comment = typed === '' ? null : await store.seal(code.caseKey, 'survey', typed);
  return store.write(async (db) => {
    const mine = { tenant_id: store.tenant, code_hash: code.hash };
    const used = await db('cauce_case_codes').where(mine).whereNull('used_at').update({ used_at: at });
    if (used !== 1) return false;
    await db('cauce_survey_answers').insert({
      ...mine,
      case_key: code.caseKey,
      question,
      score,
      comment,
      answered_at: at,
    });
    return true;
  });
}

async function answer(visit: Visit): Promise<void> {
  const code = await opened(visit);
  if (code.usedAt !== null) return showUsed(visit, 409);
  const question = await questionOf(visit, code);
  const typed = visit.field('score');
  const score = /^\d{1,2}$/.test(typed) ? Number(typed) : -1;
  if (score < question.from || score > question.to) return showSurvey(visit, code, visit.t('survey.choose'));
  if (!(await keepAnswer(visit, code, question.text, score))) return showUsed(visit, 409);
  visit.show('message', {
    title: visit.t('survey.title'),
    hidden: true,
    heading: visit.t('survey.thanks'),
    lead: visit.t('survey.thanksHint'),
  });
}

export const surveyPages: PageRoute[] = [
  get(
    '/encuesta/:code',
    'public',
    async (visit) => {
      const code = await opened(visit);
      if (code.usedAt !== null) showUsed(visit);
      else await showSurvey(visit, code);
    },
    { limited: true },
  ),
  post('/encuesta/:code', 'public', answer, { limited: true }),
];
