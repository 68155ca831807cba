// A small server that shows one form, takes what is posted, and keeps what came of it.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import multer from 'multer';
import type { Variables } from '../../../engine/core/json.ts';
import {
  type FieldErrors,
  type FormSchema,
  type Locale,
  parseSubmission,
  renderForm,
  type SubmissionResult,
  type SubmittedFile,
} from '../../../forms/index.ts';
import { evaluate, NOW } from './feel.ts';

const css = readFileSync(new URL('../../../forms/forms.css', import.meta.url), 'utf8');
const PAGE_CSS = `:root{color-scheme:light dark}body{margin:0 auto;max-width:44rem;padding:24px 16px 64px;background:#FBFAF7;color:#1D2327;font:17px/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 20px}.send{margin-top:28px;padding:10px 24px;border:0;border-radius:6px;background:#0B6E75;color:#fff;font:inherit;min-height:44px}
@media(prefers-color-scheme:dark){:root{--raised:#1B1F23;--line:#2C3238;--ink:#E8EAEC;--quiet:#9AA4AD;--cauce:#4FC3C9;--overdue:#F2857E;--edge:#7b858e}body{background:#14171A;color:#E8EAEC}}`;

export interface FormServer {
  url: string;
  results: SubmissionResult[];
  close(): Promise<void>;
}

export interface Served {
  schema: FormSchema;
  stored: Variables;
  locale: Locale;
  /** Left out: a form without files posts urlencoded. */
  multipart?: boolean;
}

export function page(
  served: Served,
  data: Variables,
  errors: FieldErrors = {},
  mode: 'edit' | 'readonly' = 'edit',
): string {
  const { schema, locale } = served;
  const fields = renderForm({
    schema,
    data,
    errors,
    locale,
    mode,
    evaluate,
    now: NOW,
    files: { href: (id) => `/d/${id}` },
  });
  const kind = served.multipart ? ' enctype="multipart/form-data"' : '';
  const send = mode === 'edit' ? '<button class="send" name="_form" value="submit">Enviar</button>' : '';
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>Formulario</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>${PAGE_CSS}${css}</style></head>
<body><main><h1>Analizar caso</h1><form method="post" action="/" novalidate${kind}>${fields}${send}</form></main></body></html>`;
}

export async function serveForm(served: Served): Promise<FormServer> {
  const app = express();
  const results: SubmissionResult[] = [];
  const { schema, stored, locale } = served;
  app.get('/', (_request, response) => {
    response.send(page(served, stored));
  });
  app.post('/', express.urlencoded({ extended: false }), multer().any(), (request, response) => {
    const uploads = Array.isArray(request.files) ? request.files : [];
    const files: SubmittedFile[] = uploads.map((file) => ({
      field: file.fieldname,
      fileName: Buffer.from(file.originalname, 'latin1').toString('utf8'),
      contentType: file.mimetype,
      size: file.size,
      reference: { documentId: `new-${file.size}` },
    }));
    const result = parseSubmission({
      schema,
      body: request.body ?? {},
      files,
      stored,
      locale,
      evaluate,
      now: NOW,
    });
    results.push(result);
    if ('variables' in result) response.send('<!doctype html><title>Listo</title><h1>Listo</h1>');
    else
      response
        .status(Object.keys(result.errors).length > 0 ? 422 : 200)
        .send(page(served, result.values, result.errors));
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    results,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
