// Mails the reports that are due: made anew for the period that is over, sent once with a stable id, tried again with
// growing pauses while the mail server is away.
import type { Engine } from '../../engine.ts';
import { type Language, text, type Values } from '../../render/locale.ts';
import type { Asking } from '../asking.ts';
import { reports } from '../catalog.ts';
import { figuresOf } from '../figures.ts';
import { reportFile } from '../files/reportFile.ts';
import { questionOf } from '../question.ts';
import { valueWordsOf } from '../valueWords.ts';
import { periodWords } from '../words.ts';
import { businessDays, leavesAt, nextDate, periodOver } from './dates.ts';
import { claimDue, finish, type Schedule } from './table.ts';

export interface ReportMail {
  to: string[];
  subject: string;
  text: string;
  /** The part of a Message-ID before its host: the same however often it is tried. */
  id: string;
  attachment: { name: string; contentType: string; content: Buffer };
}

export interface MailerOptions {
  engine: Engine;
  timeZone: string;
  /** Where people reach us; '' where that is not known. */
  address: string;
  /** Undefined when it was taken, else the code of why not. */
  send(mail: ReportMail): Promise<string | undefined>;
}

const MOST_ATTEMPTS = 6;
/** 5 minutes, then three times as long each time: six attempts in about ten hours. */
const pauseAfter = (attempts: number): number => 5 * 60_000 * 3 ** (attempts - 1);

export async function mailDueReports(options: MailerOptions): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await claimDue(options.engine.store, options.engine.now());
    if (!due) return sent;
    sent += (await mailOne(due, options)) ? 1 : 0;
  }
}

async function mailOne(due: Schedule, options: MailerOptions): Promise<boolean> {
  const { engine, timeZone } = options;
  const mail = await mailOf(due, options);
  const error = mail ? await options.send(mail) : 'REPORT_UNKNOWN';
  const now = engine.now();
  const isOver = error === undefined || due.attempts >= MOST_ATTEMPTS || !mail;
  const next = isOver ? nextDate(due.frequency, due.nextDate, await businessDays(engine)) : due.nextDate;
  const outcome = {
    nextDate: next,
    nextAttemptAt: isOver ? leavesAt(next, timeZone) : now + pauseAfter(due.attempts),
    attempts: isOver ? 0 : due.attempts,
    error: error ?? null,
    ...(error === undefined && { sentAt: now }),
  };
  await finish(
    engine.store,
    due,
    outcome,
    `${due.report}.${due.format} ${due.filters} ${due.recipients.join(' ')}`,
  );
  return error === undefined;
}

/** Undefined where the report is none of this release any more. */
async function mailOf(
  due: Schedule,
  { engine, timeZone, address }: MailerOptions,
): Promise<ReportMail | undefined> {
  const entry = reports.find(({ id }) => id === due.report);
  if (!entry) return undefined;
  const asking = await askingFor(due, entry.usual, { engine, timeZone, address });
  const { lang, question } = asking;
  const report = await entry.make(asking);
  const attachment = await reportFile(asking, report, due.format);
  const period = periodWords(lang, question.period);
  const link =
    address === ''
      ? ''
      : `${address}/tablero/${entry.id}?period=${encodeURIComponent(question.period.id)}${due.filters === '' ? '' : `&${due.filters}`}`;
  return {
    to: due.recipients,
    subject: asking.t('schedule.subject', { title: report.title, period }),
    text: [asking.t('schedule.text', { title: report.title, period }), link, asking.t('schedule.foot')]
      .filter(Boolean)
      .join('\n\n'),
    id: `report.${due.id}.${due.nextDate}`,
    attachment,
  };
}

async function askingFor(
  due: Schedule,
  usual: (typeof reports)[number]['usual'],
  { engine, timeZone, address }: Pick<MailerOptions, 'engine' | 'timeZone' | 'address'>,
): Promise<Asking> {
  const lang: Language = due.language;
  const query = new URLSearchParams(due.filters);
  const asked = questionOf((name) => query.get(name) ?? undefined, due.nextDate, usual);
  return {
    engine,
    figures: figuresOf(engine),
    lang,
    t: (key: string, values?: Values) => text(lang, key, values),
    base: address,
    timeZone,
    now: engine.now(),
    question: { ...asked, period: periodOver(due.frequency, usual, due.nextDate) },
    valueWords: await valueWordsOf(engine, lang),
  };
}
