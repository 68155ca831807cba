// Which columns of which read model may be searched, sorted and returned. Names from outside are looked up here only.
import type { Projection } from './store.ts';

export interface Searchable {
  table: string;
  columns: readonly string[];
  /** What makes a row unique; ends every sort, so that pages never repeat or skip a row. */
  key: readonly string[];
  /** Columns that stand second in an index, behind the tenant. */
  next: readonly string[];
  /** The column that says whose instance a row is, where it has variables. */
  instance?: string;
  /** Large columns that `find` returns and `search` leaves out. */
  heavy?: readonly string[];
}

const lists: Record<Projection, [key: string, columns: string, heavy?: string]> = {
  process_definitions: [
    'key',
    'process_id version version_tag name deployment_key resource_name hash variant_flow variant_kind',
    'model',
  ],
  decision_definitions: [
    'key',
    'decision_id name version requirements_id requirements_name deployment_key resource_name hash',
  ],
  process_instances: [
    'key',
    'process_id process_name definition_key version version_tag root_key parent_key parent_element_key business_key state has_incident started_at ended_at started_by',
  ],
  element_instances: [
    'key',
    'instance_key element_id element_name element_type scope_key state started_at ended_at incident_key',
  ],
  user_tasks: [
    'key',
    'instance_key root_key definition_key process_id process_name version element_id element_name element_instance_key state assignee candidate_groups candidate_users due_at follow_up_at priority form_id external_form asks because created_at claimed_at completed_at completed_by',
  ],
  jobs: [
    'key',
    'instance_key root_key definition_key process_id version element_id element_instance_key type headers retries state available_at worker leased_until epoch error_message created_at ended_at',
  ],
  timers: ['key', 'instance_key element_id element_instance_key due_at repetitions'],
  message_subscriptions: [
    'key',
    'instance_key process_id element_id element_instance_key kind name correlation_key created_at',
  ],
  incidents: [
    'key',
    'instance_key root_key definition_key process_id element_id element_instance_key code values job_key state created_at resolved_at',
  ],
  variables: ['instance_key scope_key name', 'value updated_at'],
  cases: ['key', 'number process_id process_name flow milestone state opened_at closed_at due_at opened_by'],
  sla_clocks: [
    'key',
    'instance_key root_key process_id element_id element_instance_key sla_id metric name state started_at due_at risk_at paused_since breached_at stopped_at calendar_id calendar_version restarts extended',
  ],
  decision_instances: [
    'instance_key sequence index',
    'element_instance_key element_id decision_id decision_name record evaluated_at',
  ],
  documents: ['id', 'case_key name content_type size sha256 key_id created_at created_by'],
  mails: [
    'job_key',
    'instance_key root_key message_id content state attempts next_attempt_at error created_at sent_at',
  ],
  // Never the password's hash: who signs people in reads it directly.
  users: ['username', 'name email active must_change_password created_at'],
  groups: ['id', 'name'],
  journal: [
    'position',
    'stream sequence command_id actor at deployment_hash semantics previous_hash hash',
    'payload',
  ],
  survey_answers: [
    'code_hash',
    'case_key question score comment answered_at kind channel answered_by job_key',
  ],
  inbound_mails: ['id', 'mailbox header size state code values case_key received_at handled_at'],
  notes: [
    'key',
    'instance_key root_key kind text about reply_to author mentions documents shared detail created_at',
  ],
};

const secondColumns: { readonly [projection: string]: string } = {
  process_definitions: 'process_id',
  decision_definitions: 'decision_id',
  process_instances: 'process_id',
  user_tasks: 'assignee state',
  jobs: 'type',
  message_subscriptions: 'kind',
  incidents: 'state',
  variables: 'name',
  cases: 'number state',
  sla_clocks: 'state',
  users: 'username',
  groups: 'id',
  journal: 'stream',
  inbound_mails: 'state',
  notes: 'kind',
};

const instanceColumn: { readonly [projection: string]: string } = {
  user_tasks: 'instance_key',
  process_instances: 'key',
  cases: 'key',
  sla_clocks: 'instance_key',
};

export const searchable: ReadonlyMap<string, Searchable> = new Map(
  Object.entries(lists).map(([projection, [key, columns, heavy]]) => [
    projection,
    {
      table: `cauce_${projection}`,
      key: key.split(' '),
      columns: [...key.split(' '), ...columns.split(' ')],
      next: (secondColumns[projection] ?? '').split(' '),
      ...(instanceColumn[projection] !== undefined && { instance: instanceColumn[projection] }),
      ...(heavy !== undefined && { heavy: heavy.split(' ') }),
    },
  ]),
);
