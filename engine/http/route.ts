// How a route is declared: with its policy, its shapes and its handler, all in one place.
import type { Request } from 'express';
import type { z } from 'zod';
import type { Access, Identity } from '../access/access.ts';
import type { Action, ResourceFacts } from '../access/policy.ts';
import type { Engine, Principal, Submission } from '../runtime/engine.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Row } from '../store/store.ts';
import type { HttpOptions } from './options.ts';
import type { Refusal } from './problem.ts';
import type { Locale } from './problemText.ts';

export interface HttpContext {
  engine: Engine;
  /** The engine's store with what only its owner uses: documents, sealed values. */
  store: OpenStore;
  access: Access;
  options: HttpOptions;
  /** By name; webhooks name them alone. */
  secrets: ReadonlyMap<string, string>;
}

/** What a loader found: the row, what the policy must know of it beyond roles, and the case whose reading goes on record. */
export interface Loaded {
  row: Row;
  facts?: ResourceFacts;
  caseKey?: number;
}

export interface UploadedFile {
  /** Name of the form's field. */
  field: string;
  name: string;
  contentType: string;
  content: Buffer;
}

export interface Call<Body> extends HttpContext {
  request: Request;
  /** The anonymous principal on public routes that nobody signed in to. */
  principal: Principal;
  identity: Identity | null;
  locale: Locale;
  submission: Submission;
  body: Body;
  files: UploadedFile[];
  /** A path parameter that is a key. */
  key(name: string): number;
  /** Any other path parameter. */
  name(name: string): string;
  query(name: string): string | undefined;
  /** What the policy's loader found; empty on a route without one. */
  row: Row;
  /** Puts on record that these cases were read; services are not people and read without. */
  recordReads(caseKeys: Iterable<number>): Promise<void>;
  /** For what takes long: a signal that is aborted when the connection closes before the answer is written. */
  gone(): AbortSignal;
}

const replyMark = Symbol('reply');

export interface Reply {
  [replyMark]: true;
  status: number;
  body?: unknown;
  headers?: { [name: string]: string };
  refusal?: Refusal;
}

export function reply(status: number, body?: unknown, headers?: Reply['headers']): Reply {
  return { [replyMark]: true, status, body, ...(headers && { headers }) };
}

export function refuse(given: Refusal): Reply {
  return { [replyMark]: true, status: given.status, refusal: given };
}

export function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && replyMark in value;
}

export type Loader = (call: Omit<Call<unknown>, 'row'>) => Promise<Loaded | undefined>;

export interface Policy {
  action: Action;
  /** Loads the resource that the action is on; undefined answers 404. */
  on?: Loader;
  /** False where seeing the resource tells nothing of the case. Default: true for actions that read. */
  recorded?: boolean;
}

export interface RouteSpec<Body extends z.ZodType, Answer extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path; parameters that end in `Key` are keys. */
  path: string;
  policy: Policy;
  /** Shape of the JSON body; absent: none is read. */
  request?: Body;
  /** The body as it came, whatever it is; `request` is not read then. */
  raw?: { limit: number };
  /** A multipart body with files, and text fields as `request`; the limits are of each file and of all together. */
  multipart?: { files: number; fileLimit: number; bodyLimit: number };
  response: Answer;
  /** Status of an ordinary answer; default 200, or 204 where `response` is void. */
  status?: number;
  summary: string;
  handler(call: Call<z.output<Body>>): Promise<z.input<Answer> | Reply>;
}

/** A route whose types are settled. */
export type Route = Omit<RouteSpec<z.ZodType, z.ZodType>, 'handler'> & {
  handler(call: Call<never>): Promise<unknown>;
};

/** The only way to make a route. */
export function route<Body extends z.ZodType, Answer extends z.ZodType>(
  spec: RouteSpec<Body, Answer>,
): Route {
  return spec;
}

/** Refuses to start with a route that says nothing of who may call it. */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path, policy } of routes) {
    const name = `${method.toUpperCase()} ${path}`;
    if (!policy?.action) {
      throw new Error(`Expected a policy on ${name} but it declares none. Say who may call it.`);
    }
    if (seen.has(name)) throw new Error(`Expected one route ${name} but there are two. Remove one.`);
    seen.add(name);
  }
}
