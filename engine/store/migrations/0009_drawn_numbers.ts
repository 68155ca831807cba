// Cases have the number that a step has drawn for itself from then on: those that wait at such a step get it now.
import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  const waiting: { key: number; tenant: string; value: string }[] = await db('cauce_cases as c')
    .join('cauce_variables as v', 'v.instance_key', 'c.key')
    .whereNull('c.number')
    .where('v.name', 'case_number')
    // Sealed ones have never been in the table of cases.
    .where('v.value', 'like', '"%"')
    .orderBy(['c.key', 'v.scope_key'])
    .select({ key: 'c.key', tenant: 'c.tenant_id', value: 'v.value' });
  const done = new Set<number>();
  for (const { key, tenant, value } of waiting) {
    if (done.has(key)) continue;
    done.add(key);
    const number = String(JSON.parse(value));
    // It is one case's alone.
    const taken = await db('cauce_cases').where({ tenant_id: tenant, number }).first('key');
    if (!taken) await db('cauce_cases').where({ key }).update({ number });
  }
}
