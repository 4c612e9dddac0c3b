/** What one term of a query asks of a service, as a test of a position. Walks over nothing. */
import { isOneLetter, lettersOf } from './letters.ts';
import { fold } from './search.ts';
import type { ExpiryTest, Meaning } from './service-query.ts';
import { PENDING, ROLE_BIT, roleBits, type ServiceSearch } from './service-search.ts';
import type { Test } from './service-walk.ts';
import { wordTest } from './word-match.ts';

/** Whether a word occurs, asked of a dictionary once instead of each row. */
function flagsOf(words: readonly string[], word: string): Uint8Array {
  const test = wordTest(word);
  return Uint8Array.from(words, (text) => (test(text) ? 1 : 0));
}

/** The whole name of a type means that type alone: a domain is no e-mail domain. A part of a name means all that hold it. */
function typeFlags(names: readonly string[], word: string): Uint8Array {
  const whole = Uint8Array.from(names, (text) => (text.split('\n').includes(word) ? 1 : 0));
  return whole.includes(1) ? whole : flagsOf(names, word);
}

export function testOf(search: ServiceSearch, meaning: Meaning, now: number): Test {
  const { index, facts } = search;
  switch (meaning.kind) {
    case 'word': {
      const { word } = meaning;
      const { texts, letters, type } = index;
      const { contactAdmin, contactTech, contactBilling } = index.contacts;
      const handles = flagsOf(search.handleWords, word);
      const types = flagsOf(search.typeWords, word);
      // The star itself need not be there.
      const need = lettersOf(word.replaceAll('*', ''));
      const isLetter = isOneLetter(word);
      const test = wordTest(word);
      return (at) =>
        (((letters[at] as number) & need) === need && (isLetter || test(texts[at] as string))) ||
        handles[contactAdmin[at] as number] === 1 ||
        handles[contactTech[at] as number] === 1 ||
        handles[contactBilling[at] as number] === 1 ||
        types[type[at] as number] === 1;
    }
    case 'contact': {
      const codes = index.contacts[meaning.role];
      const handles = flagsOf(search.handleWords, meaning.word);
      return (at) => handles[codes[at] as number] === 1;
    }
    case 'type': {
      const types = typeFlags(search.typeWords, meaning.word);
      return (at) => types[index.type[at] as number] === 1;
    }
    case 'state': {
      const states = flagsOf(search.stateWords, meaning.word);
      const { word } = meaning;
      const test = wordTest(word);
      // What OVHcloud calls it is a state too, in its own words; they are few.
      const own = new Map<string, boolean>();
      const isOwn = (text: string): boolean => {
        const known = own.get(text);
        if (known !== undefined) return known;
        const holds = test(fold(text));
        own.set(text, holds);
        return holds;
      };
      return (at) => {
        if (states[index.state[at] as number] === 1) return true;
        const { state, lifecycle, status } = index.services[at] as (typeof index.services)[number];
        return isOwn(state) || (status !== null && isOwn(status)) || lifecycle === word;
      };
    }
    case 'tag': {
      const sets = flagsOf(index.tagSets.words, meaning.word);
      return (at) => sets[index.tags[at] as number] === 1;
    }
    case 'account': {
      const names = new Map(facts.accounts.map(({ id, nichandle }) => [id, fold(nichandle)]));
      const seens = Uint8Array.from(index.seens.words, (seen) =>
        seen.split('\n').some((id) => (names.get(id) ?? fold(id)).includes(meaning.word)) ? 1 : 0,
      );
      return (at) => seens[index.seen[at] as number] === 1;
    }
    case 'expires':
      return expiryTest(index.expires, meaning.test, now);
    case 'pending': {
      const { pending } = facts;
      return meaning.pending ? (at) => pending[at] !== PENDING.none : (at) => pending[at] === PENDING.none;
    }
    case 'role': {
      const bit = ROLE_BIT[meaning.role];
      return (at) => (roleBits(search, at) & bit) !== 0;
    }
    default:
      return meaning satisfies never;
  }
}

export const DAY_MS = 86_400_000;

function expiryTest(expires: Float64Array, test: ExpiryTest, now: number): Test {
  if (test.is === 'none') return (at) => Number.isNaN(expires[at]);
  const limit = 'at' in test ? test.at : now + test.days * DAY_MS;
  // Comparing with NaN is false either way: what has no expiry is on no side.
  return test.is === 'before'
    ? (at) => (expires[at] as number) < limit
    : (at) => (expires[at] as number) >= limit;
}
