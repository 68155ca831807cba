// What the product offers to what comes in from outside (`jobs/inbound`), and one reader for each configured mailbox.
import { contentTypeOf } from '../admin/uploads.ts';
import type { Json } from './core/json.ts';
import {
  createInbox,
  type ImapSettings,
  type InboundPorts,
  type Inbox,
  jobProblem,
  MAIL_ACTOR,
} from './jobs/index.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import type { Principal } from './runtime/engine.ts';
import { system } from './runtime/submission.ts';
import type { OpenStore } from './store/openStore.ts';

export interface InboundMailOptions {
  ports: InboundPorts;
  /** This node among several. */
  node: string | undefined;
  mailboxes: readonly ImapSettings[];
  /** Address that our mails come from. */
  ownAddress: string | undefined;
  pollMs?: number | undefined;
}

const principal: Principal = { ...system, username: MAIL_ACTOR };

export function createInboundMail(options: InboundMailOptions): Inbox {
  const { ports, node, mailboxes, ownAddress, pollMs } = options;
  const inboxes = mailboxes.map((mailbox) =>
    createInbox({
      mailbox,
      ports,
      ownAddress,
      ...(pollMs !== undefined && { pollMs }),
      ...(node !== undefined && { node }),
    }),
  );
  return {
    notify() {
      for (const inbox of inboxes) inbox.notify();
    },
    async close() {
      await Promise.all(inboxes.map((inbox) => inbox.close()));
    },
  };
}

/** What comes in from outside by mail, or as the answer of a survey, does so through these. */
export function inboundPorts(
  engine: DurableRuntime,
  store: OpenStore,
  log: (error: unknown) => void,
): InboundPorts {
  return {
    store,
    now: engine.now,
    resource: async (name) => (await engine.resource(0, name))?.toString('utf8'),
    evaluate: (expressions, mail) =>
      engine.withFeel(0, (evaluate): Json[] => expressions.map((text) => evaluate(text, mail))),
    async start({ id, message, complete, variables }) {
      const commandId = `mail|${id}`;
      const before = await store.findCommand(principal.username, commandId);
      const known = /^instance:(\d+)$/.exec(before?.stream ?? '')?.[1];
      if (known !== undefined) return { caseKey: Number(known) };
      const start = await startOf(store, message);
      if (!start) return jobProblem('MESSAGE_STARTS_NOTHING', { name: message });
      const outcome = await engine.start({
        principal,
        commandId,
        ...start,
        variables: complete === undefined ? variables : {},
        ...(complete !== undefined && {
          // biome-ignore lint/suspicious/noThenProperty: the start's own word for what is done in the same batch
          then: [{ type: 'completeUserTask', userTask: { elementId: complete }, variables }],
        }),
      });
      return outcome.ok ? { caseKey: outcome.instanceKey } : outcome.rejection;
    },
    async publish({ id, message: name, correlationKey, variables }) {
      const commandId = `reply|${id}`;
      const request = { principal, commandId, name, correlationKey, variables, timeToLive: 0 };
      if (await store.findCommand(principal.username, commandId)) return true;
      const outcome = await engine.publishMessage(request);
      return outcome.ok && outcome.instanceKey !== undefined;
    },
    contentType: contentTypeOf,
    report: log,
  };
}

/** The start event of that message in the latest version of its process. */
async function startOf({ reader, tenant }: OpenStore, message: string) {
  const row = await reader('cauce_start_subscriptions')
    .where({ tenant_id: tenant, kind: 'message', name: message })
    .orderBy(['definition_key', 'element_id'])
    .first('definition_key', 'element_id');
  return row && { definitionKey: Number(row.definition_key), startElement: String(row.element_id) };
}
