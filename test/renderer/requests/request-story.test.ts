/** Rules of the sentences that tell a request to each side. */
import { describe, expect, it } from 'vitest';
import { phaseOf, storyOf } from '../../../renderer/requests/request-story.ts';
import { rowOf } from '../../../renderer/requests/requests-view.ts';
import en from '../../../shared/locales/en/requests.json' with { type: 'json' };
import es from '../../../shared/locales/es/requests.json' with { type: 'json' };
import type { ContactRequest } from '../../../shared/request.ts';
import { TASK_STATES } from '../../../shared/request.ts';
import { confirmed, ME, mineOf, NOW, OTHER_ME, refused, request, THEM } from '../requests/samples.ts';

const STRANGER = 'zz11111-ovh';
const story = (change: Partial<ContactRequest>) => storyOf(request({ id: 1, ...change }), mineOf()).key;
const phase = (change: Partial<ContactRequest> & { asked?: number }) =>
  phaseOf(rowOf(request({ id: 1, ...change }), mineOf, NOW));

/** The sentence of a key such as `phase.done.giver`. */
function sentence(locale: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], locale);
}

describe('the story', () => {
  it('never tells the one who asked that he was designated', () => {
    expect(story({})).toBe('story.handing-over.asked');
    expect(story({ askingAccount: ME, fromAccount: THEM, toAccount: ME })).toBe('story.taking-over.asked');
    expect(story({ askingAccount: ME, fromAccount: THEM, toAccount: STRANGER })).toBe('story.third-party');
  });

  it('tells the new contact who asks him', () => {
    expect(story({ askingAccount: THEM, fromAccount: THEM, toAccount: ME })).toBe('story.taking-over.holder');
    expect(story({ askingAccount: STRANGER, fromAccount: THEM, toAccount: ME })).toBe(
      'story.taking-over.other',
    );
  });

  it('tells the old contact that he is only informed', () => {
    expect(story({ askingAccount: STRANGER })).toBe('story.informed');
  });

  it('says that both accounts are mine', () => {
    expect(story({ toAccount: OTHER_ME })).toBe('story.both-mine.two');
    expect(story({ askingAccount: OTHER_ME, toAccount: OTHER_ME })).toBe('story.both-mine.taken');
    expect(story({ askingAccount: STRANGER, toAccount: OTHER_ME })).toBe('story.both-mine.other');
  });

  it('admits that it is not told who asked', () => {
    expect(story({ askingAccount: null })).toBe('story.handing-over.named');
    expect(story({ askingAccount: null, fromAccount: THEM, toAccount: ME })).toBe('story.taking-over.named');
  });
});

describe('the phase', () => {
  it('leaves my turn to the code panel', () => {
    expect(phase({})).toBeNull();
  });

  it('names whom it waits for, and whether I have done my part', () => {
    expect(phase({ confirmations: confirmed(ME) })).toMatchObject({
      key: 'phase.waiting',
      lists: { who: [THEM] },
    });
    expect(phase({ askingAccount: STRANGER, toAccount: THEM })).toMatchObject({
      key: 'phase.waitingOthers',
    });
  });

  it('calls a refusal by the one who asked a cancellation', () => {
    const refusal = { state: 'refused', confirmations: refused(ME) };
    expect(phase(refusal)?.key).toBe('phase.refused.cancelled');
    expect(phase({ ...refusal, askingAccount: THEM, fromAccount: THEM, toAccount: ME })?.key).toBe(
      'phase.refused.byYou',
    );
    expect(phase({ state: 'refused' })?.key).toBe('phase.refused.giver');
  });

  it('tells each side of an expired request who may ask again', () => {
    expect(phase({ state: 'expired' })?.key).toBe('phase.expired.giver');
    expect(phase({ state: 'expired', askingAccount: THEM, fromAccount: THEM, toAccount: ME })?.key).toBe(
      'phase.expired.taker',
    );
    expect(phase({ state: 'expired', fromAccount: THEM, toAccount: ME })?.key).toBe(
      'phase.expired.takerAsked',
    );
    expect(phase({ state: 'expired', toAccount: OTHER_ME })?.key).toBe('phase.expired.both');
    expect(phase({ state: 'expired', askingAccount: STRANGER })?.key).toBe('phase.expired.other');
  });

  it('assumes nothing about a state it does not know', () => {
    expect(phase({ state: 'frozen' })?.key).toBe('phase.unknown');
  });
});

it('has a sentence in both languages for whoever looks at whatever request', () => {
  const people = [null, ME, OTHER_ME, THEM, STRANGER];
  const missing = new Set<string>();
  for (const askingAccount of people) {
    for (const fromAccount of people) {
      for (const toAccount of people) {
        for (const state of [...TASK_STATES, 'frozen']) {
          for (const confirmations of [[], confirmed(ME), confirmed(ME, false), refused(OTHER_ME)]) {
            for (const asked of [1, 8]) {
              const facts = request({
                id: 1,
                askingAccount,
                fromAccount,
                toAccount,
                state,
                confirmations,
                asked,
              });
              for (const key of [
                storyOf(facts, mineOf()).key,
                phaseOf(rowOf(facts, mineOf, NOW))?.key ?? 'story.watching',
              ]) {
                if (typeof sentence(en, key) !== 'string') missing.add(`en ${key}`);
                if (typeof sentence(es, key) !== 'string') missing.add(`es ${key}`);
              }
            }
          }
        }
      }
    }
  }
  expect([...missing]).toEqual([]);
});
