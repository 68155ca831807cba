// Notes about cases, sealed as their cases are, and whom each addresses: who is asked is waited for until an answer.
import { canonicalJson } from '../canonical.ts';
import type { Statement } from '../writeSet.ts';
import type { Projection } from './projection.ts';

const noteTable = {
  name: 'cauce_notes',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'root_key',
    'kind',
    'text',
    'about',
    'reply_to',
    'author',
    'mentions',
    'documents',
    'shared',
    'detail',
    'created_at',
  ],
} as const;

const mentionTable = {
  name: 'cauce_note_mentions',
  key: ['note_key', 'username'],
  columns: ['note_key', 'username', 'tenant_id', 'root_key', 'kind', 'author', 'created_at', 'pending'],
} as const;

/** Whoever asked needs no answer any more; a note of another case takes nothing back. */
const withdraw: Statement = {
  order: 1,
  sql: ({ items }) =>
    `UPDATE cauce_note_mentions SET pending = 0
     FROM ${items({ note_key: 'number', root_key: 'number' })} AS j
     WHERE cauce_note_mentions.note_key = j.note_key AND cauce_note_mentions.root_key = j.root_key`,
};

/** An answer is waited for from each who is addressed by one of these. */
const QUESTION = 'question';
const ANSWER = 'answer';
const WITHDRAWAL = 'withdrawal';

export const notes: Projection = {
  tables: [noteTable, mentionTable],
  on: {
    annotated(event, { tenant, instance, at, actor }, writes) {
      const { key, kind, mentions = [], replyTo } = event;
      const { rootKey, instanceKey } = instance;
      writes.insert(noteTable, {
        key,
        tenant_id: tenant,
        instance_key: instanceKey,
        root_key: rootKey,
        kind,
        text: canonicalJson(event.text),
        about: event.about ?? null,
        reply_to: replyTo ?? null,
        author: actor,
        mentions: canonicalJson(mentions),
        documents: canonicalJson(event.documents ?? []),
        shared: event.shared ? 1 : 0,
        detail: canonicalJson(event.detail ?? null),
        created_at: at,
      });
      for (const username of new Set(mentions))
        writes.insert(mentionTable, {
          note_key: key,
          username,
          tenant_id: tenant,
          root_key: rootKey,
          kind,
          author: actor,
          created_at: at,
          pending: kind === QUESTION ? 1 : 0,
        });
      if (replyTo === undefined) return;
      if (kind === ANSWER) writes.update(mentionTable, [replyTo, actor], { pending: 0 });
      else if (kind === WITHDRAWAL) writes.run(withdraw, replyTo, [replyTo, rootKey]);
    },
  },
};
