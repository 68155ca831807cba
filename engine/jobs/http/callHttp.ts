// One call over HTTP: to an allowed address, within a time and a size, following no redirect.
import { lookup } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import { type AllowedHosts, isAddressAllowed, type Reach, reachOf } from './allowedHosts.ts';

export interface HttpCall {
  method: string;
  url: URL;
  headers: { [name: string]: string };
  body?: Buffer | undefined;
  timeoutMs: number;
  /** Most bytes of an answer. */
  mostBytes: number;
}

export interface HttpAnswer {
  status: number;
  headers: { [name: string]: string };
  body: Buffer;
}

export type CallOutcome = { answer: HttpAnswer } | { problem: JobProblem; retry: boolean };

export async function callHttp(
  call: HttpCall,
  hosts: AllowedHosts,
  signal?: AbortSignal,
): Promise<CallOutcome> {
  const { url } = call;
  const host = url.host;
  const reach = reachOf(url, hosts);
  if (reach === undefined || url.username !== '' || url.password !== '')
    return { problem: jobProblem('HTTP_HOST_NOT_ALLOWED', { host }), retry: false };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isAddressAllowed(literal, reach)) return refused(host);
  const clock = AbortSignal.timeout(call.timeoutMs);
  try {
    const answer = await send(call, reach, signal ? AbortSignal.any([clock, signal]) : clock);
    if (answer.status >= 300 && answer.status < 400)
      return { problem: jobProblem('HTTP_REDIRECTED', { host, status: answer.status }), retry: false };
    return { answer };
  } catch (error) {
    return failed(call, host, error, clock.aborted);
  }
}

function refused(host: string): CallOutcome {
  return { problem: jobProblem('HTTP_ADDRESS_REFUSED', { host }), retry: false };
}

/** The error's code only: its text may hold the address, and that a secret. */
function failed(
  { timeoutMs, mostBytes }: HttpCall,
  host: string,
  error: unknown,
  isLate: boolean,
): CallOutcome {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'ERR_ADDRESS_REFUSED') return refused(host);
  if (code === 'ERR_ANSWER_TOO_LARGE')
    return { problem: jobProblem('HTTP_ANSWER_TOO_LARGE', { host, most: mostBytes }), retry: false };
  if (isLate)
    return { problem: jobProblem('HTTP_TIMED_OUT', { host, seconds: timeoutMs / 1000 }), retry: true };
  const reason = typeof code === 'string' ? code : 'UNKNOWN';
  return { problem: jobProblem('HTTP_FAILED', { host, reason }), retry: true };
}

/** The very addresses that are checked are connected to: a name cannot mean another one a moment later. */
function checkedLookup(reach: Reach): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 4);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAddressAllowed(address, reach)))
        return done(Object.assign(new Error('address refused'), { code: 'ERR_ADDRESS_REFUSED' }), '', 4);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function send(call: HttpCall, reach: Reach, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, method, body, mostBytes } = call;
  const headers = { ...call.headers, ...(body && { 'content-length': String(body.length) }) };
  const ask = url.protocol === 'https:' ? secure : plain;
  return new Promise((resolve, reject) => {
    const request = ask(
      url,
      // A connection of its own: one that is kept open may have been closed by the other side meanwhile.
      { method, headers, signal, agent: false, lookup: checkedLookup(reach), maxHeaderSize: 16_384 },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= mostBytes) chunks.push(chunk);
          else request.destroy(Object.assign(new Error('too large'), { code: 'ERR_ANSWER_TOO_LARGE' }));
        });
        response.on('error', reject);
        response.on('aborted', () => reject(Object.assign(new Error('cut off'), { code: 'ERR_CUT_OFF' })));
        response.on('end', () => {
          const plainHeaders: { [name: string]: string } = {};
          for (const [name, value] of Object.entries(response.headers))
            if (typeof value === 'string') plainHeaders[name] = value;
          resolve({ status: response.statusCode ?? 0, headers: plainHeaders, body: Buffer.concat(chunks) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
