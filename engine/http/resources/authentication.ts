// Who am I, as far as this server knows.
import { z } from 'zod';
import { route } from '../route.ts';

const me = route({
  method: 'get',
  path: '/authentication/me',
  policy: { action: 'signedIn' },
  response: z.object({
    username: z.string(),
    displayName: z.string().nullable(),
    email: z.string().nullable(),
    authorizedComponents: z.array(z.string()),
    tenants: z.array(
      z.object({ name: z.string(), tenantId: z.string(), description: z.string().nullable() }),
    ),
    groups: z.array(z.string()),
    roles: z.array(z.string()),
    salesPlanType: z.string().nullable(),
    c8Links: z.record(z.string(), z.string()),
    canLogout: z.boolean(),
  }),
  summary: 'Get the present user',
  async handler({ principal, identity, store }) {
    return {
      username: principal.username,
      displayName: identity?.name ?? null,
      email: identity?.email ?? null,
      authorizedComponents: ['*'],
      tenants: [{ name: 'Default', tenantId: store.tenant, description: null }],
      groups: principal.groups,
      roles: principal.roles,
      salesPlanType: null,
      c8Links: {},
      canLogout: identity?.session !== undefined,
    };
  },
});

export const authenticationRoutes = [me];
