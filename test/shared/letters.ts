/** The stand-in OVHcloud's own letters, word for word, for tests of what is read out of them. */
import { createPost, writeLetter } from '../../electron/sandbox/mail.ts';
import { WORDS } from '../../electron/sandbox/mail-texts.ts';
import type { Account, ContactField, Language, Letter } from '../../electron/sandbox/model.ts';
import type { World } from '../../electron/sandbox/world.ts';

export type LetterFacts = {
  id: number;
  code: string;
  language: Language;
  /** Written to the new contact, else to who asked. */
  isNew: boolean;
  service: string;
  fields: ContactField[];
  firstname: string;
};
export type WrittenLetter = {
  facts: LetterFacts;
  subject: string;
  text: string;
  html: string;
  to: string;
  link: string;
};

export const LETTER_LANGUAGES = Object.keys(WORDS) as Language[];

/** A world of one account, for the two functions that only look it up; nothing else of it is there. */
function stage(facts: LetterFacts): { world: World; letter: Letter } {
  const me = 'ac21874-ovh';
  const account: Account = {
    nichandle: me,
    email: 'marta@cobalto.es',
    spareEmail: '',
    firstname: facts.firstname,
    name: 'Iglesias',
    organisation: '',
    country: 'ES',
    language: facts.language,
    zone: 'EU',
    debt: 0,
    canPay: true,
    agency: true,
  };
  const letter: Letter = {
    id: 1,
    to: me,
    date: Date.parse('2026-11-20T10:00:00Z'),
    code: facts.code,
    thrownAway: false,
    task: {
      id: facts.id,
      asking: 'mp40311-ovh',
      from: 'lr88120-ovh',
      to: facts.isNew ? me : 'mp40311-ovh',
      fields: facts.fields,
      service: null,
      serviceDomain: facts.service,
      requested: 0,
      course: [],
      sides: [],
    },
  };
  const letters = [letter];
  const world = { accounts: new Map([[me, account]]), letters, lettersOf: () => letters };
  return { world: world as unknown as World, letter };
}

export function writtenLetter(facts: LetterFacts): WrittenLetter {
  const { world, letter } = stage(facts);
  const written = writeLetter(world, letter);
  const link = /https:\S+/.exec(written.text)?.[0] ?? '';
  return { facts, ...written, to: 'marta@cobalto.es', link };
}

/** The message as it came over the wire. */
export async function rawLetter(facts: LetterFacts): Promise<string> {
  const { world } = stage(facts);
  const [message] = await createPost(world).read();
  return message?.raw ?? '';
}
