// Backups: which there are, making one now, whether one is what it was, and how to go back to it.
import { administrationTabs } from '../desk/administration.ts';
import { namesOf } from '../desk/names.ts';
import { openStoreOf } from '../desk/openStore.ts';
import { refusalWords } from '../desk/refusals.ts';
import type { BackupRecord, Oversight } from '../engine.ts';
import { sizeWords } from '../render/words.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const most = 50;
/** A small database is copied before the page is back; a large one goes on meanwhile. */
const patienceMs = 3_000;

/** A key is durable before anything is sealed under it, and the last anchor must not be younger than the history. */
const dumps = [
  'pg_dump --format=custom --table=cauce_keys.secrets --file=secrets.dump "$DATABASE_URL"',
  'pg_dump --format=custom --exclude-schema=cauce_keys --exclude-schema=cauce_search --file=cauce.dump "$DATABASE_URL"',
  'pg_dump --format=custom --table=cauce_keys.data_keys --file=keys.dump "$DATABASE_URL"',
];

type Backups = Oversight['backups'];

function backupsOf(visit: Visit): Backups {
  if (!visit.oversight) throw notFound();
  return visit.oversight.backups;
}

const notices: { [name: string]: boolean } = {
  made: false,
  running: false,
  busy: true,
  failed: true,
  same: false,
  differs: true,
};

function noticeOf(visit: Visit) {
  const name = visit.query('notice') ?? '';
  if (!Object.hasOwn(notices, name)) return undefined;
  return { text: visit.t(`backups.notice.${name}`), wrong: notices[name] === true };
}

const states = { RUNNING: 'active', MADE: 'onTime', FAILED: 'overdue' } as const;

function view(visit: Visit, backup: BackupRecord, names: Map<string, string>) {
  const isGone = backup.state === 'MADE' && !backup.isThere;
  const by =
    backup.madeBy === 'system' ? visit.t('backups.byItself') : (names.get(backup.madeBy) ?? backup.madeBy);
  return {
    at: backup.beganAt,
    by,
    state: visit.t(isGone ? 'backups.state.GONE' : `backups.state.${backup.state}`),
    stateClass: isGone ? 'none' : states[backup.state],
    file: backup.file,
    keysFile: backup.keysFile,
    length: backup.bytes === null ? '' : sizeWords(visit.lang, backup.bytes),
    hash: backup.hash,
    position: backup.position,
    error: backup.error && refusalWords(visit, backup.error),
    check: backup.isThere && `${visit.base}/admin/copias/${backup.id}/comprobar`,
  };
}

async function show(visit: Visit): Promise<void> {
  const backups = backupsOf(visit);
  const all = await backups.list(most);
  const names = await namesOf(
    visit.engine.store,
    all.map(({ madeBy }) => madeBy),
  );
  const last = all.find(({ state, isThere }) => state === 'MADE' && isThere);
  const live = openStoreOf(visit).filename;
  // Where no keys were copied, those that are there stay.
  const keys = last ? last.keysFile : backups.keysFolder && `${backups.keysFolder}/cauce-….db.keys`;
  const copies = [`cp ${last?.file ?? `${backups.folder}/cauce-….db`} ${live}`];
  if (keys) copies.push(`cp ${keys} ${live}.keys`);
  visit.show('backups', {
    title: visit.t('backups.title'),
    heading: visit.t('backups.title'),
    tabs: administrationTabs(visit),
    notice: noticeOf(visit),
    possible: backups.possible,
    lastAt: last?.beganAt,
    folder: backups.folder,
    keysFolder: backups.keysFolder,
    backups: all.map((each) => view(visit, each, names)),
    names: { keys: 'BACKUP_KEYS_DIR', master: `${live}.master` },
    commands: {
      copy: copies.join('\n'),
      dump: dumps.join('\n'),
    },
  });
}

async function make(visit: Visit): Promise<void> {
  const made = backupsOf(visit)
    .make(visit.principal.username)
    .then((record) => (record === undefined ? 'busy' : record.state === 'MADE' ? 'made' : 'failed'));
  const later = new Promise<'running'>((resolve) => {
    setTimeout(() => resolve('running'), patienceMs).unref();
  });
  visit.go(`/admin/copias?notice=${await Promise.race([made, later])}`);
}

async function check(visit: Visit): Promise<void> {
  const same = await backupsOf(visit).check(visit.key('id'));
  if (same === undefined) throw notFound();
  visit.go(`/admin/copias?notice=${same ? 'same' : 'differs'}`);
}

export const backupPages: PageRoute[] = [
  get('/admin/copias', 'operation:write', show),
  post('/admin/copias', 'operation:write', make),
  post('/admin/copias/:id/comprobar', 'operation:write', check),
];
