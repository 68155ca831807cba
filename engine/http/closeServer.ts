// Closes a server: no new connections, whoever asked is answered, and who stays busy for too long is cut.
import type { Server } from 'node:http';

/** Connections that are still busy after so many milliseconds are cut. */
const PATIENCE = 2_000;

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
