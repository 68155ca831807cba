// `GET /metrics` for the monitoring of who runs the product: by a token, or without one from this machine alone.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type RequestHandler, Router } from 'express';
import type { Measurements } from '../monitoring/measurements.ts';
import type { HttpOptions } from './options.ts';

export interface MetricsParts {
  measurements: Measurements;
  options: Pick<HttpOptions, 'publicUrl' | 'trustProxy'>;
  /** Without it only this machine may ask, and only where no proxy stands in front. */
  token?: string | undefined;
}

const localNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Whoever may not ask is not told that there is something to ask for. */
export function metricsRouter(parts: MetricsParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/metrics', async (request, response, next) => {
    if (!mayAsk(request, parts)) return next();
    const { text, type } = await parts.measurements.text();
    response.setHeader('Cache-Control', 'no-store');
    response.type(type).send(text);
  });
  return router;
}

function mayAsk(request: IncomingMessage, { token, options }: MetricsParts): boolean {
  if (token !== undefined) return sameSecret(request.headers.authorization ?? '', `Bearer ${token}`);
  // Behind a proxy everybody seems to be of this machine.
  if (options.publicUrl !== undefined || options.trustProxy > 0) return false;
  if (forwarded.some((name) => request.headers[name] !== undefined)) return false;
  const isLocal = /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '');
  return isLocal && localNames.test(request.headers.host ?? '');
}

/** Compared by their hashes, so that neither length nor place of the first difference shows. */
function sameSecret(given: string, expected: string): boolean {
  const hashOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashOf(given), hashOf(expected));
}

export interface AnsweredRequest {
  kind: 'api' | 'page' | 'other';
  method: string;
  /** As it was declared; empty where nothing is at that address. */
  route: string;
  status: number;
  seconds: number;
}

/** Tells of each request once it is answered, or its connection is gone. */
export function watchRequests(answered: (request: AnsweredRequest) => void): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { path } = (request.route ?? {}) as { path?: unknown };
      const isApi = request.originalUrl.startsWith(`${request.baseUrl}/v2/`);
      const route = typeof path === 'string' ? (isApi ? `/v2${path}` : path) : '';
      answered({
        kind: isApi ? 'api' : route === '' ? 'other' : 'page',
        method: request.method,
        route,
        status: response.writableFinished ? response.statusCode : 499,
        seconds: (performance.now() - began) / 1000,
      });
    });
    next();
  };
}
