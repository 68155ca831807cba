// Requests and responses that are born as those of an Express app: to make them so afterwards, one by one, is slow, and
// leaves objects whose properties are slow to find.
import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';

type Messages = Required<Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>>;

/** For `createServer`; whatever the app itself does with such messages stays as it is. */
export function messagesOf(app: Express): Messages {
  return {
    IncomingMessage: born(IncomingMessage, app.request),
    ServerResponse: born(ServerResponse, app.response),
  } as unknown as Messages;
}

/** Node's constructors are plain functions, made to be called so. */
function born(made: unknown, prototype: object): unknown {
  const original = made as (this: object, ...given: unknown[]) => void;
  function message(this: object, one: unknown, other: unknown): void {
    original.call(this, one, other);
  }
  message.prototype = prototype;
  return message;
}
