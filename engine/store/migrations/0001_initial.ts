// The first schema. Instants are epoch milliseconds; JSON is text; every key is an integer below 2^53.
import type { Knex } from 'knex';
import { type Build, createTable } from '../schemaBuilding.ts';

/** Exactly `INTEGER PRIMARY KEY` is SQLite's own row id: no second index, and 64 bits. */
function rowKey(table: Knex.CreateTableBuilder, name = 'key'): void {
  table.specificType(name, 'integer').primary();
}

const tables: Record<string, Build> = {
  cauce_journal(t) {
    /** Order of commit, for readers that advance by watermark. Not part of the chain. */
    rowKey(t, 'position');
    t.text('tenant_id').notNullable();
    t.text('stream').notNullable();
    t.integer('sequence').notNullable();
    t.text('command_id').notNullable();
    t.text('actor').notNullable();
    t.bigInteger('at').notNullable();
    t.text('deployment_hash');
    t.integer('semantics').notNullable();
    t.text('payload').notNullable();
    t.text('previous_hash').notNullable();
    t.text('hash').notNullable();
    t.unique(['tenant_id', 'stream', 'sequence']);
  },
  cauce_commands(t) {
    t.text('tenant_id').notNullable();
    t.text('principal').notNullable();
    t.text('id').notNullable();
    t.text('body_hash').notNullable();
    t.text('stream').notNullable();
    t.integer('sequence').notNullable();
    t.bigInteger('at').notNullable();
    t.primary(['tenant_id', 'principal', 'id']);
    t.index(['at']);
  },
  cauce_routed(t) {
    t.text('tenant_id').notNullable();
    t.text('id').notNullable();
    t.text('target').notNullable();
    t.text('payload').notNullable();
    t.bigInteger('created_at').notNullable();
    t.primary(['tenant_id', 'id']);
  },
  cauce_snapshots(t) {
    t.text('tenant_id').notNullable();
    t.text('stream').notNullable();
    t.integer('sequence').notNullable();
    t.integer('version').notNullable();
    t.text('hash').notNullable();
    t.text('state').notNullable();
    t.primary(['tenant_id', 'stream']);
  },
  cauce_anchors(t) {
    rowKey(t, 'number');
    t.bigInteger('at').notNullable();
    t.text('streams').notNullable();
    t.text('previous_hash').notNullable();
    t.text('hash').notNullable();
    t.text('signature').notNullable();
  },
  /** Numbers given out in order: instance blocks, definition versions, case number series, quotas by period. */
  cauce_counters(t) {
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    t.bigInteger('value').notNullable();
    t.primary(['tenant_id', 'name']);
  },
  cauce_deployments(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    t.text('hash').notNullable();
    t.bigInteger('deployed_at').notNullable();
    t.text('deployed_by').notNullable();
  },
  cauce_resources(t) {
    rowKey(t);
    t.bigInteger('deployment_key').notNullable();
    t.text('name').notNullable();
    t.text('hash').notNullable();
    t.binary('content').notNullable();
    t.unique(['deployment_key', 'name']);
  },
  /** Which definitions a deployment holds, those included that kept their earlier version. */
  cauce_deployment_members(t) {
    t.bigInteger('deployment_key').notNullable();
    /** process, decision, form */
    t.text('kind').notNullable();
    t.text('id').notNullable();
    t.bigInteger('definition_key').notNullable();
    t.primary(['deployment_key', 'kind', 'id']);
  },
  cauce_process_definitions(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('process_id').notNullable();
    t.integer('version').notNullable();
    t.text('version_tag');
    t.text('name').notNullable();
    t.bigInteger('deployment_key').notNullable();
    t.text('resource_name').notNullable();
    t.text('hash').notNullable();
    /** `ProcessModel` as JSON. */
    t.text('model').notNullable();
    t.text('variant_flow');
    t.text('variant_kind');
    t.unique(['tenant_id', 'process_id', 'version']);
  },
  cauce_decision_definitions(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('decision_id').notNullable();
    t.text('name').notNullable();
    t.integer('version').notNullable();
    t.text('requirements_id').notNullable();
    t.text('requirements_name').notNullable();
    t.bigInteger('deployment_key').notNullable();
    t.text('resource_name').notNullable();
    t.text('hash').notNullable();
    t.unique(['tenant_id', 'decision_id', 'version']);
  },
  cauce_forms(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('form_id').notNullable();
    t.integer('version').notNullable();
    t.bigInteger('deployment_key').notNullable();
    t.text('resource_name').notNullable();
    t.text('hash').notNullable();
    t.text('schema').notNullable();
    t.unique(['tenant_id', 'form_id', 'version']);
  },
  /** Start events that wait for a message, a signal or a time, of the latest version of each process. */
  cauce_start_subscriptions(t) {
    t.bigInteger('definition_key').notNullable();
    t.text('tenant_id').notNullable();
    t.text('process_id').notNullable();
    t.text('element_id').notNullable();
    t.text('kind').notNullable();
    t.text('name');
    t.bigInteger('due_at');
    t.integer('repetitions');
    t.text('interval');
    t.primary(['definition_key', 'element_id']);
    t.index(['tenant_id', 'kind', 'name']);
  },
  cauce_process_instances(t, db) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('process_id').notNullable();
    t.text('process_name').notNullable();
    t.bigInteger('definition_key').notNullable();
    t.integer('version').notNullable();
    t.text('version_tag');
    t.bigInteger('root_key').notNullable();
    t.bigInteger('parent_key');
    t.bigInteger('parent_element_key');
    t.text('business_key');
    /** ACTIVE, COMPLETED, TERMINATED */
    t.text('state').notNullable();
    t.boolean('has_incident').notNullable();
    t.bigInteger('started_at').notNullable();
    t.bigInteger('ended_at');
    t.text('started_by').notNullable();
    t.index(['tenant_id', 'process_id', 'state']);
    t.index(['root_key']);
    const called = { predicate: db.whereNotNull('parent_element_key') };
    t.index(['parent_element_key'], 'cauce_process_instances_called', called);
  },
  cauce_element_instances(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.text('element_id').notNullable();
    t.text('element_name').notNullable();
    t.text('element_type').notNullable();
    t.bigInteger('scope_key').notNullable();
    /** ACTIVE, COMPLETED, TERMINATED */
    t.text('state').notNullable();
    t.bigInteger('started_at').notNullable();
    t.bigInteger('ended_at');
    t.bigInteger('incident_key');
    t.index(['instance_key', 'key']);
  },
  /** Sequence flows taken, in order. */
  cauce_sequence_flows(t) {
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.text('flow_id').notNullable();
    t.integer('count').notNullable();
    t.primary(['instance_key', 'flow_id']);
  },
  cauce_user_tasks(t, db) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.bigInteger('definition_key').notNullable();
    t.text('process_id').notNullable();
    t.text('process_name').notNullable();
    t.integer('version').notNullable();
    t.text('element_id').notNullable();
    t.text('element_name').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    /** CREATED, COMPLETED, CANCELED */
    t.text('state').notNullable();
    t.text('assignee');
    /** JSON lists of names; `cauce_task_candidates` holds the same for searching. */
    t.text('candidate_groups').notNullable();
    t.text('candidate_users').notNullable();
    t.bigInteger('due_at');
    t.bigInteger('follow_up_at');
    t.integer('priority').notNullable();
    t.text('form_id');
    t.text('external_form');
    t.text('asks').notNullable();
    t.text('because');
    t.bigInteger('created_at').notNullable();
    t.bigInteger('claimed_at');
    t.bigInteger('completed_at');
    t.text('completed_by');
    // Most waiting tasks are nobody's yet: they stay out of this one.
    const held = { predicate: db.whereNotNull('assignee') };
    t.index(['tenant_id', 'assignee', 'state'], 'cauce_user_tasks_held', held);
    t.index(['tenant_id', 'state', 'due_at', 'key']);
    t.index(['instance_key']);
    t.index(['root_key']);
  },
  cauce_task_candidates(t) {
    t.text('tenant_id').notNullable();
    t.bigInteger('task_key').notNullable();
    /** `group` or `user`. */
    t.text('kind').notNullable();
    t.text('name').notNullable();
    t.primary(['tenant_id', 'kind', 'name', 'task_key']);
  },
  cauce_jobs(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.bigInteger('definition_key').notNullable();
    t.text('process_id').notNullable();
    t.integer('version').notNullable();
    t.text('element_id').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    t.text('type').notNullable();
    t.text('headers').notNullable();
    t.integer('retries').notNullable();
    /** CREATED, FAILED, COMPLETED, CANCELED, ERROR_THROWN */
    t.text('state').notNullable();
    /** Not before: back-off. */
    t.bigInteger('available_at').notNullable();
    t.text('worker');
    /** Lease end; null when nobody holds it. */
    t.bigInteger('leased_until');
    /** Fencing epoch: grows at every activation, checked at completion. */
    t.integer('epoch').notNullable();
    t.text('error_message');
    t.bigInteger('created_at').notNullable();
    t.bigInteger('ended_at');
    t.index(['tenant_id', 'type', 'state', 'available_at']);
    t.index(['instance_key']);
  },
  cauce_timers(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.text('element_id').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    t.bigInteger('due_at').notNullable();
    t.integer('repetitions');
    t.index(['due_at']);
    t.index(['instance_key']);
  },
  cauce_message_subscriptions(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.text('process_id').notNullable();
    t.text('element_id').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    /** `message` or `signal`. */
    t.text('kind').notNullable();
    t.text('name').notNullable();
    t.text('correlation_key').notNullable();
    t.bigInteger('created_at').notNullable();
    t.index(['tenant_id', 'kind', 'name', 'correlation_key']);
    t.index(['instance_key']);
  },
  /** Published messages that are kept for a late receiver, and the ids already seen within their time to live. */
  cauce_messages(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    t.text('correlation_key').notNullable();
    t.text('message_id');
    t.text('variables').notNullable();
    t.bigInteger('published_at').notNullable();
    t.bigInteger('expires_at').notNullable();
    /** Key of the instance that took it; null while it waits. */
    t.bigInteger('correlated_to');
    t.index(['tenant_id', 'name', 'correlation_key']);
    t.index(['expires_at']);
  },
  cauce_incidents(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.bigInteger('definition_key').notNullable();
    t.text('process_id').notNullable();
    t.text('element_id').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    t.text('code').notNullable();
    t.text('values').notNullable();
    t.bigInteger('job_key');
    /** ACTIVE, RESOLVED */
    t.text('state').notNullable();
    t.bigInteger('created_at').notNullable();
    t.bigInteger('resolved_at');
    t.index(['tenant_id', 'state', 'key']);
    t.index(['instance_key']);
  },
  cauce_variables(t) {
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('scope_key').notNullable();
    t.text('name').notNullable();
    /** JSON, or an envelope where the variable is personal. */
    t.text('value').notNullable();
    t.bigInteger('updated_at').notNullable();
    t.primary(['instance_key', 'scope_key', 'name']);
    t.index(['tenant_id', 'name']);
  },
  /** One row per root instance: what a citizen, staff and auditors call the case. */
  cauce_cases(t) {
    rowKey(t);
    t.text('tenant_id').notNullable();
    t.text('number');
    t.text('process_id').notNullable();
    t.text('process_name').notNullable();
    t.text('flow');
    t.text('milestone');
    t.text('state').notNullable();
    t.bigInteger('opened_at').notNullable();
    t.bigInteger('closed_at');
    t.bigInteger('due_at');
    t.text('opened_by').notNullable();
    t.unique(['tenant_id', 'number']);
    t.index(['tenant_id', 'state', 'key']);
  },
  /** Public access to one case: only the hash of the code is kept. */
  cauce_case_codes(t) {
    t.text('code_hash').primary();
    t.text('tenant_id').notNullable();
    t.bigInteger('case_key').notNullable();
    /** `tracking`, or `survey` (single use). */
    t.text('kind').notNullable();
    /** Survey codes: the job that asked; its headers hold the question and the scale. */
    t.bigInteger('job_key');
    t.bigInteger('created_at').notNullable();
    t.bigInteger('used_at');
    t.index(['case_key']);
  },
  cauce_decision_instances(t) {
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.integer('sequence').notNullable();
    t.integer('index').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    t.text('element_id').notNullable();
    t.text('decision_id').notNullable();
    t.text('decision_name').notNullable();
    t.text('record').notNullable();
    t.bigInteger('evaluated_at').notNullable();
    t.primary(['instance_key', 'sequence', 'index']);
  },
  cauce_documents(t) {
    t.text('id').primary();
    t.text('tenant_id').notNullable();
    /** Null until a case takes the document. */
    t.bigInteger('case_key');
    /** An envelope where the document is sealed. */
    t.text('name').notNullable();
    t.text('content_type').notNullable();
    t.integer('size').notNullable();
    t.text('sha256').notNullable();
    /** Key that seals name and chunks; null when they are plain. */
    t.text('key_id');
    t.bigInteger('created_at').notNullable();
    t.text('created_by').notNullable();
    t.index(['case_key']);
  },
  cauce_document_chunks(t) {
    t.text('document_id').notNullable();
    t.integer('index').notNullable();
    t.binary('content').notNullable();
    t.primary(['document_id', 'index']);
  },
  /** The outbox of mails: one per mail job, sent with a stable Message-ID. */
  cauce_mails(t) {
    rowKey(t, 'job_key');
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.text('message_id').notNullable();
    /** JSON {to, subject, text, html}, or an envelope. */
    t.text('content').notNullable();
    /** QUEUED, SENT, FAILED */
    t.text('state').notNullable();
    t.integer('attempts').notNullable();
    t.bigInteger('next_attempt_at').notNullable();
    t.text('error');
    t.bigInteger('created_at').notNullable();
    t.bigInteger('sent_at');
    t.index(['state', 'next_attempt_at']);
    t.index(['root_key']);
  },
  cauce_survey_answers(t) {
    t.text('code_hash').primary();
    t.text('tenant_id').notNullable();
    t.bigInteger('case_key').notNullable();
    t.text('question').notNullable();
    t.integer('score').notNullable();
    t.text('comment');
    t.bigInteger('answered_at').notNullable();
  },
  cauce_users(t) {
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('name').notNullable();
    t.text('email');
    t.text('password_hash');
    t.boolean('active').notNullable();
    t.boolean('must_change_password').notNullable();
    t.bigInteger('created_at').notNullable();
    t.primary(['tenant_id', 'username']);
  },
  cauce_groups(t) {
    t.text('tenant_id').notNullable();
    t.text('id').notNullable();
    t.text('name').notNullable();
    t.primary(['tenant_id', 'id']);
  },
  cauce_memberships(t) {
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('group_id').notNullable();
    t.primary(['tenant_id', 'username', 'group_id']);
    t.index(['tenant_id', 'group_id']);
  },
  /** Role: admin, designer, staff, leader, auditor, service. */
  cauce_role_assignments(t) {
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('role').notNullable();
    t.primary(['tenant_id', 'username', 'role']);
  },
  cauce_sessions(t) {
    t.text('id_hash').primary();
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('csrf').notNullable();
    t.bigInteger('created_at').notNullable();
    t.bigInteger('seen_at').notNullable();
    t.bigInteger('expires_at').notNullable();
    t.index(['tenant_id', 'username']);
  },
  cauce_tokens(t) {
    t.text('token_hash').primary();
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('name').notNullable();
    t.bigInteger('created_at').notNullable();
    t.bigInteger('expires_at');
    t.index(['tenant_id', 'username']);
  },
  /** Who read which case, when and how: part of the audit. */
  cauce_case_reads(t) {
    t.increments('id');
    t.text('tenant_id').notNullable();
    t.bigInteger('case_key').notNullable();
    t.text('username').notNullable();
    /** The policy's action, e.g. `case:read`, `document:read`. */
    t.text('action').notNullable();
    t.bigInteger('at').notNullable();
    t.index(['tenant_id', 'case_key', 'at']);
    t.index(['tenant_id', 'username', 'at']);
  },
  /** Sign-ins, refused ones included, sign-outs, password and role changes. */
  cauce_access_log(t) {
    t.increments('id');
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    /** What happened, e.g. `signedIn`, `signInRefused`, `signedOut`, `passwordChanged`, `tokenCreated`. */
    t.text('event').notNullable();
    /** Who did it, where that is somebody else. */
    t.text('actor').notNullable();
    t.text('address');
    t.bigInteger('at').notNullable();
    t.index(['tenant_id', 'username', 'at']);
  },
  cauce_drafts(t) {
    t.text('tenant_id').notNullable();
    t.bigInteger('task_key').notNullable();
    t.text('username').notNullable();
    t.text('content').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.primary(['tenant_id', 'task_key', 'username']);
  },
};

/** Small rows found by their whole key alone. */
const clustered = new Set([
  'cauce_commands',
  'cauce_sequence_flows',
  'cauce_task_candidates',
  'cauce_counters',
]);

export async function up(db: Knex): Promise<void> {
  for (const [name, build] of Object.entries(tables)) {
    const counted = name === 'cauce_routed';
    await createTable(db, name, build, { clustered: clustered.has(name), counted });
  }
}
