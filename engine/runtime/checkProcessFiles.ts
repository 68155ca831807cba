// Judges the files that go with a process and are read long after its deployment: roles, indicators, mails in and out.
import type { Json, Problem } from '../core/index.ts';
import {
  expressionsOf,
  readIntake,
  readMailTemplate,
  readWebhook,
  webhookExpressions,
} from '../jobs/index.ts';
import {
  checkFactDeclarations,
  checkIndicators as indicatorProblems,
  isIndicatorWarning,
} from '../metrics/index.ts';
import { checkFeel } from './checkFeel.ts';
import { readConsent } from './consentText.ts';
import type { Resource } from './engine.ts';
import { readGuide } from './guideText.ts';
import { readRequests } from './requestCatalog.ts';

/** Public, staff, leader, auditor, designer, administrator, system. */
const PROFILES = ['P', 'S', 'L', 'A', 'D', 'X', 'Y'];

type Fields = { [name: string]: unknown };

/** Every group of `roles.json` that is not as it must be, with its first wrong place. */
export function checkRoles(json: unknown, resource: string): Problem[] {
  const groups = isObject(json) ? json.groups : undefined;
  if (!isObject(json)) return [wrong('ROLES_MALFORMED', '$', resource)];
  if (!Array.isArray(groups)) return [wrong('ROLES_MALFORMED', 'groups', resource)];
  return groups.flatMap((group: unknown, at) => {
    const place = wrongIn(group);
    if (place === undefined) return [];
    return [wrong('ROLES_MALFORMED', place === '' ? `groups[${at}]` : `groups[${at}].${place}`, resource)];
  });
}

function wrongIn(group: unknown): string | undefined {
  if (!isObject(group)) return '';
  const { id, name, profile, demoUser } = group;
  if (!isName(id)) return 'id';
  if (name !== undefined && !isName(name)) return 'name';
  if (profile !== undefined && !(typeof profile === 'string' && PROFILES.includes(profile))) return 'profile';
  if (demoUser === undefined) return undefined;
  if (!isObject(demoUser)) return 'demoUser';
  return ['username', 'name'].map((part) => (isName(demoUser[part]) ? '' : `demoUser.${part}`)).find(Boolean);
}

/** Every indicator that cannot be computed, and what its author may not have meant. */
export function checkIndicators(json: unknown, resource: string): Problem[] {
  const isFine = Array.isArray(json) ? json.every(isObject) : isObject(json);
  if (!isFine) return [wrong('INDICATORS_MALFORMED', '$', resource)];
  return indicatorProblems(json as Json).map((problem) => {
    const { code, values } = problem;
    return { severity: isIndicatorWarning(problem) ? 'warning' : 'error', code, resource, values };
  });
}

export function checkFacts(json: unknown, resource: string): Problem[] {
  return checkFactDeclarations(json as Json).map(({ code, values }) => {
    return { severity: 'error', code, resource, values };
  });
}

export function checkIntake(json: unknown, resource: string): Problem[] {
  const intake = readIntake(json);
  if ('wrong' in intake) return [wrong('INTAKE_MALFORMED', intake.wrong, resource)];
  return expressionsOf(intake).flatMap((text) => feelProblems(text, resource));
}

export function checkWebhook(json: unknown, resource: string): Problem[] {
  const webhook = readWebhook(json);
  if ('wrong' in webhook) return [wrong('WEBHOOK_MALFORMED', webhook.wrong, resource)];
  return webhookExpressions(webhook).flatMap((text) => feelProblems(text, resource));
}

/** Which requests it offers to the public, and how. */
export function checkRequests(json: unknown, resource: string): Problem[] {
  const read = readRequests(json);
  return 'wrong' in read ? [wrong('REQUESTS_MALFORMED', read.wrong, resource)] : [];
}

export function checkConsent({ name, content }: Resource): Problem[] {
  const read = readConsent(content);
  return 'wrong' in read ? [wrong('CONSENT_MALFORMED', read.wrong, name)] : [];
}

export function checkGuide({ name, content }: Resource): Problem[] {
  const read = readGuide(content);
  return 'wrong' in read ? [wrong('GUIDE_MALFORMED', read.wrong, name)] : [];
}

function feelProblems(text: string, resource: string): Problem[] {
  const checked = checkFeel(text, 'expression');
  return checked.ok ? [] : [{ severity: 'error', code: checked.code, resource, values: checked.values }];
}

export function checkMail({ name, content }: Resource): Problem[] {
  const text = content.toString('utf8');
  const first = readMailTemplate(text);
  // Time runs out on a busy machine too: once more, and then it is for the deployer to know, not to be refused for.
  const read = isSlow(first) ? readMailTemplate(text) : first;
  if (!('problem' in read)) return [];
  const { code, values } = read.problem;
  return [{ severity: isSlow(read) ? 'warning' : 'error', code, resource: name, values }];
}

function isSlow(read: ReturnType<typeof readMailTemplate>): boolean {
  return 'problem' in read && read.problem.code === 'MAIL_RENDER_TOO_LONG';
}

function wrong(code: string, place: Json, resource: string): Problem {
  return { severity: 'error', code, resource, values: { place } };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 256;
}
