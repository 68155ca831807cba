// An Express server whose POST reads its JSON and does nothing: the most that Express answers on this machine.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { answering } from './children.ts';

const app = express();
app.use(express.json());
app.post('/v2/user-tasks/:key/completion', (_request, response) => {
  response.json({ nextTasks: [] });
});
const server = app.listen(0, '127.0.0.1');
const listening = new Promise<void>((resolve) => server.once('listening', resolve));

answering(
  async () => {
    await listening;
    const paths = Array.from(
      { length: Number(process.argv[2]) },
      (_, at) => `/v2/user-tasks/${at}/completion`,
    );
    return { port: (server.address() as AddressInfo).port, token: 'none', paths };
  },
  async () => void server.close(),
);
