/** Services that an account saw and does not see any more, and whether that says anything of their contacts. Reads what is known; changes nothing. */
import { createHash } from 'node:crypto';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import type { AccountRecord } from './account-record.ts';
import type { World } from './world.ts';

/** So many services may go at once; more, and more than a quarter of all, are an account that sees less than before. */
const FEW_GONE = 20;
const MOST_GONE = 0.25;

/** Those that no account of mine sees any more, by the whole of what this one sees now. `taken`: of which somebody took the contact. */
export function goneServices(
  world: World,
  record: AccountRecord,
  services: readonly ServiceFacts[],
  now: number,
): { gone: ServiceFacts[]; taken: ServiceFacts[] } {
  const seen = new Set(services.map(({ serviceId }) => serviceId));
  const gone: ServiceFacts[] = [];
  let before = 0;
  for (const [, { facts, api, seenBy }] of world.services.entries()) {
    if (api !== record.api || !seenBy.has(record.id)) continue;
    before += 1;
    if (seenBy.size === 1 && !seen.has(facts.serviceId)) gone.push(facts);
  }
  const isNarrower = gone.length > FEW_GONE && gone.length > before * MOST_GONE;
  return { gone, taken: isNarrower ? [] : gone.filter((facts) => !hasEnded(facts, now)) };
}

/** It ended by itself: nobody took it. */
function hasEnded({ state, status, lifecycle, expires }: ServiceFacts, now: number): boolean {
  if (state === 'deleted' || state === 'toDelete' || status === 'expired' || lifecycle === 'terminated')
    return true;
  return expires !== null && Date.parse(expires) <= now;
}

/** Another credential, or one with other rights, sees other services: none of them is gone by that. */
export function basisOf({ credential, rights, refusedActions, offer }: AccountRecord): string {
  const told = JSON.stringify([credential.kind, credential.expiration, rights, refusedActions, offer]);
  return createHash('sha256').update(told).digest('base64url').slice(0, 16);
}
