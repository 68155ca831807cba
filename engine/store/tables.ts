// The tables that a commit writes beside the projections.

export const journalTable = {
  name: 'cauce_journal',
  key: ['tenant_id', 'stream', 'sequence'],
  columns: [
    'tenant_id',
    'stream',
    'sequence',
    'command_id',
    'actor',
    'at',
    'deployment_hash',
    'semantics',
    'payload',
    'previous_hash',
    'hash',
  ],
} as const;

export const commandTable = {
  name: 'cauce_commands',
  key: ['tenant_id', 'principal', 'id'],
  columns: ['tenant_id', 'principal', 'id', 'body_hash', 'stream', 'sequence', 'at'],
} as const;

export const routedTable = {
  name: 'cauce_routed',
  key: ['tenant_id', 'id'],
  columns: ['tenant_id', 'id', 'target', 'payload', 'created_at'],
} as const;

export const counterTable = {
  name: 'cauce_counters',
  key: ['tenant_id', 'name'],
  columns: ['tenant_id', 'name', 'value'],
  conflict: 'replace',
} as const;

export const snapshotTable = {
  name: 'cauce_snapshots',
  key: ['tenant_id', 'stream'],
  columns: ['tenant_id', 'stream', 'sequence', 'version', 'hash', 'state'],
  conflict: 'replace',
} as const;
