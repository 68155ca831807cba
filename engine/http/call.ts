// Builds what a handler gets to see of a request.
import type { Request } from 'express';
import type { Row } from '../store/store.ts';
import { anonymous, identityOf, localeOf } from './caller.ts';
import type { Call, HttpContext, UploadedFile } from './route.ts';

/** What the policy's loader found is put in once it is known. */
export type CallWithoutRow = Omit<Call<unknown>, 'row'> & { row?: Row };

export interface CallParts {
  action: string;
  body: unknown;
  keys: Map<string, number>;
  commandId: string | undefined;
}

function filesOf({ files }: Request): UploadedFile[] {
  if (!Array.isArray(files)) return [];
  return files.map((file) => ({
    field: file.fieldname,
    name: file.originalname,
    contentType: file.mimetype,
    content: file.buffer,
  }));
}

function goneOf({ socket, res }: Request): AbortSignal {
  const controller = new AbortController();
  // Who went while their body was read, or while others were asked, says so no more.
  if (socket.destroyed) controller.abort();
  const abort = () => controller.abort();
  // Of the socket: a response that waits behind another on the same connection hears of nothing.
  socket.once('close', abort);
  res?.once('finish', () => socket.off('close', abort));
  return controller.signal;
}

export function callOf(context: HttpContext, request: Request, parts: CallParts): CallWithoutRow {
  const identity = identityOf(request);
  const principal = identity?.principal ?? anonymous;
  const { engine, store, access, options, secrets } = context;
  return {
    engine,
    store,
    access,
    options,
    secrets,
    request,
    principal,
    identity,
    locale: localeOf(request),
    submission: { principal, ...(parts.commandId !== undefined && { commandId: parts.commandId }) },
    body: parts.body,
    files: filesOf(request),
    key: (name) => parts.keys.get(name) ?? -1,
    name: (name) => String(request.params[name] ?? ''),
    query(name) {
      const value = request.query[name];
      return typeof value === 'string' ? value : undefined;
    },
    async recordReads(caseKeys) {
      if (principal.kind !== 'user') return;
      const { username } = principal;
      const reads = [...new Set(caseKeys)].map((caseKey) => ({ caseKey, username, action: parts.action }));
      await context.access.reads.record(reads);
    },
    gone: () => goneOf(request),
  };
}
