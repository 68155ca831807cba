// How often and how much strangers may ask: requests and bytes of one address, forms that show themselves again on their own.
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { PageError, type Pages } from './visit.ts';

/** Larger, it carries files. */
const mostWords = 256 * 1024;

/** A form that shows itself again while somebody fills it in; no file comes with it, so more of them are let in. */
export const isRefresh = (request: Request): boolean =>
  request.headers['x-cauce-refresh'] === '1' &&
  !(Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > mostWords);
export const refreshesPerRequest = 20;

/** Counts requests per address; refreshes on their own. */
export function limitPerAddress(limit: number, counts: (request: Request) => boolean): RequestHandler {
  return rateLimit({
    windowMs: 15 * 60_000,
    limit,
    standardHeaders: true,
    legacyHeaders: false,
    skip: (request) => !counts(request),
    handler: (_request, _response, next) => next(new PageError(429)),
  });
}

/** What strangers upload is counted too: by address, in an hour. */
export function limitBytes({ engine, filings }: Pages): RequestHandler {
  return (request, response, next) => {
    const bytes = Number(request.headers['content-length'] ?? 0);
    const takes = filings.takes(ipKeyGenerator(request.ip ?? ''), bytes, engine.now());
    if (takes) return next();
    response.setHeader('Connection', 'close');
    next(new PageError(429));
  };
}
