// `GET /ready` on a PostgreSQL that goes and comes back.
import { afterEach, expect, it } from 'vitest';
import { startPostgres } from '../../harness/postgres/server.ts';
import { until } from '../../nodes/openNodes.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const open: ServerUnderTest[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

it('a database that is away is not ready, nobody is told of a bug, and it is ready when it is back', async () => {
  const postgres = await startPostgres();
  try {
    const server = await openServer({}, [], postgres.url('postgres'));
    open.push(server);
    const ready = async () => (await server.fetch('', '/ready')).status;
    const search = async () => (await server.post('worker', '/v2/process-instances/search', {})).status;
    expect(await ready()).toBe(200);
    expect(await search()).toBe(200);
    await postgres.stop('immediate');
    await until(async () => (await ready()) === 503, 'it to be not ready');
    expect(await search()).toBe(503);
    await postgres.start();
    await until(async () => (await ready()) === 200, 'it to be ready again');
    let answered = 0;
    const isAnswered = async () => {
      answered = await search();
      return answered === 200;
    };
    await until(isAnswered, 'it to answer again').catch((error) => {
      throw new Error(`${error.message}: ${answered}`);
    });
    await server.close();
    open.pop();
  } finally {
    await postgres.remove();
  }
}, 120_000);
