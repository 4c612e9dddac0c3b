/** What the fake bridge tells beside the lists: one e-mail that was sent back, an account with a rule. */
import type { Input, Output } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/failure.ts';

type FactChannel =
  | 'trails:look'
  | 'trails:addresses'
  | 'mails:confirm'
  | 'mails:report'
  | 'standing:check'
  | 'log:find'
  | 'access:left'
  | 'domains:holder';
type FactAnswers = { [C in FactChannel]: (input: Input<C>) => Result<Output<C>> };

export function factAnswers(now: number): FactAnswers {
  const iso = (ms: number): string => new Date(now + ms).toISOString();
  return {
    'standing:check': () => ok({ askedAt: iso(-90_000), own: [] }),
    'log:find': () =>
      ok({
        askedAt: iso(-90_000),
        sentAt: iso(-180_000),
        calls: [{ at: iso(-179_000), ip: '81.2.3.4' }],
        early: false,
      }),
    'access:left': () => ok({ askedAt: iso(-90_000), accounts: [] }),
    'domains:holder': () => ok({ askedAt: iso(-90_000), holder: '30123456' }),
    'mails:confirm': () => fail('not-granted', 'widen-rights', { detail: 'GET /v2/notification/history' }),
    'mails:report': () => ok({ how: 'offer', name: 'suspicious-1.eml', text: 'From: a@b.example' }),
    'trails:look': () =>
      ok({
        askedAt: iso(-90_000),
        source: 'messages',
        why: null,
        cut: false,
        sendings: [
          {
            at: iso(-3_600_000),
            to: 'facturacion-y-administracion@una-empresa-de-nombre-largo.example',
            status: 'BOUNCED',
            error: '452 4.2.2 The email account that you tried to reach is over quota',
            elsewhere: false,
            rule: null,
            address: 'ERROR',
          },
          {
            at: iso(-90_000_000),
            to: 'maria@cobalto.es',
            status: 'DELIVERED',
            error: null,
            elsewhere: false,
            rule: null,
            address: 'VALID',
          },
        ],
      }),
    'trails:addresses': () =>
      ok({
        askedAt: iso(-90_000),
        means: ok([
          { email: 'maria@cobalto.es', description: null, isDefault: true, status: 'VALID', error: null },
          {
            email: 'guardia@cobalto.es',
            description: 'Guardia',
            isDefault: false,
            status: 'TO_VALIDATE',
            error: null,
          },
        ]),
        rules: ok([{ name: 'Facturas', to: ['compras@cobalto.es'], touches: 'yes' }]),
      }),
  };
}
