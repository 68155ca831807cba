// The step that only maps: its input and output mappings do the work, the connector itself has no effect.
import type { Connector } from '../connector.ts';

export const set: Connector = {
  type: 'cauce:set',
  configured: () => true,
  run: async () => ({ variables: {} }),
};
