/** «My messages»: OVHcloud's copies of all it sent to an account, newest first, as the API's second version tells them. Must not decide what arrived. */
import { dateTime, HOUR } from './clock.ts';
import { categoriesOf, type DeliveryService, PRIORITY, uuid } from './delivery.ts';
import { writeLetter } from './mail.ts';
import type { Account, Letter } from './model.ts';
import type { World } from './world.ts';

type View = Record<string, unknown>;
/** Something about a contact change, or one of the many other messages every account gets. */
export type Notice = { at: number; about: Letter | number };

/** Hours between two of the other messages. */
const EVERY = 37 * HOUR;
const OTHERS = [
  ['Invoice no. ES', 'BILLING', 'LOW'],
  ['Your services will be renewed', 'BILLING', 'MEDIUM'],
  ['Maintenance work planned', 'TECHNICAL', 'LOW'],
  ['A new sign-in to your account', 'SECURITY', 'HIGH'],
] as const;
/** Numbers of the other messages begin here, so that no letter has the same. */
const FIRST_OTHER = 0x8000_0000;

/** `others`: how many messages beside those about contact changes the agency's accounts have. */
export function createNotices(world: World, delivery: DeliveryService, others: number, start: number) {
  const titleOf = ({ about }: Notice): string => {
    if (typeof about !== 'number') return writeLetter(world, about).subject;
    return `${OTHERS[about % OTHERS.length]?.[0]} ${7_000_000 + about}`;
  };
  const view = (account: Account, notice: Notice, whole: boolean): View => {
    const { about, at } = notice;
    const isOther = typeof about === 'number';
    const written = isOther || !whole ? null : writeLetter(world, about);
    const other = isOther ? OTHERS[about % OTHERS.length] : undefined;
    const arrival = isOther ? { to: account.email, status: 'DELIVERED', error: null } : delivery.of(about);
    return {
      id: uuid(isOther ? FIRST_OTHER + about : about.id),
      title: titleOf(notice),
      text: whole ? (written?.text ?? `${titleOf(notice)}\n`) : null,
      html: written?.html ?? null,
      shortText: null,
      createdAt: dateTime(at),
      priority: other?.[2] ?? PRIORITY,
      categories: isOther ? [other?.[1] ?? 'TECHNICAL'] : categoriesOf(about),
      attachments: [],
      contacts: [
        {
          id: uuid(0x100),
          to: arrival.to,
          type: 'EMAIL',
          sentAt: dateTime(at),
          status: arrival.status,
          error: arrival.error,
        },
      ],
    };
  };

  const of = (account: Account): Notice[] => {
    const letters = world
      .lettersOf(account.nichandle)
      .map((letter): Notice => ({ at: letter.date, about: letter }));
    const rest = account.agency ? others : 0;
    const all: Notice[] = Array.from({ length: rest }, (_, i) => ({ at: start - (i + 1) * EVERY, about: i }));
    return [...letters, ...all].sort((a, b) => b.at - a.at || numberOf(b) - numberOf(a));
  };

  return {
    of,
    titleOf,
    view,
    find: (account: Account, id: string): Notice | undefined =>
      of(account).find((notice) => uuid(numberOf(notice)) === id),
  };
}

export type Notices = ReturnType<typeof createNotices>;

const numberOf = ({ about }: Notice): number => (typeof about === 'number' ? FIRST_OTHER + about : about.id);
