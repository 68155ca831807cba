// Who is asking: turns a request into an identity, and gathers what sign-in, people and the audit of reads need.
import type { IncomingMessage } from 'node:http';
import type { Principal } from '../runtime/engine.ts';
import type { Store } from '../store/store.ts';
import { type CaseReads, createCaseReads } from './accessLog.ts';
import { type AttemptLimits, createAttempts } from './attempts.ts';
import { readCredentials } from './credentials.ts';
import { createMemory } from './memory.ts';
import { findPerson, type Person } from './people.ts';
import { createSessions, type SessionLimits, type Sessions } from './sessions.ts';
import { createSignIn, type SignIn } from './signIn.ts';
import { createSubstitutes, type Substitutes } from './substitutes.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** What a host hands in to say who asks; null is nobody. */
export type Authenticate = (request: IncomingMessage) => Promise<Principal | null> | Principal | null;

export interface Identity {
  principal: Principal;
  /** Shown to people. */
  name: string;
  email: string | null;
  mustChangePassword: boolean;
  /** There when a session cookie speaks for the person: unsafe requests must then bring `csrf`. */
  session?: { id: string; csrf: string };
  /** True where a host's `authenticate` answered, perhaps from a cookie that we do not know. */
  fromHost: boolean;
}

export interface AccessOptions extends SessionLimits {
  attempts: AttemptLimits;
}

export const defaultAccessOptions: AccessOptions = {
  idleMs: 60 * 60_000,
  maxMs: 12 * 3_600_000,
  attempts: { windowMs: 15 * 60_000, perAddress: 50, perUser: 10 },
};

export interface Access extends SignIn {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly reads: CaseReads;
  readonly substitutes: Substitutes;
  now(): number;
  /** `secure` tells which of the two cookie names counts. */
  identify(request: IncomingMessage, secure: boolean): Promise<Identity | null>;
  authenticate: Authenticate;
}

export interface AccessParts {
  store: Store;
  now: () => number;
  options?: Partial<AccessOptions>;
  authenticate?: Authenticate;
}

function identityOf(person: Person, session?: { id: string; csrf: string }): Identity {
  const principal: Principal = {
    username: person.username,
    kind: person.roles.includes('service') ? 'service' : 'user',
    groups: person.groups,
    roles: person.roles,
  };
  return {
    principal,
    name: person.name,
    email: person.email,
    mustChangePassword: person.mustChangePassword,
    fromHost: false,
    ...(session && { session }),
  };
}

function hostIdentity(principal: Principal | null): Identity | null {
  if (!principal) return null;
  return { principal, name: principal.username, email: null, mustChangePassword: false, fromHost: true };
}

export function createAccess({ store, now, options, authenticate }: AccessParts): Access {
  const limits = { ...defaultAccessOptions, ...options };
  const sessions = createSessions(store, limits, now);
  const tokens = createTokens(store, now);
  const people = createMemory<Person>(store);
  const signIn = createSignIn(store, sessions, createAttempts(limits.attempts, now), now);

  const remembered = (username: string) => people.get(username, () => findPerson(store, username));
  const substitutes = createSubstitutes(store, now, remembered);

  async function activePerson(username: string | undefined): Promise<Person | undefined> {
    if (username === undefined) return undefined;
    const person = await remembered(username);
    return person?.active ? substitutes.withGroups(person) : undefined;
  }

  async function identify(request: IncomingMessage, secure: boolean): Promise<Identity | null> {
    if (authenticate) return hostIdentity(await authenticate(request));
    const credentials = readCredentials(request, secure);
    if (credentials.kind === 'none') return null;
    if (credentials.kind === 'session') {
      const session = await sessions.find(credentials.id);
      const person = await activePerson(session?.username);
      return session && person ? identityOf(person, { id: credentials.id, csrf: session.csrf }) : null;
    }
    const username = await tokens.find(credentials.token);
    if (credentials.username !== undefined && credentials.username !== username) return null;
    const person = await activePerson(username);
    return person ? identityOf(person) : null;
  }

  return {
    store,
    sessions,
    tokens,
    reads: createCaseReads(store, now),
    substitutes,
    now,
    ...signIn,
    identify,
    async authenticate(request) {
      const secure = 'encrypted' in request.socket && request.socket.encrypted === true;
      return (await identify(request, secure))?.principal ?? null;
    },
  };
}
