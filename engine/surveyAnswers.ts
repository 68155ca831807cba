// Answers of surveys told to the process that waits for them, each once: the file `intakes/survey-answer.json` says which.
import type { Json, Variables } from './core/json.ts';
import { createBell, type InboundPorts, type Intake, mappedBy, readIntake } from './jobs/index.ts';
import type { OpenStore } from './store/openStore.ts';
import type { Row } from './store/store.ts';

export interface SurveyTelling {
  /** Somebody answered, or said why. */
  notify(): void;
  close(): Promise<void>;
}

export interface SurveyTellingOptions {
  store: OpenStore;
  ports: InboundPorts;
  /** Milliseconds that somebody who has answered may take to say why, before the answer is told. */
  grace?: number | undefined;
  log(error: unknown): void;
}

const FILE = 'intakes/survey-answer.json';
const GRACE_MS = 120_000;
const LONGEST_MS = 60_000;
const AT_ONCE = 100;

export function createSurveyTelling(options: SurveyTellingOptions): SurveyTelling {
  const { store, ports, grace = GRACE_MS, log } = options;
  const bell = createBell();
  let isClosed = false;

  async function run(): Promise<void> {
    while (!isClosed) {
      let ms = LONGEST_MS;
      try {
        ms = await tellAll();
      } catch (error) {
        log(error);
      }
      if (!isClosed) await bell.wait(ms);
    }
  }

  /** Gives the time after which to look again. */
  async function tellAll(): Promise<number> {
    const rows: Row[] = await store
      .reader('cauce_survey_answers')
      .where({ tenant_id: store.tenant })
      .whereNotNull('kind')
      .whereNull('told_at')
      .orderBy('answered_at')
      .limit(AT_ONCE);
    const waits = rows.map((row) => (row.comment === null && row.channel === 'link' ? grace : 0));
    const now = ports.now();
    const left = rows.map((row, at) => Number(row.answered_at) + (waits[at] ?? 0) - now);
    for (const [at, row] of rows.entries()) if ((left[at] ?? 0) <= 0) await tell(row);
    return Math.min(LONGEST_MS, ...left.filter((ms) => ms > 0));
  }

  async function tell(row: Row): Promise<void> {
    const text = await ports.resource(FILE);
    const intake = text === undefined ? undefined : readIntake(JSON.parse(text));
    if (intake && !('wrong' in intake) && !(await begin(row, intake))) return;
    await store.write((db) =>
      db('cauce_survey_answers')
        .where({ tenant_id: store.tenant, code_hash: String(row.code_hash) })
        .update({ told_at: ports.now() }),
    );
  }

  /** False: no deployed process begins with that message; the answer waits for one. */
  async function begin(row: Row, { message, complete, when, variables }: Intake): Promise<boolean> {
    const context = await contextOf(row, store);
    const [isMeant] = when === undefined ? [true] : await ports.evaluate([when.slice(1)], context);
    if (isMeant !== true) return true;
    const id = `survey|${String(row.code_hash)}`;
    const mapped = await mappedBy(variables, context, ports.evaluate);
    const outcome = await ports.start({ id, message, complete, variables: mapped });
    if ('caseKey' in outcome) return true;
    if (outcome.code === 'MESSAGE_STARTS_NOTHING') return false;
    log(Object.assign(new Error('survey answer not told'), { code: outcome.code }));
    return true;
  }

  const loop = run();
  return {
    notify: bell.ring,
    async close() {
      isClosed = true;
      bell.ring();
      await loop;
    },
  };
}

/** What the expressions see as `answer`. */
async function contextOf(row: Row, store: OpenStore): Promise<Variables> {
  const caseKey = Number(row.case_key);
  const found = await store.find('cases', { key: caseKey });
  const comment = row.comment === null ? null : await store.open(caseKey, 'survey', String(row.comment));
  return {
    answer: {
      kind: row.kind ?? null,
      score: Number(row.score),
      comment: comment ?? null,
      question: String(row.question),
      channel: row.channel ?? null,
      answeredAt: new Date(Number(row.answered_at)).toISOString(),
      caseNumber: found?.number ?? null,
      process: found?.process_id ?? null,
      contact: await askedAt(row, store),
    },
  };
}

/** The address that the survey went to. */
async function askedAt({ job_key: jobKey, case_key: caseKey }: Row, store: OpenStore): Promise<Json> {
  const mail = jobKey === null ? undefined : await store.find('mails', { job_key: Number(jobKey) });
  const text = mail && (await store.open(Number(caseKey), 'mail', String(mail.content)));
  return text === undefined ? null : ((JSON.parse(text) as { to: string[] }).to[0] ?? null);
}
