/** Reads what a credential may do and until when. Changes nothing; what cannot be read is left unknown. */
import { z } from 'zod';
import { actionsIn, type Rights } from '../../shared/ability.ts';
import type { Client } from './client.ts';
import type { Credential } from './credentials.ts';
import { readCurrentCredential } from './me.ts';
import { rightsOf } from './rights.ts';

/** `rights: null` = not told. `expiration`: ISO 8601, `null` = never or not told. */
export type Granted = {
  rights: Rights | null;
  expiration: string | null;
  /** Actions that IAM refused, by name. */
  refusedActions: string[];
};

/** `null` where nothing could be read, for want of a network or of the right to ask. */
export async function readGranted(client: Client, kind: Credential['kind']): Promise<Granted | null> {
  if (kind === 'oauth2') {
    const tried = await tryRights(client);
    return tried === null ? null : { ...tried, expiration: null };
  }
  const current = await readCurrentCredential(client);
  if (!current.ok) return null;
  const { rules, expiration } = current.value;
  return { rights: rules.length === 0 ? null : rightsOf(rules), expiration, refusedActions: [] };
}

/**
 * IAM's policies cannot be read by a service account, so each reading is tried; writing shows itself in use, because
 * trying it would do it. To revoke there is nothing: its access ends by itself.
 */
async function tryRights(client: Client): Promise<Pick<Granted, 'rights' | 'refusedActions'> | null> {
  const refused: string[] = [];
  const degreeOf = async (path: string): Promise<'yes' | 'no' | 'unknown'> => {
    const answer = await client.get(path, z.unknown());
    if (answer.ok) return 'yes';
    if (answer.error.code === 'not-granted') refused.push(...actionsIn(answer.error.detail ?? ''));
    return answer.error.code === 'not-granted' || answer.error.code === 'forbidden' ? 'no' : 'unknown';
  };
  const [requests, services, debts, mail] = await Promise.all([
    degreeOf('/me/task/contactChange'),
    degreeOf('/services'),
    degreeOf('/me/debtAccount'),
    degreeOf('/me/notification/email/history'),
  ]);
  if ([requests, services, debts, mail].every((degree) => degree === 'unknown')) return null;
  const rights = {
    requests,
    services,
    debts,
    mail,
    decide: 'unknown',
    handover: 'unknown',
    revoke: 'yes',
    // Asked when somebody wants to know, and not before.
    messages: 'unknown',
    payment: 'unknown',
    log: 'unknown',
    policies: 'unknown',
  } as const;
  return { rights, refusedActions: refused };
}
