// A deployed form as the API shows it; the schema is form-js JSON as text.
import { z } from 'zod';
import { keyShape } from '../shapes.ts';

export const formShape = z.object({
  tenantId: z.string(),
  formId: z.string(),
  schema: z.string(),
  version: z.number(),
  formKey: keyShape,
});
