// `portal`: many citizens file at once, each by the public page alone. Everyone gets a case, every case a number of its
// own, and the numbers have no hole.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../engine/store/openStore.ts';
import { type ServerProcess, startServer, verifyDatabase } from './serverProcess.ts';
import type { Torture, TortureReport } from './torture.ts';

const processes = fileURLToPath(new URL('../../processes/pqrs', import.meta.url));
const page = '/radicar/pqrs_tobe';
/** Ends what hangs, and says so; what a busy machine needs is far below. */
const ANSWER_LIMIT = 60_000;
const SERIES = /^PQRS-(\d{4})-(\d{6})$/;

const answers = {
  requester_name: 'María José Núñez',
  requester_id_type: 'CC',
  requester_id: '1053800123',
  contact_email: 'mj.nunez@example.com',
  privacy_consent: 'true',
};

export const torture: Torture = {
  summary: 'submissions on the public page by many citizens at once: a case each, numbers without holes',
  // `syncDelay`: milliseconds that every sync takes longer, so that much waits for the disk.
  options: { submissions: 10_000, clients: 50, syncDelay: 0 },
  async run({ submissions = 1, clients = 1, syncDelay = 0 }, progress) {
    const folder = await mkdtemp(join(tmpdir(), 'cauce-portal-'));
    const database = join(folder, 'cauce.db');
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const env = { PUBLIC_LIMIT: String(20 * submissions), TZ: 'America/Bogota' };
    const server = await startServer({ database, processes, env, syncDelay });
    try {
      const began = performance.now();
      const filed = await file(server, { submissions, clients }, report, progress);
      const seconds = (performance.now() - began) / 1000;
      await server.stop();
      const stored = await numbersIn(database);
      judge(filed, stored, report);
      if (stored.length !== submissions) report.wrong.push(`${stored.length} cases of ${submissions}`);
      const verified = await verifyDatabase(database);
      if (!verified.ok) report.wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
      report.figures = {
        submissions,
        clients,
        cases: stored.length,
        seconds: seconds.toFixed(1),
        'cases a second': Math.round(submissions / seconds),
        'slowest answer (ms)': Math.round(Math.max(...filed.values())),
        'batches verified': verified.batches,
      };
      return report;
    } finally {
      await server.kill();
      await rm(folder, { recursive: true });
    }
  },
};

/** Numbers that citizens were shown, with how long each waited for it. */
async function file(
  server: ServerProcess,
  { submissions, clients }: { submissions: number; clients: number },
  report: TortureReport,
  progress: (line: string) => void,
): Promise<Map<string, number>> {
  const filed = new Map<string, number>();
  let next = 0;
  await Promise.all(Array.from({ length: clients }, citizen));
  return filed;

  async function citizen(): Promise<void> {
    while (next < submissions) {
      next += 1;
      const description = `Solicitud ${next}`;
      const form = (await ask(`the form of ${description}`)).text;
      const request = /name="_request" value="([0-9a-f]{32})"/.exec(form)?.[1] ?? '';
      const body = new FormData();
      const _consents = /name="_consents" value="([0-9a-f ]*)"/.exec(form)?.[1] ?? '';
      const posted = { ...answers, description, _request: request, _consents };
      for (const [name, value] of Object.entries(posted)) body.append(name, value);
      const asked = performance.now();
      const { status, text } = await ask(description, { method: 'POST', body });
      const number = /class="number">([^<]+)</.exec(text)?.[1];
      if (number === undefined) report.wrong.push(`${description}: ${status} without a number`);
      else if (filed.has(number)) report.doubled.push(number);
      else filed.set(number, performance.now() - asked);
      if (filed.size % 1_000 === 0) progress(`${filed.size} of ${submissions}`);
    }
  }

  async function ask(what: string, request: RequestInit = {}): Promise<{ status: number; text: string }> {
    try {
      const signal = AbortSignal.timeout(ANSWER_LIMIT);
      const answer = await fetch(server.url + page, { ...request, signal });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      const far = `${filed.size} of ${submissions} have a number`;
      const message = `Expected an answer to ${what}, but: ${error}; ${far}; ${server.complaints()}`;
      throw new Error(message, { cause: error });
    }
  }
}

async function numbersIn(database: string): Promise<(string | null)[]> {
  const store = await openStore({ filename: database, readOnly: true });
  try {
    const rows = (await store.reader('cauce_cases').orderBy('number').select('number')) as {
      number: string | null;
    }[];
    return rows.map(({ number }) => number);
  } finally {
    await store.close();
  }
}

/** Each number from the first on is some case's, and whoever was shown one has it. */
function judge(
  filed: ReadonlyMap<string, number>,
  stored: readonly (string | null)[],
  report: TortureReport,
): void {
  const there = new Set(stored);
  for (const number of filed.keys()) if (!there.has(number)) report.lost.push(number);
  const given = stored.flatMap((number) => Number(SERIES.exec(number ?? '')?.[2] ?? Number.NaN));
  given.forEach((number, index) => {
    if (number !== index + 1) report.wrong.push(`number ${stored[index]} where ${index + 1} was due`);
  });
}
