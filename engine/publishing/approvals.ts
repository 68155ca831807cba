// A second person looks at a draft before it is published: asked about these very files, and answered by somebody else.
import type { Engine, Principal, Rejection } from '../runtime/engine.ts';
import { answerRequest, insertRequest } from '../store/publicationRequests.ts';
import type { Gate } from './gate.ts';

type Answered = { ok: true } | { ok: false; rejections: Rejection[] };

const refused = (code: string): Answered => ({ ok: false, rejections: [{ code, values: {} }] });

/** `seen`: the digest of what was on the page as its author asked. */
export async function askApproval(
  engine: Engine,
  gate: Gate,
  by: Principal,
  { note, seen }: { note: string; seen: string },
): Promise<Answered> {
  if (seen !== gate.digest) return refused('PUBLISH_DIFFERENCES_UNSEEN');
  if (note.trim() === '') return refused('PUBLISH_NOTE_MISSING');
  const given = { draftKey: gate.draft.key, digest: gate.digest, note: note.trim() };
  const { store } = engine;
  await store.write((db) => insertRequest(db, store.tenant, { ...given, at: engine.now(), by: by.username }));
  return { ok: true };
}

export async function answerApproval(
  engine: Engine,
  gate: Gate,
  by: Principal,
  given: { request: number; state: 'approved' | 'declined'; answer: string; seen: string },
): Promise<Answered> {
  const request = gate.requests.find(({ key }) => key === given.request);
  if (request?.state !== 'asked') return refused('APPROVAL_ANSWERED');
  if (request.askedBy === by.username) return refused('APPROVAL_OWN');
  if (request.digest !== gate.digest || given.seen !== gate.digest) return refused('APPROVAL_OUTDATED');
  const { store } = engine;
  const { state, answer } = given;
  const isFirst = await store.write((db) =>
    answerRequest(db, store.tenant, request.key, {
      state,
      answer: answer.trim(),
      at: engine.now(),
      by: by.username,
    }),
  );
  return isFirst ? { ok: true } : refused('APPROVAL_ANSWERED');
}
