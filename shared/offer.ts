/** A set of keys found on this computer that the user may take or leave; the keys themselves stay where they are. */
import { z } from 'zod';
import { ENDPOINTS } from './account.ts';

export const offerSchema = z.object({
  id: z.string(),
  source: z.enum(['environment', 'ovh.conf']),
  /** The file's place (`~/.ovh.conf`), or `OVH_*`. */
  place: z.string(),
  endpoint: z.enum(ENDPOINTS),
  kind: z.enum(['application', 'oauth2']),
});
export type Offer = z.infer<typeof offerSchema>;
