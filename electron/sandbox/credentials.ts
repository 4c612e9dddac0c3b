/** Applications, consumer keys, service accounts and what each may call. Must not read requests; auth.ts does. */
import { createHmac, randomBytes } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { DAY, HOUR } from './clock.ts';
import { createCode } from './codes.ts';
import { badRequest } from './errors.ts';

type Rule = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string };
type CredentialStatus = 'pendingValidation' | 'validated' | 'refused' | 'expired';

export type Application = { id: number; key: string; secret: string };

export type Credential = {
  id: number;
  application: Application;
  consumerKey: string;
  /** Names the credential on its validation page; not the key itself, because addresses are kept in histories. */
  validationToken: string;
  status: Exclude<CredentialStatus, 'expired'>;
  /** `null` until somebody has said yes. */
  nichandle: string | null;
  rules: Rule[];
  redirection: string | null;
  allowedIPs: string[] | null;
  creation: number;
  /** `null` = never. */
  expiration: number | null;
  lastUse: number | null;
};

type ServiceAccount = { clientId: string; clientSecret: string; nichandle: string };

/** Calls that IAM refuses to an account's service accounts: paths as in the rights of a key. */
export type Denied = readonly Rule[];

/** The rights which the accounts of the world come with: what managing contacts needs, and no more. */
const CONTACT_RULES: readonly Rule[] = [
  { method: 'GET', path: '/me' },
  { method: 'GET', path: '/me/task/contactChange' },
  { method: 'GET', path: '/me/task/contactChange/*' },
  { method: 'POST', path: '/me/task/contactChange/*' },
  { method: 'GET', path: '/services' },
  { method: 'GET', path: '/services/*' },
  { method: 'GET', path: '/*/serviceInfos' },
  { method: 'POST', path: '/*/changeContact' },
  { method: 'GET', path: '/auth/currentCredential' },
  { method: 'GET', path: '/auth/details' },
  { method: 'POST', path: '/auth/logout' },
  { method: 'GET', path: '/me/debtAccount' },
  { method: 'GET', path: '/me/notification/email/history' },
  { method: 'GET', path: '/me/notification/email/history/*' },
  { method: 'GET', path: '/me/ovhAccount' },
  { method: 'GET', path: '/me/ovhAccount/*' },
  { method: 'GET', path: '/me/payment/method' },
  { method: 'GET', path: '/me/payment/method/*' },
  { method: 'GET', path: '/me/api/logs/self' },
  { method: 'GET', path: '/me/api/logs/self/*' },
  { method: 'GET', path: '/domain/*' },
  { method: 'GET', path: '/v2/notification/history' },
  { method: 'GET', path: '/v2/notification/history/*' },
  { method: 'GET', path: '/v2/notification/contactMean' },
  { method: 'GET', path: '/v2/notification/routing' },
  { method: 'GET', path: '/v2/iam/policy' },
];

/** A pending credential that nobody validates is void after a day. */
const PENDING_FOR = DAY;
const TOKEN_SECONDS = 3599;

export function statusOf(credential: Credential, now: number): CredentialStatus {
  return credential.expiration !== null && now >= credential.expiration ? 'expired' : credential.status;
}

/** `*` stands for anything, also across slashes. */
export function isGranted(rules: readonly Rule[], method: string, path: string): boolean {
  return rules.some((rule) => rule.method === method && matchesGlob(rule.path, path));
}

export function matchesGlob(glob: string, text: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(text);
}

export function isAllowedAddress(allowed: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const entry of allowed) {
    const [network = '', prefix] = entry.split('/');
    const type = isIPv6(network) ? 'ipv6' : 'ipv4';
    list.addSubnet(network, prefix === undefined ? (type === 'ipv6' ? 128 : 32) : Number(prefix), type);
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

export function createKeyring(seed: number) {
  const applications = new Map<string, Application>();
  const credentials = new Map<string, Credential>();
  const byValidation = new Map<string, Credential>();
  const serviceAccounts = new Map<string, ServiceAccount>();
  const denied = new Map<string, Denied>();
  const bearers = new Map<string, { nichandle: string; expires: number }>();
  let lastId = 31_000_000;

  /**
   * SECURITY: made from the seed, so that whoever connected an account is still connected after a restart with the same
   * seed. They open a stand-in world on this computer and nothing else; a web page cannot use them, because their
   * headers need a permission (CORS) that is never given.
   */
  const derive = (what: string, length: number): string =>
    createHmac('sha256', `sandbox ${seed}`)
      .update(what)
      .digest('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, length);

  const keep = (credential: Credential): Credential => {
    credentials.set(credential.consumerKey, credential);
    byValidation.set(credential.validationToken, credential);
    return credential;
  };

  return {
    /** The keys of one account of the world, made at the start. */
    provide: (nichandle: string, now: number): Credential & { serviceAccount: ServiceAccount } => {
      const application: Application = {
        id: ++lastId,
        key: derive(`application key ${nichandle}`, 16),
        secret: derive(`application secret ${nichandle}`, 32),
      };
      applications.set(application.key, application);
      const serviceAccount: ServiceAccount = {
        clientId: `EU.${derive(`client ${nichandle}`, 16).toLowerCase()}`,
        clientSecret: derive(`client secret ${nichandle}`, 32),
        nichandle,
      };
      serviceAccounts.set(serviceAccount.clientId, serviceAccount);
      const credential = keep({
        id: ++lastId,
        application,
        consumerKey: derive(`consumer key ${nichandle}`, 32),
        validationToken: createCode(48),
        status: 'validated',
        nichandle,
        rules: [...CONTACT_RULES],
        redirection: null,
        allowedIPs: null,
        creation: now,
        expiration: null,
        lastUse: null,
      });
      return { ...credential, serviceAccount };
    },

    application: (key: string): Application | undefined => applications.get(key),
    credential: (consumerKey: string): Credential | undefined => credentials.get(consumerKey),
    byValidation: (token: string): Credential | undefined => byValidation.get(token),

    /** A new consumer key that somebody must validate. Throws 400 when the body is not what the API takes. */
    ask: (application: Application, body: unknown, now: number): Credential => {
      const { accessRules, redirection, allowedIPs } = (body ?? {}) as Record<string, unknown>;
      if (!Array.isArray(accessRules) || accessRules.length === 0) {
        throw badRequest('Missing mandatory parameter: accessRules');
      }
      const rules = accessRules.map(readRule);
      if (redirection !== undefined && redirection !== null && !isWebAddress(redirection)) {
        throw badRequest('[redirection] Given data is not valid for type string:url');
      }
      if (allowedIPs !== undefined && allowedIPs !== null && !isAddressList(allowedIPs)) {
        throw badRequest('[allowedIPs] Given data is not valid for type ipBlock[]');
      }
      return keep({
        id: ++lastId,
        application,
        consumerKey: createCode(),
        validationToken: createCode(48),
        status: 'pendingValidation',
        nichandle: null,
        rules,
        redirection: (redirection as string | undefined) ?? null,
        allowedIPs: (allowedIPs as string[] | undefined) ?? null,
        creation: now,
        expiration: now + PENDING_FOR,
        lastUse: null,
      });
    },

    /** What a person said on the validation page. `hours`: how long it holds; `null` = for ever. */
    settle: (
      credential: Credential,
      nichandle: string,
      agreed: boolean,
      hours: number | null,
      now: number,
    ): void => {
      credential.status = agreed ? 'validated' : 'refused';
      credential.nichandle = agreed ? nichandle : null;
      credential.expiration = !agreed || hours === null ? null : now + hours * HOUR;
    },

    /** `null`: no such service account, or another secret. */
    issueBearer: (clientId: string, clientSecret: string, now: number) => {
      const account = serviceAccounts.get(clientId);
      if (!account || account.clientSecret !== clientSecret) return null;
      const accessToken = randomBytes(48).toString('base64url');
      bearers.set(accessToken, { nichandle: account.nichandle, expires: now + TOKEN_SECONDS * 1000 });
      return { access_token: accessToken, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope: 'all' };
    },

    /** From now on, instead of what was refused before. Throws 400 where it is no list of rules, `{method, path}`. */
    deny: (nichandle: string, rules: unknown): void => {
      if (!Array.isArray(rules)) throw badRequest('denied: a list of {method, path}');
      denied.set(nichandle, rules.map(readRule));
    },
    isDenied: (nichandle: string, method: string, path: string): boolean =>
      isGranted(denied.get(nichandle) ?? [], method, path),

    /** The account behind a bearer token; `null` when it is unknown or has run out. */
    bearer: (accessToken: string, now: number): string | null => {
      const found = bearers.get(accessToken);
      return found && now < found.expires ? found.nichandle : null;
    },
  };
}

export type Keyring = ReturnType<typeof createKeyring>;

function readRule(rule: unknown): Rule {
  const { method, path } = (rule ?? {}) as Record<string, unknown>;
  const known = method === 'GET' || method === 'POST' || method === 'PUT' || method === 'DELETE';
  if (!known || typeof path !== 'string' || !path.startsWith('/')) {
    throw badRequest('[accessRules] Given data is not valid for type auth.AccessRule[]');
  }
  return { method, path };
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

function isAddressList(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  try {
    isAllowedAddress(value, '127.0.0.1');
    return true;
  } catch {
    return false;
  }
}
