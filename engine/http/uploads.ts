// Reads multipart bodies into memory within limits: few parts, bounded sizes, a length told beforehand.
import type { RequestHandler } from 'express';
import multer from 'multer';
import { localeOf } from './caller.ts';
import { refusal, sendProblem } from './problem.ts';
import type { Route } from './route.ts';

/** Memory is taken as a body arrives, so its whole length must be known, and allowed, first. */
function checkLength(limit: number): RequestHandler {
  return (request, response, next) => {
    const length = Number(request.headers['content-length']);
    if (length <= limit) return next();
    const code = Number.isNaN(length) ? 'LENGTH_REQUIRED' : 'BODY_TOO_LARGE';
    response.setHeader('Connection', 'close');
    sendProblem(response, refusal(code), localeOf(request));
  };
}

export function readMultipart({
  files,
  fileLimit,
  bodyLimit,
}: NonNullable<Route['multipart']>): RequestHandler[] {
  const read = multer({
    storage: multer.memoryStorage(),
    preservePath: true,
    // File names arrive in the encoding of the form, which is UTF-8 everywhere today.
    defParamCharset: 'utf8',
    limits: {
      fileSize: fileLimit,
      files,
      fields: 20,
      fieldSize: 64 * 1024,
      fieldNameSize: 100,
      parts: files + 20,
      headerPairs: 20,
    },
  });
  return [checkLength(bodyLimit), readable(read.any())];
}

/** The parser throws plain errors for a body that it cannot read; they are the sender's. */
function readable(read: RequestHandler): RequestHandler {
  return (request, response, next) => {
    read(request, response, (error?: unknown) => {
      if (!error || error instanceof multer.MulterError) return next(error);
      sendProblem(response, refusal('MULTIPART_INVALID'), localeOf(request));
    });
  };
}
