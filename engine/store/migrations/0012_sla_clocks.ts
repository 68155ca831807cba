// Service level clocks: what each promises, where it stands, and when it turns at risk.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_sla_clocks', (t) => {
    t.specificType('key', 'integer').primary();
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.text('process_id').notNullable();
    t.text('element_id').notNullable();
    t.bigInteger('element_instance_key').notNullable();
    t.text('sla_id').notNullable();
    t.text('metric').notNullable();
    t.text('name').notNullable();
    /** RUNNING, PAUSED, MET, MISSED, CANCELED, TRANSFERRED. */
    t.text('state').notNullable();
    t.bigInteger('started_at').notNullable();
    t.bigInteger('due_at');
    /** From then on at risk: its first warning. */
    t.bigInteger('risk_at');
    t.bigInteger('paused_since');
    t.bigInteger('breached_at');
    t.bigInteger('stopped_at');
    t.text('calendar_id').notNullable();
    t.integer('calendar_version');
    t.boolean('restarts').notNullable();
    t.boolean('extended').notNullable();
    t.index(['tenant_id', 'state', 'due_at', 'key']);
    t.index(['tenant_id', 'calendar_id', 'state']);
    t.index(['root_key']);
    t.index(['element_instance_key']);
  });
}
