// Views of a list under a name, for one person or shared with a group or a role; and what each person has set.
import type { Db, Store } from './store.ts';

export type Audience = 'person' | 'group' | 'role';

export interface SavedView {
  key: number;
  name: string;
  /** What the address says behind the question mark. */
  query: string;
  owner: string;
  audience: Audience;
  audienceName: string;
}

export interface Viewer {
  username: string;
  groups: readonly string[];
  roles: readonly string[];
}

const MOST = 200;
/** Of one audience. */
export const MOST_VIEWS = 50;

/** Those that this person has, their own first. */
export async function readViews(
  { reader, tenant }: Pick<Store, 'reader' | 'tenant'>,
  list: string,
  { username, groups, roles }: Viewer,
): Promise<SavedView[]> {
  const rows: { [column: string]: string | number }[] = await reader('cauce_saved_views')
    .where({ tenant_id: tenant, list })
    .where((audience) =>
      audience
        .where({ audience: 'person', audience_name: username })
        .orWhere((one) => one.where({ audience: 'group' }).whereIn('audience_name', [...groups]))
        .orWhere((one) => one.where({ audience: 'role' }).whereIn('audience_name', [...roles])),
    )
    .orderBy([{ column: 'audience', order: 'desc' }, 'name', 'key'])
    .limit(MOST)
    .select('key', 'name', 'query', 'owner', 'audience', 'audience_name');
  const rank = { person: 0, group: 1, role: 2 };
  return rows
    .map((row) => ({
      key: Number(row.key),
      name: String(row.name),
      query: String(row.query),
      owner: String(row.owner),
      audience: row.audience as Audience,
      audienceName: String(row.audience_name),
    }))
    .sort((a, b) => rank[a.audience] - rank[b.audience] || a.name.localeCompare(b.name, 'es'));
}

/** One of the same name and audience that this person saved before gives way; `taken`: it is somebody else's. */
export async function saveView(
  db: Db,
  tenant: string,
  view: Omit<SavedView, 'key'> & { list: string; at: number },
): Promise<'saved' | 'taken' | 'many'> {
  const { list, name, audience, audienceName, owner, query, at } = view;
  const place = { tenant_id: tenant, list, audience, audience_name: audienceName };
  const known = await db('cauce_saved_views')
    .where({ ...place, name })
    .first('key', 'owner');
  if (known) {
    if (known.owner !== owner) return 'taken';
    await db('cauce_saved_views').where({ key: known.key }).update({ query, saved_at: at });
    return 'saved';
  }
  const all: { n: number | string }[] = await db('cauce_saved_views').where(place).count({ n: '*' });
  if (Number(all[0]?.n) >= MOST_VIEWS) return 'many';
  const [last] = (await db('cauce_saved_views').max({ key: 'key' })) as { key: number | null }[];
  await db('cauce_saved_views').insert({
    ...place,
    key: Number(last?.key ?? 0) + 1,
    name,
    query,
    owner,
    saved_at: at,
  });
  return 'saved';
}

/** False: there is none of that key that this person saved; whoever administers removes anybody's. */
export async function removeView(
  db: Db,
  tenant: string,
  { key, owner }: { key: number; owner?: string },
): Promise<boolean> {
  const where = { tenant_id: tenant, key, ...(owner !== undefined && { owner }) };
  return (await db('cauce_saved_views').where(where).delete()) > 0;
}

export async function readSetting(
  { reader, tenant }: Pick<Store, 'reader' | 'tenant'>,
  username: string,
  name: string,
): Promise<string | undefined> {
  const row = await reader('cauce_person_settings')
    .where({ tenant_id: tenant, username, name })
    .first('value');
  return row?.value as string | undefined;
}

export async function writeSetting(
  db: Db,
  tenant: string,
  { username, name, value }: { username: string; name: string; value: string },
): Promise<void> {
  await db('cauce_person_settings')
    .insert({ tenant_id: tenant, username, name, value })
    .onConflict(['tenant_id', 'username', 'name'])
    .merge(['value']);
}
