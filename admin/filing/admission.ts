// Whether one more may be filed from here now: by what the address and all others filed, and the proof of work that came along.
import { ipKeyGenerator } from 'express-rate-limit';
import type { Visit } from '../visit.ts';

/** Told to the page's script too, which answers a dearer proof by itself. */
export function whyNot(visit: Visit, request: string): { wrong: string } | undefined {
  const { engine, filings } = visit;
  const now = engine.now();
  const proven = filings.isProven(request, visit.field('_proof'), now);
  const judged = filings.judge(addressOf(visit), proven, now);
  if (judged.ok) return undefined;
  visit.response.setHeader('Retry-After', String(judged.seconds));
  if (!proven) visit.response.setHeader('X-Cauce-Proof', `${filings.bits(now)} ${Math.floor(now / 60_000)}`);
  return { wrong: visit.t('filing.tooMany', { count: Math.ceil(judged.seconds / 60) }) };
}

export function countFiled(visit: Visit): void {
  visit.filings.count(addressOf(visit), visit.engine.now());
}

const addressOf = ({ request }: Visit): string => ipKeyGenerator(request.ip ?? '');
