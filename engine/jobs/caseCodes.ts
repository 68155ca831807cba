// Codes that open one case to whoever holds them: 128 random bits in a link, of which only the hash is kept.
import { createHash, randomBytes } from 'node:crypto';

export function newCaseCode(): string {
  return randomBytes(16).toString('base64url');
}

/** Random bits need no slow hash. */
export function hashCaseCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}

export function surveyUrl(baseUrl: string, code: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/encuesta/${code}`;
}

/** One link for each answer: opening it is answering, and the page asks nothing more than to confirm without scripts. */
export function answerUrls(baseUrl: string, code: string, from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    score: from + index,
    url: `${surveyUrl(baseUrl, code)}?nota=${from + index}`,
  }));
}

export function trackingUrl(baseUrl: string, code: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/seguimiento/${code}`;
}
