/** Finds out who calls and whether he may: signature, time, credential, rights. Must not answer calls. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Credential, isAllowedAddress, isGranted, type Keyring, statusOf } from './credentials.ts';
import { apiError, credentialError, forbidden } from './errors.ts';
import type { Account } from './model.ts';
import type { World } from './world.ts';

/** Seconds a timestamp may be off. OVHcloud tells no number; thirty is what its clients are seen to get away with. */
const TIME_WINDOW = 30;

export type Call = {
  method: string;
  /** Below `/1.0`, decoded as far as it stays a path. */
  path: string;
  /** The path with its query exactly as it was sent. */
  rawUrl: string;
  /** Bases under which the server is known; the client signed with one of them. */
  bases: string[];
  header: (name: string) => string | undefined;
  body: Uint8Array;
  /** Milliseconds since 1970, as the server sees it for this call. */
  now: number;
  address: string;
};

export type Caller = { account: Account; credential: Credential | null };

/** A credential may look at itself before it is validated: that is how a client waits for the validation. */
const OWN_CREDENTIAL = '/auth/currentCredential';

/** Throws the refusal, in the old body as the API does for credentials. `account` is `null` for a pending credential alone. */
export function identify(
  call: Call,
  keyring: Keyring,
  world: World,
): Caller | { account: null; credential: Credential } {
  const bearer = /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) return identifyBearer(bearer, call, keyring, world);

  const applicationKey = call.header('x-ovh-application');
  if (!applicationKey) throw credentialError(401, 'NOT_CREDENTIAL', 'You must login first');
  const application = keyring.application(applicationKey);
  if (!application) throw credentialError(403, 'INVALID_KEY', 'This application key is invalid');

  const consumerKey = call.header('x-ovh-consumer');
  if (!consumerKey) throw credentialError(403, 'NOT_CREDENTIAL', 'You must login first');
  const credential = keyring.credential(consumerKey);
  if (!credential || credential.application !== application) {
    throw credentialError(403, 'NOT_CREDENTIAL', 'This credential does not exist');
  }

  checkTime(call);
  checkSignature(call, credential);

  const status = statusOf(credential, call.now);
  const waits = status === 'pendingValidation' || status === 'refused';
  if (waits && call.method === 'GET' && call.path === OWN_CREDENTIAL) return { account: null, credential };
  if (status !== 'validated' || credential.nichandle === null) {
    throw credentialError(403, 'INVALID_CREDENTIAL', 'This credential is not valid');
  }
  if (credential.allowedIPs !== null && !isAllowedAddress(credential.allowedIPs, call.address)) {
    throw credentialError(403, 'FORBIDDEN', 'Your address is not allowed to use this credential');
  }
  if (!isGranted(credential.rules, call.method, call.path)) {
    throw credentialError(403, 'NOT_GRANTED_CALL', 'This call has not been granted');
  }
  credential.lastUse = call.now;
  return { account: accountOf(world, credential.nichandle), credential };
}

function identifyBearer(token: string, call: Call, keyring: Keyring, world: World): Caller {
  const nichandle = keyring.bearer(token, call.now);
  if (nichandle === null) throw forbidden('This token is invalid or has expired');
  if (keyring.isDenied(nichandle, call.method, call.path)) {
    throw apiError(403, 'Client::Forbidden', 'User not granted for this request', {
      unauthorizedActionsByAuthentication: '',
      unauthorizedActionsByIAM: actionOf(call.method, call.path),
    });
  }
  return { account: accountOf(world, nichandle), credential: null };
}

/**
 * The name IAM gives a call: `account:apiovh:me/task/contactChange/accept`, `vps:apiovh:changeContact`. The form is
 * documented, the names of these calls are guesses.
 */
function actionOf(method: string, path: string): string {
  const ofAccount = /^\/(?:me|services|auth)\b/.test(path);
  const [, family = '', ...parts] = path.split('/');
  // Numbers and names of services are no part of an action.
  const rest = ofAccount ? [family, ...parts.filter((part) => !/^[\d,]+$/.test(part))] : parts.slice(-1);
  const verb = method === 'GET' ? ['get'] : [];
  return `${ofAccount ? 'account' : family}:apiovh:${[...rest, ...verb].join('/')}`;
}

function checkTime(call: Call): void {
  const timestamp = call.header('x-ovh-timestamp') ?? '';
  const off = Math.abs(Number(timestamp) - Math.floor(call.now / 1000));
  if (!/^\d+$/.test(timestamp) || off > TIME_WINDOW) {
    throw credentialError(400, 'QUERY_TIME_OUT', 'Query out of time');
  }
}

/** `"$1$" + sha1(AS + CK + METHOD + URL + BODY + TIMESTAMP)`, joined by `+`, over the bytes that came. */
function checkSignature(call: Call, credential: Credential): void {
  const given = Buffer.from(call.header('x-ovh-signature') ?? '');
  for (const base of call.bases) {
    const hash = createHash('sha1');
    hash.update(
      `${credential.application.secret}+${credential.consumerKey}+${call.method}+${base}${call.rawUrl}+`,
    );
    hash.update(call.body);
    hash.update(`+${call.header('x-ovh-timestamp')}`);
    const expected = Buffer.from(`$1$${hash.digest('hex')}`);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  }
  throw credentialError(400, 'INVALID_SIGNATURE', 'Invalid signature');
}

function accountOf(world: World, nichandle: string): Account {
  const account = world.accounts.get(nichandle);
  if (!account) throw new Error(`no account ${nichandle}`);
  return account;
}
