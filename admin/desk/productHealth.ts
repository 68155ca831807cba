// Whether the product is well, thing by thing: what it is, how it stands, and what to do where something is wrong.
import { type Oversight, unstaffedGroups } from '../engine.ts';
import { dateTimeWords, durationWords, sizeWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';
import { mailboxTroubles } from './refusedMails.ts';

export interface Check {
  name: string;
  level: 'fine' | 'look' | 'wrong' | 'unknown';
  state: string;
  stateClass: string;
  words: string;
  href?: string | undefined;
}

type Figures = Awaited<ReturnType<Oversight['figures']['read']>>;
type Finding = Pick<Check, 'level' | 'words' | 'href'>;

const gigabyte = 1024 ** 3;
const hour = 3_600_000;
const classes = { fine: 'onTime', look: 'atRisk', wrong: 'overdue', unknown: 'none' } as const;

export async function productHealth(visit: Visit, oversight: Oversight): Promise<Check[]> {
  const figures = await oversight.figures.read(0);
  const found: [name: string, Finding][] = [
    ['database', await database(visit, figures)],
    ['disk', disk(visit, figures)],
    ['history', history(visit, figures)],
    ['backups', backups(visit, oversight, figures)],
    ['incidents', counted(visit, 'incidents', figures.incidents, '/admin/operacion/incidentes')],
    ['timers', counted(visit, 'timers', figures.timersLate, '/admin/operacion/relojes?due=late')],
    ['jobs', counted(visit, 'jobs', figures.jobsFailing, '/admin/operacion/trabajos?wait=failing')],
    ['mailOut', mailOut(visit, figures)],
    ['mailIn', await mailIn(visit)],
    ['groups', await groups(visit)],
    ['nodes', await nodes(visit, oversight)],
    ['process', thisProcess(visit, oversight)],
  ];
  return found.map(([name, finding]) => ({
    name: visit.t(`health.${name}`),
    state: visit.t(`health.level.${finding.level}`),
    stateClass: classes[finding.level],
    ...finding,
    href: finding.href && visit.base + finding.href,
  }));
}

async function database(visit: Visit, figures: Figures): Promise<Finding> {
  const store = openStoreOf(visit);
  const began = performance.now();
  const isWritable = await store
    .write((db) => db('cauce_schema').max('number as number').first())
    .then(
      () => true,
      () => false,
    );
  if (!isWritable) return { level: 'wrong', words: visit.t('health.database.refuses') };
  const ms = Math.max(1, Math.round(performance.now() - began));
  const kind = store.dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  // What was committed last may still be in the log alone.
  const bytes = (figures.databaseBytes ?? 0) + (figures.logBytes ?? 0);
  const size = figures.databaseBytes === null ? '' : sizeWords(visit.lang, bytes);
  if ((figures.logBytes ?? 0) > gigabyte)
    return {
      level: 'look',
      words: visit.t('health.database.log', { size: sizeWords(visit.lang, figures.logBytes ?? 0) }),
    };
  return {
    level: 'fine',
    words: visit.t(size ? 'health.database.file' : 'health.database.server', { kind, size, ms }),
  };
}

function disk(visit: Visit, { diskFreeBytes: free, databaseBytes }: Figures): Finding {
  if (free === null) return { level: 'unknown', words: visit.t('health.disk.server') };
  const words = visit.t('health.disk.free', { size: sizeWords(visit.lang, free) });
  if (free < gigabyte / 4) return { level: 'wrong', words: `${words} ${visit.t('health.disk.act')}` };
  // A backup needs as much again.
  const isTight = free < gigabyte || free < (databaseBytes ?? 0);
  return {
    level: isTight ? 'look' : 'fine',
    words: isTight ? `${words} ${visit.t('health.disk.act')}` : words,
  };
}

const at = (visit: Visit, instant: number): string =>
  dateTimeWords(visit.lang, instant, visit.options.timeZone);

function history(visit: Visit, { anchorAt }: Figures): Finding {
  if (anchorAt === null) return { level: 'unknown', words: visit.t('health.history.none') };
  return { level: 'fine', words: visit.t('health.history.signed', { at: at(visit, anchorAt) }) };
}

function backups(visit: Visit, { backups }: Oversight, { backupAt, at: now }: Figures): Finding {
  const href = '/admin/copias';
  if (!backups.possible) return { level: 'unknown', words: visit.t('health.backups.server'), href };
  if (backupAt === null) return { level: 'wrong', words: visit.t('health.backups.none'), href };
  const age = now - backupAt;
  const level = age > 7 * 24 * hour ? 'wrong' : age > 26 * hour ? 'look' : 'fine';
  return { level, words: visit.t('health.backups.last', { at: at(visit, backupAt) }), href };
}

function counted(visit: Visit, name: string, count: number, href: string): Finding {
  if (count === 0) return { level: 'fine', words: visit.t(`health.${name}.none`) };
  return {
    level: name === 'jobs' ? 'look' : 'wrong',
    words: visit.t(`health.${name}.some`, { count }),
    href,
  };
}

function mailOut(visit: Visit, { mailsQueued, mailsFailed, mailsSince, at: now }: Figures): Finding {
  const href = '/admin/operacion/correos';
  if (!visit.retryMail && mailsQueued > 0) return { level: 'wrong', words: visit.t('mails.noServer'), href };
  if (!visit.retryMail) return { level: 'unknown', words: visit.t('health.mailOut.unset') };
  if (mailsFailed > 0)
    return { level: 'wrong', words: visit.t('health.mailOut.failed', { count: mailsFailed }), href };
  if (mailsSince !== null && now - mailsSince > hour)
    return { level: 'look', words: visit.t('health.mailOut.waits', { at: at(visit, mailsSince) }), href };
  return { level: 'fine', words: visit.t('mails.none') };
}

async function mailIn(visit: Visit): Promise<Finding> {
  const [trouble] = await mailboxTroubles(visit);
  if (trouble) return { level: 'wrong', words: trouble, href: '/admin/operacion' };
  return { level: 'fine', words: visit.t('health.mailIn.fine') };
}

async function groups(visit: Visit): Promise<Finding> {
  const names = await unstaffedGroups(visit.engine.store);
  if (names.length === 0) return { level: 'fine', words: visit.t('health.groups.fine') };
  const words = visit.t('health.groups.empty', { names: names.slice(0, 5).join(', ') });
  return { level: 'look', words, href: '/admin/grupos' };
}

async function nodes(visit: Visit, { release }: Oversight): Promise<Finding> {
  const all = await visit.engine.nodes();
  const others = all.filter((node) => node.release !== release && node.release !== '');
  if (others.length > 0) {
    const releases = [...new Set([release, ...others.map((node) => node.release)])].join(', ');
    return { level: 'look', words: visit.t('health.nodes.differ', { releases }) };
  }
  return { level: 'fine', words: visit.t('health.nodes.same', { count: Math.max(1, all.length), release }) };
}

function thisProcess(visit: Visit, { since }: Oversight): Finding {
  const uptime = durationWords(visit.lang, Math.max(1_000, visit.engine.now() - since));
  const memory = sizeWords(visit.lang, process.memoryUsage().rss);
  return { level: 'fine', words: visit.t('health.process.words', { uptime, memory, node: process.version }) };
}
