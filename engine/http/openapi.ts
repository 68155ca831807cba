// Describes every registered route as OpenAPI 3.1, from the same shapes that check requests.
import { z } from 'zod';
import type { Route } from './route.ts';

type JsonSchema = { [name: string]: unknown };

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return rest;
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    values: { type: 'object' },
  },
};

function parametersOf(spec: Route): JsonSchema[] {
  const inPath = [...spec.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: match[1]!.endsWith('Key') ? { type: 'string', pattern: '^\\d{1,25}$' } : { type: 'string' },
  }));
  if (spec.method === 'get' || spec.raw || spec.path.endsWith('/search')) return inPath;
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 255 },
  };
  return [...inPath, idempotency];
}

function operation(spec: Route): JsonSchema {
  const isVoid = spec.response.type === 'void';
  const status = spec.status ?? (isVoid ? 204 : 200);
  const type = spec.multipart ? 'multipart/form-data' : 'application/json';
  return {
    summary: spec.summary,
    'x-policy': spec.policy.action,
    ...(spec.policy.action === 'public' && { security: [] }),
    parameters: parametersOf(spec),
    ...(spec.raw && { requestBody: { content: { '*/*': { schema: {} } } } }),
    ...(spec.request && {
      requestBody: { content: { [type]: { schema: schemaOf(spec.request, 'input') } } },
    }),
    responses: {
      [status]: isVoid
        ? { description: 'Done' }
        : {
            description: 'Done',
            content: { 'application/json': { schema: schemaOf(spec.response, 'output') } },
          },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** `doors` lie beside `/v2`, for programs that are none of ours. */
export function openApiDocument(
  routes: readonly Route[],
  doors: readonly Route[],
  version: string,
): JsonSchema {
  const paths: { [path: string]: JsonSchema } = {};
  const add = (spec: Route, more: JsonSchema) => {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], ...more, [spec.method]: operation(spec) };
  };
  for (const spec of routes) add(spec, {});
  for (const spec of doors) add(spec, { servers: [{ url: '..' }] });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cauce',
      version,
      description: 'Shaped like the Camunda 8 Orchestration Cluster REST API.',
    },
    servers: [{ url: '.' }],
    security: [{ bearer: [] }, { basic: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'A token as the password of its user.' },
        session: { type: 'apiKey', in: 'cookie', name: 'cauce_session' },
      },
    },
  };
}
