// Reads posted forms, with or without files, within limits; and tells what an uploaded file is by its first bytes.
import express, { type RequestHandler } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import multer from 'multer';
import { PageError, type PageOptions } from './visit.ts';

const allowed = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/heic',
  'image/gif',
  'image/tiff',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  // Word and Excel of before 2007 share this container; a ZIP is kept as it is and never opened here.
  'application/x-cfb',
  'application/zip',
  'audio/mpeg',
  'audio/ogg',
  'audio/mp4',
  'audio/x-m4a',
  'video/mp4',
]);

/** Plain text has no magic bytes: it is text when all of it reads as UTF-8 without control characters. */
function isPlainText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}

/** The type that the bytes show, where that is one we take; never what the browser claims. */
export async function contentTypeOf(name: string, content: Buffer): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(content);
  if (!found && /\.(txt|csv)$/i.test(name) && isPlainText(content)) return 'text/plain';
  const type = found?.mime.split(';')[0];
  return type !== undefined && allowed.has(type) ? type : undefined;
}

/** Fields as text in `request.body`, files in memory in `request.files`. */
export interface PostReaders {
  fields: RequestHandler;
  /** Refuses by its announced length what could not all be kept in memory. */
  ceiling: RequestHandler;
  files: RequestHandler;
}

export function readPosted(options: PageOptions): PostReaders {
  const most = 2 * options.fileLimit + 1024 * 1024;
  const upload = multer({
    storage: multer.memoryStorage(),
    // File names arrive in the encoding of the form, which is UTF-8.
    defParamCharset: 'utf8',
    limits: {
      fileSize: options.fileLimit,
      files: Math.min(options.filesLimit, 20),
      fields: 500,
      fieldSize: 1024 * 1024,
      fieldNameSize: 300,
      parts: 520,
    },
  });
  return {
    fields: express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 1000 }),
    ceiling: (request, _response, next) => {
      const length = Number(request.headers['content-length'] ?? Number.NaN);
      next(length <= most ? undefined : new PageError(413));
    },
    files: upload.any(),
  };
}
