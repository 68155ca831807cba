// Process instances as the API shows them, and what they may be searched by.

import { z } from 'zod';
import type { Row } from '../../store/store.ts';
import type { Fields } from '../fields.ts';
import { tenantField } from '../fields.ts';
import { flag, instant, instantOrNull, integer, key, keyOrNull, tenant, text, textOrNull } from '../rows.ts';
import {
  instantOrNull as instantOrNullShape,
  instantShape,
  keyOrNull as keyOrNullShape,
  keyShape,
} from '../shapes.ts';

export const processInstanceFields: Fields = {
  processInstanceKey: { column: 'key', type: 'key' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  processDefinitionName: { column: 'process_name', type: 'text' },
  processDefinitionVersion: { column: 'version', type: 'integer' },
  processDefinitionVersionTag: { column: 'version_tag', type: 'text' },
  processDefinitionKey: { column: 'definition_key', type: 'key' },
  parentProcessInstanceKey: { column: 'parent_key', type: 'key' },
  parentElementInstanceKey: { column: 'parent_element_key', type: 'key' },
  rootProcessInstanceKey: { column: 'root_key', type: 'key' },
  startDate: { column: 'started_at', type: 'instant' },
  endDate: { column: 'ended_at', type: 'instant' },
  state: { column: 'state', type: 'text' },
  hasIncident: { column: 'has_incident', type: 'flag' },
  tenantId: tenantField,
  businessId: { column: 'business_key', type: 'text' },
};

export const processInstanceShape = z.object({
  processDefinitionId: z.string(),
  processDefinitionName: z.string().nullable(),
  processDefinitionVersion: z.number(),
  processDefinitionVersionTag: z.string().nullable(),
  startDate: instantShape,
  endDate: instantOrNullShape,
  state: z.enum(['ACTIVE', 'COMPLETED', 'TERMINATED']),
  hasIncident: z.boolean(),
  tenantId: z.string(),
  processInstanceKey: keyShape,
  processDefinitionKey: keyShape,
  parentProcessInstanceKey: keyOrNullShape,
  parentElementInstanceKey: keyOrNullShape,
  rootProcessInstanceKey: keyOrNullShape,
  tags: z.array(z.string()),
  businessId: z.string().nullable(),
});

export function processInstance(row: Row): z.input<typeof processInstanceShape> {
  return {
    processDefinitionId: text(row, 'process_id'),
    processDefinitionName: textOrNull(row, 'process_name'),
    processDefinitionVersion: integer(row, 'version'),
    processDefinitionVersionTag: textOrNull(row, 'version_tag'),
    startDate: instant(row, 'started_at'),
    endDate: instantOrNull(row, 'ended_at'),
    state: text(row, 'state') as 'ACTIVE' | 'COMPLETED' | 'TERMINATED',
    hasIncident: flag(row, 'has_incident'),
    tenantId: tenant,
    processInstanceKey: key(row, 'key'),
    processDefinitionKey: key(row, 'definition_key'),
    parentProcessInstanceKey: keyOrNull(row, 'parent_key'),
    parentElementInstanceKey: keyOrNull(row, 'parent_element_key'),
    rootProcessInstanceKey: keyOrNull(row, 'root_key'),
    tags: [],
    businessId: textOrNull(row, 'business_key'),
  };
}
