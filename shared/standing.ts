/**
 * How the accounts of a hand-over stand with OVHcloud before anything is asked: what it would refuse, what can be seen of my own
 * accounts, and what is left to ask the others. Pure; the questions can go into a message.
 */
import { z } from 'zod';
import { CONTACT_TYPES, isContactType } from './contact.ts';
import type { Failure } from './failure.ts';
import type { PlanRow } from './handover.ts';
import { partSchema } from './part.ts';
import type { ContactRequest } from './request.ts';
import type { Service } from './service.ts';
import { MEAN_STATES } from './trail.ts';

export const ownStandingSchema = z.object({
  accountId: z.string(),
  nichandle: z.string(),
  /** As OVHcloud writes the amount due; `null`: none. */
  debt: partSchema(z.string().nullable()),
  canPay: partSchema(z.boolean()),
  /** The company of OVHcloud's it is a customer of, by its letters. */
  subsidiary: partSchema(z.string().nullable()),
  /** Of its main address; `null`: none is told. */
  address: partSchema(z.enum(MEAN_STATES).nullable()),
});
export type OwnStanding = z.infer<typeof ownStandingSchema>;

export const standingSchema = z.object({ askedAt: z.string(), own: z.array(ownStandingSchema) });

const ABOUT = ['debt', 'payment', 'subsidiary', 'address'] as const;
export type StandingAbout = (typeof ABOUT)[number];
export type StandingLine = {
  /** `bad`: OVHcloud would refuse; `unseen`: my key may not see it; `ask`: only its owner can tell. */
  kind: 'good' | 'bad' | 'unseen' | 'ask';
  about: StandingAbout;
  nichandle: string;
  /** An amount, a state, two subsidiaries; of what is unseen the call that the key lacks. */
  what: string | null;
};

/** What matters of whom, for these rows of a plan: each once, the worst first. */
export function standingOf(
  rows: readonly Pick<PlanRow, 'verdict' | 'serviceKey' | 'changes'>[],
  services: ReadonlyMap<string, Service>,
  own: readonly OwnStanding[],
): StandingLine[] {
  const asked = new Map<StandingAbout, Set<string>>(ABOUT.map((about) => [about, new Set()]));
  const need = (about: StandingAbout, who: string | null | undefined): void => {
    if (who) asked.get(about)?.add(who.toLowerCase());
  };
  const projects: { admin: string; billing: string }[] = [];
  for (const row of rows) {
    if (row.verdict !== 'ready') continue;
    const contacts = services.get(row.serviceKey)?.contacts ?? null;
    for (const { contactType, to } of row.changes) {
      need('debt', to);
      need('debt', contacts?.[contactType]);
      need('address', to);
      if (contactType === 'contactBilling') need('payment', to);
    }
    if (services.get(row.serviceKey)?.family !== '/cloud/project') continue;
    const after = { ...contacts };
    for (const { contactType, to } of row.changes) after[contactType] = to;
    const { contactAdmin, contactBilling } = after;
    const moves = row.changes.some(({ contactType }) => contactType !== CONTACT_TYPES[1]);
    if (moves && contactAdmin && contactBilling && !isSame(contactAdmin, contactBilling))
      projects.push({ admin: contactAdmin.toLowerCase(), billing: contactBilling.toLowerCase() });
  }
  const byHandle = new Map(own.map((each) => [each.nichandle.toLowerCase(), each]));
  const lines: StandingLine[] = [];
  for (const [about, handles] of asked) {
    for (const nichandle of handles) {
      const mine = byHandle.get(nichandle);
      lines.push(mine === undefined ? { kind: 'ask', about, nichandle, what: null } : judged(about, mine));
    }
  }
  const pairs = new Map(projects.map((pair) => [`${pair.admin} ${pair.billing}`, pair]));
  for (const { admin, billing } of pairs.values()) lines.push(ofProject(admin, billing, byHandle));
  const order = ['bad', 'ask', 'unseen', 'good'];
  return lines.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/**
 * What only this person can tell, of what they are to take over by these requests: what a message asks them to look at. `mine`:
 * my NIC handles of the requests' API; what my keys may not see is no question to others.
 */
export function questionsTo(
  nichandle: string,
  requests: readonly Pick<ContactRequest, 'serviceKey' | 'contactTypes' | 'fromAccount' | 'toAccount'>[],
  services: ReadonlyMap<string, Service>,
  mine: ReadonlySet<string>,
): StandingAbout[] {
  const rows = requests.flatMap(({ serviceKey, contactTypes, fromAccount, toAccount }) =>
    toAccount === null || !isSame(toAccount, nichandle)
      ? []
      : [
          {
            verdict: 'ready' as const,
            serviceKey: serviceKey ?? '',
            changes: contactTypes
              .filter(isContactType)
              .map((contactType) => ({ contactType, from: fromAccount, to: toAccount })),
          },
        ],
  );
  const asked = standingOf(rows, services, [...mine].map(unseen)).filter(
    (line) => line.kind === 'ask' && isSame(line.nichandle, nichandle),
  );
  return ABOUT.filter((about) => asked.some((line) => line.about === about));
}

/** An account of mine whose standing nobody asked for now. */
function unseen(nichandle: string): OwnStanding {
  const nothing = { ok: false, error: { code: 'not-found', next: 'read-again' } } as const;
  return { accountId: '', nichandle, debt: nothing, canPay: nothing, subsidiary: nothing, address: nothing };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function judged(about: StandingAbout, mine: OwnStanding): StandingLine {
  const line = (kind: StandingLine['kind'], what: string | null = null): StandingLine => ({
    kind,
    about,
    nichandle: mine.nichandle,
    what,
  });
  switch (about) {
    case 'debt':
      if (!mine.debt.ok) return line('unseen', lackOf(mine.debt.error));
      return mine.debt.value === null ? line('good') : line('bad', mine.debt.value);
    case 'payment':
      if (!mine.canPay.ok) return line('unseen', lackOf(mine.canPay.error));
      return line(mine.canPay.value ? 'good' : 'bad');
    case 'address': {
      if (!mine.address.ok) return line('unseen', lackOf(mine.address.error));
      if (mine.address.value === null || mine.address.value === 'unknown') return line('unseen');
      return mine.address.value === 'VALID' ? line('good') : line('bad', mine.address.value);
    }
    case 'subsidiary':
      return mine.subsidiary.ok
        ? line('good', mine.subsidiary.value)
        : line('unseen', lackOf(mine.subsidiary.error));
  }
}

function lackOf({ code, detail }: Failure): string | null {
  return code === 'not-granted' ? (detail ?? null) : null;
}

/** Administrator and billing contact of a Public Cloud project have to be customers of the same company. */
function ofProject(admin: string, billing: string, byHandle: ReadonlyMap<string, OwnStanding>): StandingLine {
  const of = (who: string): string | null => {
    const told = byHandle.get(who)?.subsidiary;
    return told?.ok ? told.value : null;
  };
  const [one, other] = [of(admin), of(billing)];
  const about = 'subsidiary' as const;
  if (one !== null && other !== null) {
    return { kind: one === other ? 'good' : 'bad', about, nichandle: billing, what: `${one}, ${other}` };
  }
  const stranger = [billing, admin].find((who) => !byHandle.has(who));
  return stranger === undefined
    ? { kind: 'unseen', about, nichandle: billing, what: null }
    : { kind: 'ask', about, nichandle: stranger, what: one ?? other };
}
