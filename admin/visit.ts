// One request to a page, with what every page needs at hand: who asks, in which language, and how to answer.
import type { Request, Response } from 'express';
import type { Access, Engine, HttpOptions, Identity, Oversight, Principal, Verifications } from './engine.ts';
import type { FilingQuota } from './filing/quota.ts';
import type { Assets } from './render/assets.ts';
import type { Language, Values } from './render/locale.ts';

export interface PageOptions extends HttpOptions {
  /** Zone in which people read and type times. */
  timeZone: string;
  /** Requests per address in a quarter of an hour, to the pages that need no sign-in. */
  publicLimit: number;
  /** Whether a draft is published only when another designer has approved it. */
  secondPerson: boolean;
}

/** Sends a mail of the outbox now; false when that job has none to send. */
export type RetryMail = (jobKey: number) => Promise<boolean>;

export interface Pages {
  engine: Engine;
  access: Access;
  verifications: Verifications;
  retryMail?: RetryMail;
  /** A survey was answered: whoever waits for answers is told. */
  surveyAnswered?: () => void;
  /** How the product fares, and its backups; absent where a host does not hand it in. */
  oversight?: Oversight;
  options: PageOptions;
  /** How much the public may file and upload, on this node. */
  filings: FilingQuota;
  assets: Assets;
}

export interface PostedFile {
  field: string;
  name: string;
  /** Empty where the file was refused. */
  content: Buffer;
  size: number;
  /** Larger than one file may be, or too much together with the others. */
  refused?: 'size' | 'total';
}

export interface View {
  title: string;
  /** Built islands that the page uses. */
  islands?: string[];
  /** Text of the notice on top. */
  notice?: { text: string; wrong?: boolean } | undefined;
  /** Where the page's form (with the id `answers`) posts to: the other language is asked for with what was typed. */
  formAction?: string | false | undefined;
  /** A number in the tab's title. */
  titleCount?: number;
  [name: string]: unknown;
}

export interface Visit extends Pages {
  request: Request;
  response: Response;
  lang: Language;
  /** Path that the pages are mounted under. */
  base: string;
  identity: Identity | null;
  /** The anonymous principal where nobody signed in. */
  principal: Principal;
  /** Posted names with their values, in order. */
  posted: Map<string, string[]>;
  files: PostedFile[];
  t(key: string, values?: Values): string;
  /** A query parameter that was given once. */
  query(name: string): string | undefined;
  /** The first posted value of a name; '' when there is none. */
  field(name: string): string;
  /** A path parameter that is a key; one that is none answers 404. */
  key(name: string): number;
  param(name: string): string;
  show(template: string, view: View, status?: number): void;
  /** Sends the browser to another page of ours, by GET. */
  go(path: string): void;
}

/** What it takes to say something to the visitor. */
export type Speaking = Pick<Visit, 't' | 'lang' | 'options'>;

/** Thrown by a page to answer with an error page. */
export class PageError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`page answered ${status}`);
    this.status = status;
  }
}

export const notFound = (): PageError => new PageError(404);
export const forbidden = (): PageError => new PageError(403);
