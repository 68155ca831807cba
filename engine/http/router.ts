// Mounts every route: one list, one way in, and the description made from the same list.
import express, { Router } from 'express';
import { z } from 'zod';
import type { LaneRoute } from './lane.ts';
import { openApiDocument } from './openapi.ts';
import type { HttpOptions } from './options.ts';
import { authenticationRoutes } from './resources/authentication.ts';
import { calendarRoutes } from './resources/calendars.ts';
import { caseActionRoutes } from './resources/caseActions.ts';
import { caseRelationRoutes } from './resources/caseRelations.ts';
import { caseRoutes } from './resources/cases.ts';
import { catalogRoutes } from './resources/catalogs.ts';
import { conditionalRoutes } from './resources/conditionals.ts';
import { decisionRoutes } from './resources/decisions.ts';
import { deploymentRoutes } from './resources/deployments.ts';
import { documentRoutes } from './resources/documents.ts';
import { elementInstanceRoutes } from './resources/elementInstances.ts';
import { figureRoutes } from './resources/figures.ts';
import { groupRoutes } from './resources/groups.ts';
import { inboundMailRoutes } from './resources/inboundMails.ts';
import { incidentRoutes } from './resources/incidents.ts';
import { indicatorRoutes } from './resources/indicators.ts';
import { jobRoutes } from './resources/jobs.ts';
import { messageRoutes } from './resources/messages.ts';
import { migrationRoutes } from './resources/migration.ts';
import { modificationRoutes } from './resources/modification.ts';
import { noteRoutes } from './resources/notes.ts';
import { processDefinitionRoutes } from './resources/processDefinitions.ts';
import { processInstanceRoutes } from './resources/processInstances.ts';
import { recalculationRoutes } from './resources/recalculation.ts';
import { resourceRoutes } from './resources/resources.ts';
import { roleRoutes } from './resources/roles.ts';
import { slaCommandRoutes } from './resources/slaCommands.ts';
import { slaRoutes } from './resources/slas.ts';
import { systemRoutes } from './resources/system.ts';
import { tokenRoutes } from './resources/tokens.ts';
import { userRoutes } from './resources/users.ts';
import { userTaskRoutes } from './resources/userTasks.ts';
import { userTaskVariableRoutes } from './resources/userTaskVariables.ts';
import { variableRoutes } from './resources/variables.ts';
import { checkRoutes, type HttpContext, type Route, route } from './route.ts';
import { admit, serve } from './serve.ts';
import { readMultipart } from './uploads.ts';
import { webhookRoutes } from './webhooks.ts';

/** All of `/v2`; routes with uploads take their limits from the options. */
export const apiRoutes = (options: HttpOptions): Route[] => [
  ...systemRoutes,
  ...authenticationRoutes,
  ...deploymentRoutes(options),
  ...resourceRoutes,
  ...processDefinitionRoutes,
  ...processInstanceRoutes,
  ...modificationRoutes,
  ...migrationRoutes,
  ...elementInstanceRoutes,
  ...userTaskRoutes,
  ...userTaskVariableRoutes,
  ...variableRoutes,
  ...messageRoutes,
  ...conditionalRoutes,
  ...jobRoutes,
  ...incidentRoutes,
  ...inboundMailRoutes,
  ...decisionRoutes,
  ...documentRoutes(options),
  ...userRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...tokenRoutes,
  ...caseRoutes,
  ...caseActionRoutes,
  ...caseRelationRoutes,
  ...calendarRoutes,
  ...recalculationRoutes,
  ...catalogRoutes,
  ...figureRoutes,
  ...indicatorRoutes,
  ...slaRoutes,
  ...slaCommandRoutes,
  ...noteRoutes,
];

function describing(routes: readonly Route[], version: string): Route {
  let document: unknown;
  return route({
    method: 'get',
    path: '/openapi.json',
    policy: { action: 'public' },
    response: z.looseObject({ openapi: z.string() }),
    summary: 'This description',
    async handler() {
      document ??= openApiDocument(routes, webhookRoutes, version);
      return document as { openapi: string };
    },
  });
}

/** Every route with its two steps. Throws when one says nothing of who may call it. */
export function readyRoutes(context: HttpContext, routes: readonly Route[], version: string): LaneRoute[] {
  const all = [...routes];
  all.push(describing(all, version));
  checkRoutes(all);
  return all.map((spec) => ({ spec, admit: admit(context, spec), serve: serve(context, spec) }));
}

/** The router of `/v2`. */
export function createApiRouter(context: HttpContext, routes: readonly LaneRoute[]): Router {
  const json = express.json({
    limit: context.options.bodyLimit,
    type: ['application/json', 'application/*+json'],
  });
  const byResource = new Map<string, Router>();
  for (const { spec, admit, serve } of routes) {
    const body = spec.multipart ? readMultipart(spec.multipart) : spec.request ? [json] : [];
    const resource = firstSegment(spec.path);
    const router = byResource.get(resource) ?? Router({ caseSensitive: true, strict: true });
    byResource.set(resource, router);
    router[spec.method](spec.path, admit, ...body, serve);
  }
  return dispatching(byResource);
}

/** Asks the routes of one resource alone: a router tries all that it has, one after another. */
function dispatching(byResource: ReadonlyMap<string, Router>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use((request, response, next) => {
    const routes = byResource.get(firstSegment(request.path));
    if (routes) routes(request, response, next);
    else next();
  });
  return router;
}

function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}
