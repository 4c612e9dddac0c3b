/** Calls about the account itself and its credential: who am I, what do I owe, what may this key do. */
import { z } from 'zod';
import type { Debt } from '../../shared/account.ts';
import { ok, type Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { failWith } from './failures.ts';
import { ASKED_RIGHTS, type Right } from './rights.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
  .catch(null);

const meSchema = z.object({
  nichandle: z.string().min(1),
  email: text,
  spareEmail: text,
  firstname: text,
  name: text,
  organisation: text,
  language: text,
  country: text,
  ovhSubsidiary: text,
  state: text,
});
/** `GET /me`, what Relevo needs of it. All but the handle may be `null`. */
export type Me = z.infer<typeof meSchema>;

export function readMe(client: Client): Promise<Result<Me>> {
  return client.get('/me', meSchema);
}

const debtSchema = z.object({
  dueAmount: z.object({ value: z.number(), currencyCode: z.string().catch(''), text: z.string().catch('') }),
});

/** What is due now (`dueAmount`); value 0 = nothing. Needs the optional right `GET /me/debtAccount`. */
export async function readDebt(client: Client): Promise<Result<Debt>> {
  const answer = await client.get('/me/debtAccount', debtSchema);
  return answer.ok ? ok(answer.value.dueAmount) : answer;
}

const credentialSchema = z.object({
  credentialId: z.number().nullish().catch(null),
  applicationId: z.number().nullish().catch(null),
  /** expired, pendingValidation, refused, validated; others are kept. */
  status: z.string(),
  rules: z
    .array(z.object({ method: z.string(), path: z.string() }))
    .nullish()
    .transform((rules) => rules ?? [])
    .catch([]),
  /** ISO 8601; `null` = never, or not told. */
  expiration: text,
  creation: text,
});
export type CurrentCredential = z.infer<typeof credentialSchema>;

/** For application credentials; what it answers to a service account is not documented. */
export function readCurrentCredential(client: Client): Promise<Result<CurrentCredential>> {
  return client.get('/auth/currentCredential', credentialSchema);
}

const grantSchema = z.object({
  consumerKey: z.string().min(1),
  state: z.string().catch('pendingValidation'),
  validationUrl: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

/**
 * Asks for a consumer key with the rights Relevo needs. It works once its owner has said yes on `validationUrl`.
 * Needs no credential. May be repeated: a key nobody validates dies by itself.
 */
export async function requestCredential(
  client: Client,
  applicationKey: string,
  options: { redirection?: string; rights?: readonly Right[] } = {},
): Promise<Result<Grant>> {
  const body: Record<string, unknown> = { accessRules: options.rights ?? ASKED_RIGHTS };
  if (options.redirection !== undefined) body['redirection'] = options.redirection;
  const answer = await client.post('/auth/credential', body, grantSchema, {
    proof: { applicationKey },
    repeatable: true,
  });
  if (!answer.ok) return answer;
  // SECURITY: this address is opened in the user's browser. Anything but https, or the API's own loopback origin, could start a program.
  return mayBeOpened(answer.value.validationUrl, client.api.base) ? answer : failWith('bad-answer');
}

function mayBeOpened(address: string, base: string): boolean {
  const url = URL.parse(address);
  const home = new URL(base);
  return (
    url !== null && (url.protocol === 'https:' || (home.protocol === 'http:' && url.origin === home.origin))
  );
}

/**
 * Expires the client's credential at the service. One that no longer works counts as expired. For service accounts
 * there is nothing to expire: their token dies within the hour.
 */
export async function logout(client: Client): Promise<Result<null>> {
  const answer = await client.post('/auth/logout', null, z.unknown(), { repeatable: true });
  if (answer.ok) return ok(null);
  const over = answer.error.code === 'invalid-credential' || answer.error.code === 'expired-credential';
  return over ? ok(null) : answer;
}
