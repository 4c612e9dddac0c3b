/** Worlds in which the vault or the outbox is in a state that is hard to reach: for looking at what the screens say then. */
import { VAULT_TROUBLES } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { type BlockReason, planHandover } from '../../shared/handover.ts';
import {
  type OutboxChange,
  type OutboxEntry,
  type OutboxList,
  type OutboxOutcome,
  outboxTroubleSchema,
  seenOf,
} from '../../shared/outbox.ts';
import type { FakeOptions } from './bridge.ts';
import { smallWorld } from './world.ts';

type Checked = Extract<OutboxEntry, { kind: 'decision' }>['now'];
const SAME: Checked = { verdict: 'unchanged', changes: [] };

/** Names: `vault-` with each trouble, and those of the cases below; `null` for any other. */
export function stateOptions(name: string, now: number): FakeOptions | null {
  const world = smallWorld(now);
  const iso = (ms: number): string => new Date(now + ms).toISOString();
  const [first, second] = world.accounts;
  if (first === undefined || second === undefined) throw new Error('a world without accounts');
  const base: FakeOptions = { now, world, persistent: true, shell: 'electron' };

  const running = world.requests.filter(({ state }) => state === 'validatingByCustomers');
  const mine = new Set(world.accounts.map(({ nichandle }) => nichandle));
  const kept = (index: number) => ({
    id: `kept-${index}`,
    at: iso(-3 * 3_600_000 + index * 60_000),
    accountId: first.id,
    state: 'waiting' as const,
    last: null,
  });
  const decision = (index: number, check: Checked = SAME, more: Partial<OutboxEntry> = {}): OutboxEntry => {
    const request = running[index % running.length];
    if (request === undefined) throw new Error('a world without running requests');
    return {
      kind: 'decision',
      ...kept(index),
      requestKey: request.key,
      decision: index % 3 === 2 ? 'refuse' : 'accept',
      seen: seenOf(request, mine),
      now: check,
      ...more,
    } as OutboxEntry;
  };
  const handover = (index: number, reason: BlockReason | null = null): OutboxEntry => {
    const service = world.services[index];
    if (service === undefined) throw new Error('a world without services');
    return {
      kind: 'handover',
      ...kept(90 + index),
      serviceKey: service.key,
      serviceName: service.name,
      family: service.family,
      row: planHandover({
        service,
        target: { contactTech: 'mp40311-ovh' },
        accounts: world.accounts,
        running: null,
      }),
      now: reason === null ? SAME : { verdict: 'blocked', changes: [{ kind: 'reason', reason }] },
    };
  };
  const outbox = (entries: OutboxEntry[], more: Partial<OutboxList> = {}): Pick<FakeOptions, 'outbox'> => ({
    outbox: { persistent: true, entries, ...more },
  });
  const changed = (verdict: Checked['verdict'], ...changes: OutboxChange[]): Checked => ({
    verdict,
    changes,
  });

  const trouble = VAULT_TROUBLES.find((one) => name === `vault-${one}`);
  if (trouble !== undefined) {
    world.accounts = world.accounts.map((one, index) =>
      // A key store that is locked is so for all.
      index === 0 || trouble === 'locked'
        ? {
            ...one,
            endpoint: 'ovh-eu',
            credential: { kind: 'application', state: trouble, expiration: null, kept: 'vault' },
          }
        : one,
    );
    return { ...base, persistent: trouble !== 'no-store' };
  }
  switch (name) {
    case 'vault-memory':
      world.accounts = world.accounts.map((one) => ({
        ...one,
        endpoint: 'ovh-eu',
        credential: { ...one.credential, kept: 'memory' },
      }));
      return { ...base, persistent: false };
    case 'vault-lacking': {
      const failure: Failure = {
        code: 'not-granted',
        next: 'grant-in-iam',
        detail: 'account:apiovh:me/task/contactChange/get',
      };
      world.accounts = world.accounts.map((one, index) =>
        index === 0
          ? {
              ...one,
              endpoint: 'ovh-eu',
              credential: { ...one.credential, kind: 'oauth2', kept: 'vault' },
              rights: {
                requests: 'no',
                decide: 'unknown',
                services: 'yes',
                handover: 'partly',
                debts: 'no',
                mail: 'unknown',
                revoke: 'yes',
                messages: 'no',
                payment: 'unknown',
                log: 'unknown',
                policies: 'unknown',
              },
              refusedActions: [
                'account:apiovh:me/task/contactChange/get',
                'account:apiovh:me/debtAccount/get',
                'vps:apiovh:changeContact',
              ],
            }
          : one,
      );
      world.sync = world.sync.map((one, index) => (index === 0 ? { ...one, failure } : one));
      return base;
    }
    case 'outbox-waiting':
      return { ...base, ...outbox([0, 1, 2, 3].map((index) => decision(index)).concat(handover(1))) };
    case 'outbox-memory':
      return {
        ...base,
        shell: 'web',
        persistent: false,
        ...outbox([decision(0), decision(1)], { persistent: false }),
      };
    case 'outbox-offline': {
      const failure: Failure = { code: 'offline', next: 'check-network' };
      world.sync = world.sync.map((one) => ({ ...one, online: false, failure }));
      return { ...base, ...outbox([decision(0), decision(1), handover(1)]), unread: failure };
    }
    case 'outbox-changed':
      return {
        ...base,
        ...outbox([
          decision(0),
          decision(1, changed('changed', { kind: 'side', nichandle: second.nichandle, code: 'confirmed' })),
          decision(2, changed('gone', { kind: 'state', from: 'validatingByCustomers', to: 'refused' })),
          decision(
            3,
            changed(
              'gone',
              { kind: 'state', from: 'validatingByCustomers', to: 'expired' },
              { kind: 'expired' },
            ),
          ),
          decision(4, changed('gone', { kind: 'new-code' })),
          decision(5, changed('gone', { kind: 'missing' })),
          decision(6, SAME, { state: 'unknown' }),
          handover(1, { kind: 'running', requestId: 2298101 }),
        ]),
      };
    case 'outbox-locked':
      return {
        ...base,
        ...outbox([
          decision(0),
          ...outboxTroubleSchema.options.map(
            (why, index): OutboxEntry => ({ kind: 'locked', ...kept(index + 1), why }),
          ),
        ]),
      };
    case 'outbox-damaged':
      return {
        ...base,
        damage: [
          {
            part: 'outbox',
            why: 'broken',
            file: 'outbox.json',
            keptAs: 'outbox.json.damaged-1795568223000',
            count: null,
            names: [],
          },
        ],
      };
    case 'outbox-sending':
      return { ...base, delay: 1500, ...outbox([0, 1, 2, 3].map((index) => decision(index))) };
    case 'outbox-partly': {
      const outcomes: OutboxOutcome['outcome'][] = [
        'accepted',
        'wrong-code',
        'not-waiting',
        'unknown',
        'not-allowed',
        'failed',
        'left-out',
      ];
      return { ...base, ...outbox(outcomes.map((_, index) => decision(index))), outcomes };
    }
    default:
      return null;
  }
}
