/** The two kinds of credential OVHcloud knows. Values of this type never leave the main process. */
import { z } from 'zod';

const secret = z.string().trim().min(1).max(512);

export const credentialSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('application'),
    applicationKey: secret,
    applicationSecret: secret,
    /** Empty while a consumer key is still to be asked for: such a credential signs nothing. */
    consumerKey: z.string().trim().max(512),
  }),
  z.object({ kind: z.literal('oauth2'), clientId: secret, clientSecret: secret }),
]);
export type Credential = z.infer<typeof credentialSchema>;

/** Every string of it that must never be read anywhere, for redaction. */
export function secretsOf(credential: Credential | null): string[] {
  if (credential === null) return [];
  return credential.kind === 'application'
    ? [credential.applicationKey, credential.applicationSecret, credential.consumerKey]
    : [credential.clientId, credential.clientSecret];
}
