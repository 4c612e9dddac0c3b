/**
 * Consumer keys that somebody has yet to say yes to, on a page of OVHcloud's: asked for, looked after, and then handed on.
 * Nothing of them is kept on the disk before that yes.
 */
import { randomUUID } from 'node:crypto';
import type { Account, Endpoint } from '../../shared/account.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Client } from '../ovh/client.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { tellExpiry } from '../ovh/expiring.ts';
import { readCurrentCredential, requestCredential } from '../ovh/me.ts';
import { apiFor, type Where } from './where.ts';

type Validation = {
  api: Api;
  credential: Credential & { kind: 'application' };
  url: string;
  client: Client;
  /** Until when somebody may say yes, as the service told at the last look. */
  end: string | null;
};

export type Validations = {
  start: (
    where: Where,
    keys: { applicationKey: string; applicationSecret: string },
  ) => Promise<Result<{ validation: string }>>;
  /** One look; the account comes with `validated`. `renews`: as in `connect` of the accounts. */
  check: (
    validation: string,
    renews: string | undefined,
  ) => Promise<
    Result<{ state: 'pendingValidation' | 'validated' | 'refused' | 'expired'; account: Account | null }>
  >;
  url: (validation: string) => string | null;
  close: () => void;
};

export function openValidations(desk: {
  /** The administrator lets accounts live there. */
  mayLive: (endpoint: Endpoint) => boolean;
  open: (api: Api, credential: Credential) => Client;
  /** Makes an account of a credential that somebody said yes to. */
  adopt: (api: Api, credential: Credential, renews: string | undefined) => Promise<Result<Account>>;
}): Validations {
  const validations = new Map<string, Validation>();
  return {
    async start(where, keys) {
      const api = apiFor(where);
      if (!api.ok) return api;
      if (!desk.mayLive(api.value.endpoint)) return fail('administrator', 'ask-administrator');
      const asking = desk.open(api.value, { kind: 'application', ...keys, consumerKey: '' });
      const answer = await requestCredential(asking, keys.applicationKey);
      asking.close();
      if (!answer.ok) return answer;
      const credential = { kind: 'application' as const, ...keys, consumerKey: answer.value.consumerKey };
      const validation = randomUUID();
      const pending: Validation = {
        api: api.value,
        credential,
        url: answer.value.validationUrl,
        client: tellExpiry(desk.open(api.value, credential), () => pending.end),
        end: null,
      };
      validations.set(validation, pending);
      return ok({ validation });
    },

    async check(validation, renews) {
      const pending = validations.get(validation);
      if (!pending) return fail('no-credential', 'connect');
      const end = (): void => {
        pending.client.close();
        validations.delete(validation);
      };
      const current = await readCurrentCredential(pending.client);
      if (!current.ok) {
        switch (current.error.code) {
          case 'pending-credential':
            return ok({ state: 'pendingValidation', account: null });
          case 'expired-credential':
            end();
            return ok({ state: 'expired', account: null });
          case 'invalid-credential':
            end();
            return ok({ state: 'refused', account: null });
          default:
            return current;
        }
      }
      const { status } = current.value;
      pending.end = current.value.expiration ?? pending.end;
      if (status === 'pendingValidation') return ok({ state: 'pendingValidation', account: null });
      if (status !== 'validated') {
        end();
        return ok({ state: status === 'expired' ? 'expired' : 'refused', account: null });
      }
      const account = await desk.adopt(pending.api, pending.credential, renews);
      if (!account.ok) return account;
      end();
      return ok({ state: 'validated', account: account.value });
    },

    url: (validation) => validations.get(validation)?.url ?? null,

    close() {
      for (const validation of validations.values()) validation.client.close();
    },
  };
}
