// The web application: security headers, identity, `/v2`, the pages that are handed in, and errors.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type RequestHandler, type Response, Router } from 'express';
import helmet from 'helmet';
import type { Access } from '../access/access.ts';
import type { Measurements } from '../monitoring/measurements.ts';
import type { Engine } from '../runtime/engine.ts';
import type { OpenStore } from '../store/openStore.ts';
import { identify } from './caller.ts';
import { answerErrors, answerNotFound, type LogError } from './errors.ts';
import { healthRouter } from './health.ts';
import { createLane } from './lane.ts';
import { messagesOf } from './laneMessages.ts';
import { type AnsweredRequest, metricsRouter, watchRequests } from './metrics.ts';
import { type HttpOptions, type HttpOptionsInput, parseHttpOptions } from './options.ts';
import type { Route } from './route.ts';
import { apiRoutes, createApiRouter, readyRoutes } from './router.ts';
import { webhookRouter } from './webhooks.ts';

export interface HttpParts {
  engine: Engine;
  access: Access;
  options?: HttpOptionsInput;
  /** Pages for people; mounted beside `/v2`, after identity is known. */
  pages?: Router;
  /** Further routes under `/v2`, registered like our own. */
  routes?: Route[];
  /** Values that webhooks name. */
  secrets?: ReadonlyMap<string, string> | undefined;
  version?: string;
  log?: LogError;
  /** What `/metrics` gives out, to whoever has the token; absent: there is no such address. */
  metrics?: { measurements: Measurements; token?: string | undefined };
  /** Told of each request once it is answered. */
  answered?: (request: AnsweredRequest) => void;
}

export interface Http {
  /** Everything, to be mounted in another Express app: `app.use('/cauce', http.router)`. */
  router: Router;
  /** The same as an app of its own. */
  app: Express;
  options: HttpOptions;
  /** Port 0 takes a free one; resolves when connections are accepted. */
  listen(port: number, host?: string): Promise<{ server: Server; url: string }>;
}

const securityHeaders = constant(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // Only behind https does it mean anything, and there the proxy or `publicUrl` decides.
    strictTransportSecurity: false,
  }),
);

/** None of them depends on the request: they are asked for once, and set as they are. */
function constant(middleware: RequestHandler): RequestHandler {
  const headers: [string, string][] = [];
  const removed: string[] = [];
  const response = {
    setHeader: (name: string, value: string) => void headers.push([name, value]),
    removeHeader: (name: string) => void removed.push(name),
  };
  middleware({} as Request, response as unknown as Response, () => {});
  return (_request, response, next) => {
    for (const name of removed) response.removeHeader(name);
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

export function createHttp(parts: HttpParts): Http {
  const options = parseHttpOptions(parts.options);
  const store = openStoreOf(parts.engine);
  const { engine, access, secrets = new Map() } = parts;
  const context = { engine, store, access, options, secrets };
  const router = Router({ caseSensitive: true, strict: false });
  router.use(securityHeaders);
  if (parts.answered) router.use(watchRequests(parts.answered));
  router.use(healthRouter(store));
  if (parts.metrics) router.use(metricsRouter({ ...parts.metrics, options }));
  router.use(webhookRouter(context));
  const identified = identify(access);
  router.use((request, _response, next) => void identified(request).then(() => next(), next));
  const routes = [...apiRoutes(options), ...(parts.routes ?? [])];
  const ready = readyRoutes(context, routes, parts.version ?? '0.0.0');
  router.use('/v2', createApiRouter(context, ready));
  router.use('/v2', answerNotFound);
  if (parts.pages) router.use(parts.pages);
  router.use(answerNotFound);
  const failed = answerErrors(parts.log);
  router.use(failed);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);
  app.set('query parser', 'simple');
  app.use(router);

  const lane = createLane({
    app,
    routes: ready,
    bodyLimit: options.bodyLimit,
    headers: securityHeaders,
    identify: identified,
    failed,
    ...(parts.answered && { answered: parts.answered }),
  });
  const answering = { lane, app, options };
  return { router, app, options, listen: (port, host = '127.0.0.1') => listen(answering, port, host) };
}

/** Documents and sealed values are the store's own; the engine's readers do not see them. */
function openStoreOf(engine: Engine): OpenStore {
  if ('documents' in engine.store && 'openValue' in engine.store) return engine.store as OpenStore;
  throw new Error(
    'Expected an engine on a store that `openStore` opened. Create the engine with `createCauce`.',
  );
}

interface Answering {
  lane: RequestListener;
  app: Express;
  options: HttpOptions;
}

async function listen({ lane, app, options }: Answering, port: number, host: string) {
  const server = createServer(
    {
      ...messagesOf(app),
      requestTimeout: options.requestTimeoutMs,
      headersTimeout: options.headersTimeoutMs,
      connectionsCheckingInterval: 5000,
    },
    lane,
  );
  server.maxConnections = options.maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { server, url: `http://${name === '127.0.0.1' ? 'localhost' : name}:${address.port}` };
}
