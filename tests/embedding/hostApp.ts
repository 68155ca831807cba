// Somebody else's Express app, with a database and tables of its own, that mounts Cauce under a prefix.
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import knex, { type Knex } from 'knex';
import { onTestFinished } from 'vitest';
import { type Cauce, type CauceOptions, createCauce } from '../../engine/index.ts';

export interface HostApp {
  cauce: Cauce;
  knex: Knex;
  filename: string;
  url: string;
  /** Relative to the host; cookies are kept as a browser keeps them. */
  visit(path: string, init?: RequestInit): Promise<Response>;
}

export async function openHost(
  options: CauceOptions = {},
  before?: (app: Express) => void,
): Promise<HostApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-host-'));
  const filename = join(folder, 'host.db');
  const db = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
  await db.schema.createTable('orders', (table) => {
    table.increments('id');
    table.text('customer');
  });
  await db('orders').insert({ customer: 'ACME' });
  const cauce = await createCauce({ knex: db, ...options });
  const app = express();
  before?.(app);
  app.get('/', (_, response) => void response.send('the host'));
  app.use('/cauce', cauce.router());
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await cauce.close();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  return { cauce, knex: db, filename, url, visit: visitor(url) };
}

function visitor(url: string): HostApp['visit'] {
  const cookies = new Map<string, string>();
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
}

/** Every address of our own site that a page names. */
export function addressesIn(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action)="(\/[^"]*)"/g)].map((match) => match[1] as string);
}
