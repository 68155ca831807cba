// What the cluster is: its nodes, each of which does everything, under a free licence.
import { z } from 'zod';
import { route } from '../route.ts';
import { nothing } from '../shapes.ts';

/** The release of the API that the resources follow; clients read it to know what to expect. */
const apiVersion = '8.9.0';

const topology = route({
  method: 'get',
  path: '/topology',
  policy: { action: 'signedIn' },
  response: z.object({
    brokers: z.array(
      z.object({
        nodeId: z.number(),
        host: z.string(),
        port: z.number(),
        version: z.string(),
        partitions: z.array(z.object({ partitionId: z.number(), role: z.string(), health: z.string() })),
      }),
    ),
    clusterId: z.string().nullable(),
    clusterSize: z.number(),
    partitionsCount: z.number(),
    replicationFactor: z.number(),
    gatewayVersion: z.string(),
    lastCompletedChangeId: z.string(),
  }),
  summary: 'Describe the cluster',
  async handler({ engine, request }) {
    // Every node works on everything: none leads.
    const partitions = [{ partitionId: 1, role: 'leader', health: 'healthy' }];
    const nodes = await engine.nodes();
    const here = { host: request.hostname, port: request.socket.localPort ?? 0 };
    const brokers = nodes.map(({ host, port }, nodeId) => ({
      nodeId,
      ...(nodes.length === 1 ? here : { host, port: port ?? 0 }),
      version: apiVersion,
      partitions,
    }));
    return {
      brokers,
      clusterId: 'cauce',
      clusterSize: brokers.length,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: apiVersion,
      lastCompletedChangeId: '',
    };
  },
});

const status = route({
  method: 'get',
  path: '/status',
  policy: { action: 'public' },
  response: nothing,
  summary: 'Tell that the node serves',
  handler: async () => undefined,
});

const license = route({
  method: 'get',
  path: '/license',
  policy: { action: 'public' },
  response: z.object({
    validLicense: z.boolean(),
    licenseType: z.string(),
    isCommercial: z.boolean(),
    expiresAt: z.string().nullable(),
  }),
  summary: 'Tell the licence',
  handler: async () => ({ validLicense: true, licenseType: 'MIT', isCommercial: false, expiresAt: null }),
});

export const systemRoutes = [topology, status, license];
