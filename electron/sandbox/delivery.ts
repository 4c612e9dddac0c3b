/**
 * What becomes of the e-mails of the stand-in OVHcloud: which address each goes to by the receiver's rules, and whether it
 * arrived. Knows letters, addresses and rules; must not write messages.
 */
import { AGENCY } from './cast.ts';
import type { Account, Letter } from './model.ts';
import type { World } from './world.ts';

export type DeliveryStatus = 'DELIVERED' | 'BOUNCED' | 'DROPPED';
export type Delivery = {
  to: string;
  status: DeliveryStatus;
  /** In the words of the receiving server. */
  error: string | null;
};

export type Rule = {
  id: string;
  name: string;
  active: boolean;
  /** Empty = any. */
  categories: string[];
  priorities: string[];
  email: string;
};
export type Mean = {
  id: string;
  email: string;
  description: string;
  default: boolean;
  status: 'VALID' | 'TO_VALIDATE' | 'DISABLED' | 'ERROR';
  error: string | null;
};

const [MARTA, HUGO, GRACE] = AGENCY;
export const FULL_MAILBOX =
  '452 4.2.2 <billing@cobalto.co.uk>: The email account that you tried to reach is over quota';

/** Categories of an e-mail about a contact change: the account's, and invoices' where the billing contact is concerned. */
export const categoriesOf = (letter: Letter): string[] =>
  letter.task.fields.includes('contactBilling') ? ['ACCOUNT', 'BILLING'] : ['ACCOUNT'];
export const PRIORITY = 'MEDIUM';

export function createDelivery(world: World, start: number) {
  const rules = new Map<string, Rule[]>([
    [
      HUGO,
      [
        {
          id: uuid(0x10),
          name: 'Factures',
          active: true,
          categories: ['BILLING'],
          priorities: [],
          email: 'achats@cobalto.fr',
        },
        {
          id: uuid(0x11),
          name: 'Ancienne règle',
          active: false,
          categories: [],
          priorities: [],
          email: 'ancien@cobalto.fr',
        },
      ],
    ],
  ]);
  const further = new Map<string, Omit<Mean, 'id'>[]>([
    [MARTA, [mean('guardia@cobalto.es', 'Guardia', 'TO_VALIDATE')]],
    [HUGO, [mean('achats@cobalto.fr', 'Achats', 'VALID')]],
  ]);
  /** What happens to letters that are sent from now on, where a test says so. */
  const ordered = new Map<string, Omit<Delivery, 'to'>>();
  const known = new Map<number, Delivery>();

  const ruleFor = (letter: Letter): Rule | undefined =>
    (rules.get(letter.to) ?? []).find(
      ({ active, categories, priorities }) =>
        active &&
        (categories.length === 0 || categories.some((each) => categoriesOf(letter).includes(each))) &&
        (priorities.length === 0 || priorities.includes(PRIORITY)),
    );

  const send = (letter: Letter): Delivery => {
    const address = ruleFor(letter)?.email ?? world.accounts.get(letter.to)?.email ?? '';
    const order = ordered.get(letter.to);
    // The story of the first day: Grace's mailbox was full when the code for what Marta hands over to her came.
    const isFull =
      letter.to === GRACE && letter.task.from === MARTA && letter.code !== null && letter.date < start;
    if (isFull && !letter.thrownAway) return { to: address, status: 'BOUNCED', error: FULL_MAILBOX };
    return order ? { to: address, ...order } : { to: address, status: 'DELIVERED', error: null };
  };
  const of = (letter: Letter): Delivery => {
    const delivery = known.get(letter.id) ?? send(letter);
    known.set(letter.id, delivery);
    return delivery;
  };
  world.sent = (letter) => void of(letter);
  for (const letter of world.letters) of(letter);

  return {
    of,
    rulesOf: (nichandle: string): Rule[] => rules.get(nichandle) ?? [],

    /** The account's own address first; in trouble while what is sent to it does not arrive. One message that failed is no trouble yet. */
    meansOf: (account: Account): Mean[] => {
      const order = ordered.get(account.nichandle);
      const own = mean(account.email, '', 'VALID', true);
      if (order) Object.assign(own, { status: 'ERROR', error: order.error });
      return [own, ...(further.get(account.nichandle) ?? [])].map((each, i) => ({
        id: uuid(0x100 + i),
        ...each,
      }));
    },

    /** Whether the message lies in the account's own mailbox. */
    isInMailbox: (letter: Letter): boolean => {
      const { to, status } = of(letter);
      return status === 'DELIVERED' && to === world.accounts.get(letter.to)?.email;
    },

    /** From now on, for this account; `null` = they arrive. */
    order: (nichandle: string, what: Omit<Delivery, 'to'> | null): void => {
      if (what === null) ordered.delete(nichandle);
      else ordered.set(nichandle, what);
    },
    setRules: (nichandle: string, list: { name: string; email: string }[]): void => {
      rules.set(
        nichandle,
        list.map((rule, i) => ({
          id: uuid(0x20 + i),
          active: true,
          categories: [],
          priorities: [],
          ...rule,
        })),
      );
    },
  };
}

export type DeliveryService = ReturnType<typeof createDelivery>;

function mean(
  email: string,
  description: string,
  status: Mean['status'],
  isDefault = false,
): Omit<Mean, 'id'> {
  return { email, description, default: isDefault, status, error: null };
}

export const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
