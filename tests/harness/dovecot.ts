// A real IMAP server (Debian's dovecot-imapd) on a port of its own, with throw-away mailboxes; any user, one password.
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort } from './freePort.ts';

export interface MailServer {
  port: number;
  /** As `IMAP_URL` has it. */
  url(user: string, query?: string): string;
  /** Puts a mail into a folder, as a delivery would. */
  deliver(user: string, mail: string | Buffer, flags?: string[], folder?: string): Promise<void>;
  /** Subjects of a folder with their flags, in the order of their UIDs. */
  folder(user: string, name?: string): Promise<{ subject: string; flags: string[] }[]>;
  close(): Promise<void>;
}

const PASSWORD = 'clave-de-prueba';
/** The server never reads mail as root. */
const NOBODY = 65_534;

export async function openDovecot(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-imap-'));
  const port = await freePort();
  const { uid, gid, username } = userInfo();
  const owner = uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name), { mode: 0o755 });
  chownSync(join(folder, 'mail'), owner.uid, owner.gid);
  if (uid === 0) chownSync(folder, owner.uid, owner.gid);
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configuration(folder, port, owner, username));
  const server = spawn('/usr/sbin/dovecot', ['-F', '-c', config], { stdio: 'ignore' });
  await listening(port, server, join(folder, 'dovecot.log'));
  return {
    port,
    url: (user, query = '') => {
      const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(PASSWORD)}`;
      return `imap://${credentials}@127.0.0.1:${port}/INBOX${query}`;
    },
    deliver: (user, mail, flags = [], name = 'INBOX') =>
      asUser(port, user, async (client) => {
        await client.append(name, Buffer.isBuffer(mail) ? mail : Buffer.from(mail), flags);
      }),
    folder: (user, name = 'INBOX') =>
      asUser(port, user, async (client) => {
        const found: { subject: string; flags: string[] }[] = [];
        await client.mailboxOpen(name, { readOnly: true });
        for await (const { envelope, flags } of client.fetch('1:*', { envelope: true, flags: true }))
          found.push({ subject: envelope?.subject ?? '', flags: [...(flags ?? [])].sort() });
        return found;
      }),
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null) server.kill('SIGTERM');
      if (server.exitCode === null) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(
  folder: string,
  port: number,
  owner: { uid: number; gid: number },
  username: string,
): string {
  // Started as root it gives its rights up to the users that its package made.
  const isRoot = username === 'root';
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
${isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}`}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
`;
}

async function listening(port: number, server: ChildProcess, log: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`dovecot ended: ${readFileSync(log, 'utf8')}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function asUser<T>(port: number, user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user, pass: PASSWORD };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}
