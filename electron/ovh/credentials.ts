/** The two kinds of credential OVHcloud knows. Values of this type never leave the main process. */
export type Credential =
  | { kind: 'application'; applicationKey: string; applicationSecret: string; consumerKey: string }
  | { kind: 'oauth2'; clientId: string; clientSecret: string };

/** Every string of it that must never be read anywhere, for redaction. */
export function secretsOf(credential: Credential | null): string[] {
  if (credential === null) return [];
  return credential.kind === 'application'
    ? [credential.applicationKey, credential.applicationSecret, credential.consumerKey]
    : [credential.clientId, credential.clientSecret];
}
