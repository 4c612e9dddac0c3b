/** Which API a person means by an endpoint's name, or by an address of this computer. */
import type { Endpoint } from '../../shared/account.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Api } from '../ovh/endpoints.ts';
import { apiOf, parseLoopback } from '../ovh/endpoints.ts';

export type Where = { endpoint: Exclude<Endpoint, 'sandbox'>; url?: string | undefined };

/** Fails with `no-contacts-here` for OVHcloud US, with `bad-input` for an address that is not this computer's. */
export function apiFor(where: Where): Result<Api> {
  if (where.endpoint === 'ovh-us') return fail('no-contacts-here', 'fix-input');
  if (where.endpoint === 'loopback') return parseLoopback(where.url ?? '');
  return ok(apiOf(where.endpoint));
}
