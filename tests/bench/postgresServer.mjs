// Starts a PostgreSQL of our own for the run, in a process beside it, unless DATABASE_URL names one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export async function postgresServer() {
  const named = process.env.DATABASE_URL;
  if (/^postgres(ql)?:/.test(named ?? '')) return { url: named, stop: async () => {} };
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', path('../typescriptSources.mjs'), path('postgresServer.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const url = await new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`Expected PostgreSQL to start, but it ended (${code})`)));
  });
  return {
    url,
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
