// A survey behind a code: its question and scale, what its buttons say, and how an answer is kept.
import { type Row, type SurveyKind, surveyScale } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { type CaseCode, codeFrom } from './caseCodes.ts';
import { openStoreOf } from './openStore.ts';
import { textOf } from './rows.ts';

export interface Survey {
  kind: SurveyKind;
  question: string;
  low: string;
  high: string;
  from: number;
  to: number;
}

export interface Option {
  score: number;
  /** What the button shows, and what it is called. */
  text: string;
  label: string;
}

/** As the headers of the task that asked say it. */
export async function surveyOf(visit: Visit, jobKey: number | null): Promise<Survey> {
  const job = jobKey === null ? undefined : await visit.engine.store.find('jobs', { key: jobKey });
  const headers = (job?.headers ? JSON.parse(textOf(job.headers)) : {}) as { [name: string]: string };
  const { kind, from, to } = surveyScale(headers);
  return {
    kind,
    question: headers.question || visit.t(`survey.${kind}.question`),
    low: visit.t(`survey.${kind}.low`),
    high: visit.t(`survey.${kind}.high`),
    from,
    to,
  };
}

export function optionsOf(visit: Visit, { kind, from, to, low, high }: Survey): Option[] {
  const scores = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  // Two answers are words, the good one first.
  if (kind === 'verification')
    return scores
      .reverse()
      .map((score) => ({ score, text: score === 1 ? high : low, label: score === 1 ? high : low }));
  return scores.map((score) => ({
    score,
    text: String(score),
    label: visit.t('survey.option', { score, from, to, low, high }),
  }));
}

/** The posted score, where it is one of the scale. */
export function postedScore(visit: Visit, { from, to }: Survey): number | undefined {
  const typed = visit.field('score');
  const score = /^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN;
  return score >= from && score <= to ? score : undefined;
}

const mostComment = 2000;
/** Who has answered may add words for so long. */
const COMMENT_MS = 3_600_000;

/** What people write may name people: it is sealed with the case. */
async function sealedComment(visit: Visit, caseKey: number): Promise<string | null> {
  const typed = visit.field('comment').trim().slice(0, mostComment);
  return typed === '' ? null : openStoreOf(visit).seal(caseKey, 'survey', typed);
}

export type AskedBy = { channel: 'link' } | { channel: 'phone'; username: string };

/** Marks the code used and keeps the answer in one transaction: of two answers at once only one counts. */
export async function keepAnswer(
  visit: Visit,
  code: CaseCode,
  { kind, question }: Survey,
  score: number,
  by: AskedBy,
): Promise<boolean> {
  const store = openStoreOf(visit);
  const at = visit.engine.now();
  const comment = await sealedComment(visit, code.caseKey);
  const kept = await store.write(async (db) => {
    const mine = { tenant_id: store.tenant, code_hash: code.hash };
    const used = await db('cauce_case_codes').where(mine).whereNull('used_at').update({ used_at: at });
    if (used !== 1) return false;
    await db('cauce_survey_answers').insert({
      ...mine,
      case_key: code.caseKey,
      job_key: code.jobKey,
      kind,
      question,
      score,
      comment,
      channel: by.channel,
      answered_by: by.channel === 'phone' ? by.username : null,
      answered_at: at,
    });
    return true;
  });
  if (kept) visit.surveyAnswered?.();
  return kept;
}

/** May whoever has just answered still say why? */
export function mayComment(visit: Visit, { usedAt }: CaseCode): boolean {
  return usedAt !== null && visit.engine.now() - usedAt < COMMENT_MS;
}

/** Words once, beside the score that is there. */
export async function keepComment(visit: Visit, code: CaseCode): Promise<void> {
  const comment = await sealedComment(visit, code.caseKey);
  if (comment === null) return;
  const store = openStoreOf(visit);
  await store.write((db) =>
    db('cauce_survey_answers')
      .where({ tenant_id: store.tenant, code_hash: code.hash, channel: 'link' })
      .whereNull('comment')
      .update({ comment }),
  );
  visit.surveyAnswered?.();
}

export interface SurveyRow {
  code: CaseCode;
  survey: Survey;
  /** Null while nobody has answered. */
  score: number | null;
  at: number | null;
  isOpen: boolean;
}

/** The surveys of a case, the newest first. */
export async function surveysOf(visit: Visit, caseKey: number): Promise<SurveyRow[]> {
  const { reader, tenant } = visit.engine.store;
  const rows: Row[] = await reader('cauce_case_codes as c')
    .leftJoin('cauce_survey_answers as a', 'a.code_hash', 'c.code_hash')
    .where({ 'c.tenant_id': tenant, 'c.case_key': caseKey, 'c.kind': 'survey' })
    .orderBy('c.job_key', 'desc')
    .limit(50)
    .select('c.code_hash', 'c.job_key', 'c.used_at', 'c.expires_at', 'a.score', 'a.answered_at');
  return Promise.all(
    rows.map(async (row) => {
      const code = codeFrom(row, caseKey);
      return {
        code,
        survey: await surveyOf(visit, code.jobKey),
        score: row.score === null || row.score === undefined ? null : Number(row.score),
        at: row.answered_at === null || row.answered_at === undefined ? null : Number(row.answered_at),
        isOpen: code.usedAt === null && !isExpired(visit, code),
      };
    }),
  );
}

export function isExpired(visit: Visit, { expiresAt }: CaseCode): boolean {
  return expiresAt !== null && expiresAt <= visit.engine.now();
}
