// A PostgreSQL for the benchmark, from npm's binaries, with every commit on disk; prints its address, ends with its parent.
import { startPostgres } from '../harness/postgres/server.ts';

const server = await startPostgres({ durable: true, settings: { shared_buffers: '256MB' } });
process.stdout.write(`${server.url('postgres')}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.remove();
  process.exit(0);
});
