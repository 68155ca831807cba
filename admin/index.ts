// The web pages as one Express router: every page with its policy, its limits and its security headers.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import staticGzip from 'express-static-gzip';
import helmet from 'helmet';
import {
  type Access,
  authorize,
  type Engine,
  identify,
  isGenuine,
  type Oversight,
  type Verifications,
} from './engine.ts';
import { createFilingQuota, filingLimits } from './filing/quota.ts';
import { keepAtTheDoor, keepWithOldToken } from './keptPost.ts';
import { isRefresh, limitBytes, limitPerAddress, refreshesPerRequest } from './limits.ts';
import { openVisit } from './openVisit.ts';
import { showError } from './pages/errors.ts';
import { pageRoutes } from './pages/index.ts';
import { loadAssets } from './render/assets.ts';
import { checkPages, type PageRoute } from './route.ts';
import { readPosted } from './uploads.ts';
import { PageError, type PageOptions, type Pages, type RetryMail } from './visit.ts';

export { type MailerOptions, mailDueReports, type ReportMail } from './reports/schedules/mailer.ts';
export type { PageOptions } from './visit.ts';

export interface PageParts {
  engine: Engine;
  access: Access;
  verifications: Verifications;
  /** Absent where no mail server is configured. */
  retryMail?: RetryMail;
  surveyAnswered?: () => void;
  oversight?: Oversight;
  /** Told of what we could not answer; whoever asked knows the reference alone. */
  failed?: (reference: string, error: unknown, place: string) => void;
  options: Omit<PageOptions, 'timeZone' | 'publicLimit' | 'secondPerson'> &
    Partial<Pick<PageOptions, 'timeZone' | 'publicLimit' | 'secondPerson'>>;
}

/** Scripts are ours alone; only the diagram's library may write inline styles. */
function securityHeaders(diagram: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: diagram ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Not `no-referrer`: browsers would then post our own forms with the origin `null`.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  });
}

/** Nobody signed in is sent to the door and back; somebody without the permission sees why not. */
function admit(pages: Pages, route: PageRoute): RequestHandler {
  return (request, response, next) => {
    const visit = openVisit(pages, request, response);
    if (route.action === 'public') return next();
    response.setHeader('Cache-Control', 'no-store');
    if (!visit.identity) {
      const here = request.method === 'GET' ? request.url : '';
      return visit.go(`/entrar${here ? `?next=${encodeURIComponent(here)}` : ''}`);
    }
    if (visit.identity.mustChangePassword && route.action !== 'signedIn') return visit.go('/clave');
    if (!authorize(visit.principal, route.action)) return next(new PageError(403));
    next();
  };
}

function serve(pages: Pages, route: PageRoute): RequestHandler {
  return async (request, response) => {
    const visit = openVisit(pages, request, response);
    if (!isGenuine(request, pages.options, visit.field('_csrf'))) {
      if (keepWithOldToken(visit, route)) return;
      throw new PageError(400);
    }
    if (isRefresh(request) && visit.field('_form') !== 'refresh') throw new PageError(400);
    if (route.upload !== 'form' && visit.files.some((file) => file.refused)) throw new PageError(413);
    await route.handler(visit);
  };
}

/** What the store refuses, told to people. */
const statuses: ReadonlyMap<string, number> = new Map([
  ['CURSOR_INVALID', 400],
  ['DOCUMENT_TOO_LARGE', 413],
  ['DOCUMENT_ERASED', 404],
  ['STORE_CLOSED', 503],
  ['SQLITE_FULL', 503],
  ['SQLITE_READONLY', 503],
]);

function statusOf(error: unknown): number {
  if (error instanceof PageError) return error.status;
  const { status, name, code } = (error ?? {}) as { status?: unknown; name?: unknown; code?: unknown };
  const known = statuses.get(String(code));
  if (known !== undefined) return known;
  if (name === 'MulterError') return String(code).startsWith('LIMIT_') ? 413 : 400;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** The route as it was declared: the address itself may hold somebody's code. */
function placeOf(request: Request): string {
  const route: unknown = request.route;
  return typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : '';
}

function errors(pages: Pages, failed: PageParts['failed']): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    const reference = randomUUID();
    // The reference alone goes to the visitor.
    if (status >= 500) failed?.(reference, error, `${request.method} ${placeOf(request)}`);
    showError(openVisit(pages, request, response), status, status >= 500 ? reference : undefined);
  };
}

/** As small as the browser takes them: the build packs each beforehand. */
function serveAssets(folder: string): RequestHandler {
  return staticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: { maxAge: '365d', immutable: true },
  });
}

export function createPages({
  engine,
  access,
  verifications,
  retryMail,
  surveyAnswered,
  oversight,
  failed,
  options,
}: PageParts): Router {
  const usual = { timeZone: 'America/Bogota', publicLimit: 120, secondPerson: false, ...options };
  const pages: Pages = {
    engine,
    access,
    verifications,
    ...(retryMail && { retryMail }),
    ...(surveyAnswered && { surveyAnswered }),
    ...(oversight && { oversight }),
    options: usual,
    filings: createFilingQuota(filingLimits(usual.publicLimit, usual.fileLimit)),
    assets: loadAssets(),
  };
  // One address, one page: rules by address elsewhere must not be passed by another way of writing it.
  const router = express.Router({ caseSensitive: true, strict: true });
  const staticFolder = fileURLToPath(new URL('./static/', import.meta.url));
  router.use('/assets/static', express.static(staticFolder, { maxAge: '1d' }));
  if (existsSync(pages.assets.folder)) router.use('/assets', serveAssets(pages.assets.folder));
  router.use('/assets', (_request, response) => void response.status(404).end());
  const identified = identify(access);
  router.use((request, _response, next) => void identified(request).then(() => next(), next));
  const { publicLimit } = pages.options;
  const limits = [
    limitPerAddress(publicLimit, (request) => !isRefresh(request)),
    limitPerAddress(refreshesPerRequest * publicLimit, isRefresh),
  ];
  const read = readPosted(pages.options);
  checkPages(pageRoutes);
  for (const route of pageRoutes) {
    const steps: RequestHandler[] = [securityHeaders(route.diagram === true)];
    if (route.limited) steps.push(...limits);
    steps.push(...keepAtTheDoor(pages, route, read), admit(pages, route));
    // Each reads its own kind of body and leaves the other alone.
    if (route.method === 'post') steps.push(read.fields);
    if (route.upload) steps.push(read.ceiling);
    if (route.upload && route.action === 'public') steps.push(limitBytes(pages));
    if (route.upload) steps.push(read.files);
    router[route.method](route.path, ...steps, serve(pages, route));
  }
  router.use(securityHeaders(false), (_request, _response, next) => next(new PageError(404)));
  router.use(errors(pages, failed));
  return router;
}
