/** What stands between an account of mine and its end, asked when a person looks and kept for a minute. Part of no sync; a refusal is an answer. */
import type { Failure, Result } from '../../shared/failure.ts';
import type { ClosingFact, ClosingRead } from '../../shared/moves.ts';
import type { Client } from '../ovh/client.ts';
import { countOpenOrders, readBalances } from '../ovh/closing.ts';
import { readDebt } from '../ovh/me.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';

const KEPT_MS = 60_000;

export type Closing = {
  read: (accountId: string) => Promise<ClosingRead[]>;
  forget: (accountId: string) => void;
};

export function openClosing(clock: Clock, memberOf: (accountId: string) => Member | null): Closing {
  const kept = new Map<string, { at: number; reads: Promise<ClosingRead[]> }>();

  const ask = async (client: Client): Promise<ClosingRead[]> => {
    const at = new Date(clock.now()).toISOString();
    const told = (fact: ClosingFact, answer: Result<string | null>): ClosingRead =>
      answer.ok
        ? { fact, state: answer.value === null ? 'clear' : 'open', text: answer.value, why: null, at }
        : { fact, state: 'by-hand', text: null, why: whyOf(answer.error), at };
    const [debt, orders, balances] = await Promise.all([
      readDebt(client),
      countOpenOrders(client, clock.now()),
      readBalances(client),
    ]);
    return [
      told(
        'invoices',
        map(debt, ({ value, text }) => (value > 0 ? text : null)),
      ),
      told(
        'orders',
        map(orders, (count) => (count > 0 ? String(count) : null)),
      ),
      told(
        'balance',
        map(balances, (texts) => (texts.length > 0 ? texts.join(', ') : null)),
      ),
    ];
  };

  return {
    read(accountId) {
      const known = kept.get(accountId);
      if (known !== undefined && clock.steady() - known.at < KEPT_MS) return known.reads;
      const client = memberOf(accountId)?.client ?? null;
      if (client === null) {
        const at = new Date(clock.now()).toISOString();
        return Promise.resolve(
          (['invoices', 'orders', 'balance'] as const).map((fact) => ({
            fact,
            state: 'by-hand' as const,
            text: null,
            why: 'no-account' as const,
            at,
          })),
        );
      }
      const reads = ask(client);
      kept.set(accountId, { at: clock.steady(), reads });
      return reads;
    },
    forget: (accountId) => void kept.delete(accountId),
  };
}

function whyOf({ code }: Failure): ClosingRead['why'] {
  return code === 'not-granted' ? 'not-granted' : 'no-answer';
}

function map<A, B>(answer: Result<A>, make: (value: A) => B): Result<B> {
  return answer.ok ? { ok: true, value: make(answer.value) } : answer;
}
