// Reads posted forms, with or without files, within limits; and tells what an uploaded file is by its first bytes.
import express, { type Request, type RequestHandler } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import multer from 'multer';
import { PageError, type PageOptions, type PostedFile } from './visit.ts';

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
  /** Refuses by its announced length what nobody should have to read through. */
  ceiling: RequestHandler;
  files: RequestHandler;
  /** The fields of a form with files, and of the files their names alone: for who may not send any. */
  namesOfFiles: RequestHandler;
}

/**
 * Keeps files in memory. One beyond the limit is read to its end and not kept, so that the other answers of its form
 * arrive; so is one for which there is no room beside the others.
 */
function withinLimit(limit: number): multer.StorageEngine {
  const kept = new WeakMap<object, number>();
  return {
    _handleFile(request, file, done) {
      let chunks: Buffer[] = [];
      let size = 0;
      let refused: PostedFile['refused'];
      file.stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        const together = (kept.get(request) ?? 0) + chunk.length;
        if (size > limit) refused = 'size';
        else if (together > 2 * limit) refused = 'total';
        if (refused === undefined) {
          chunks.push(chunk);
          kept.set(request, together);
        } else {
          const released = chunks.reduce((sum, each) => sum + each.length, 0);
          kept.set(request, (kept.get(request) ?? 0) - released);
          chunks = [];
        }
      });
      file.stream.once('error', done);
      file.stream.once('end', () => {
        const buffer = Buffer.concat(chunks);
        done(null, { buffer, size, ...(refused && { refused }) } as Partial<Express.Multer.File>);
      });
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

export function filesOf(request: Request): PostedFile[] {
  const files = Array.isArray(request.files) ? request.files : [];
  return files.map((file: Express.Multer.File & Pick<PostedFile, 'refused'>) => ({
    field: file.fieldname,
    name: file.originalname,
    content: file.buffer,
    size: file.size,
    ...(file.refused && { refused: file.refused }),
  }));
}

/** The parser throws plain errors for a body that it cannot read; they are the sender's. */
function readable(read: RequestHandler): RequestHandler {
  return (request, response, next) => {
    read(request, response, (error?: unknown) => {
      next(!error || error instanceof multer.MulterError ? error : new PageError(400));
    });
  };
}

export function readPosted(options: PageOptions): PostReaders {
  const most = 8 * options.fileLimit + 1024 * 1024;
  const upload = multer({
    storage: withinLimit(options.fileLimit),
    // File names arrive in the encoding of the form, which is UTF-8.
    defParamCharset: 'utf8',
    limits: {
      files: Math.min(options.filesLimit, 20),
      fields: 500,
      fieldSize: 1024 * 1024,
      fieldNameSize: 300,
      parts: 520,
    },
  });
  const namesAlone = multer({
    storage: withinLimit(0),
    defParamCharset: 'utf8',
    limits: { files: 20, fields: 300, fieldSize: 200_000, fieldNameSize: 300, parts: 320 },
  });
  return {
    fields: express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 1000 }),
    ceiling: (request, response, next) => {
      const length = Number(request.headers['content-length'] ?? Number.NaN);
      if (length <= most) return next();
      // Else the browser would send all of it before it shows what we answered.
      response.setHeader('Connection', 'close');
      next(new PageError(413));
    },
    files: readable(upload.any()),
    namesOfFiles: readable(namesAlone.any()),
  };
}
