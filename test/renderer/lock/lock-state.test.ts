/** What a window leaves with the desk when it locks and gets back afterwards, and how seldom it says that somebody is there. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { availableCommands } from '../../../renderer/app/commands.ts';
import { KeySet } from '../../../renderer/list/key-set.ts';
import { drawerOf, stateOfDrawer, tellActivity } from '../../../renderer/lock/lock-state.ts';
import { countUnread } from '../../../renderer/mail/mail-state.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, type State, useStore } from '../../../renderer/store/store.ts';
import { drawerSchema, NO_LOCK } from '../../../shared/lock.ts';
import { account } from '../../fakes/world.ts';
import { found } from '../requests/samples.ts';

const codes: State['codes'] = {
  ...initialState().codes,
  found: [found({ handle: 'h1' })],
  origins: ['paste'],
  look: { origin: 'paste', files: null, cutShort: null },
  choices: { h1: 'refuse' },
  open: true,
};
const draft: NonNullable<State['handover']> = {
  group: 'g',
  step: 'check',
  mode: 'replace',
  whole: true,
  selected: ['sandbox/1'],
  withTwins: false,
  choices: {
    contactAdmin: { kind: 'keep' },
    contactTech: { kind: 'named', text: 'zz1' },
    contactBilling: { kind: 'me', nichandle: 'ac21874-ovh' },
  },
  replacement: { from: 'a', to: 'b', roles: ['contactTech'] },
  table: 'service,tech',
  checking: false,
  plan: null,
  tooMany: null,
  failure: null,
  left: new Set(),
  job: null,
  hidden: false,
};
const busy = (more: Partial<State> = {}): State => ({
  ...initialState(),
  selectedServices: new KeySet(['sandbox/1', 'sandbox/2']),
  selectedRequests: new KeySet(['sandbox/7']),
  handover: draft,
  codes,
  ...more,
});

describe('the drawer', () => {
  test('holds where one was and what was begun, and gives it back', () => {
    const drawer = drawerOf(busy(), '#/services?q=x');
    expect(drawerSchema.parse(drawer)).toEqual(drawer);
    expect(drawer.hash).toBe('#/services?q=x');
    const back = stateOfDrawer(drawer);
    expect([...(back.selectedServices ?? [])]).toEqual(['sandbox/1', 'sandbox/2']);
    expect([...(back.selectedRequests ?? [])]).toEqual(['sandbox/7']);
    expect(back.codes).toEqual(codes);
    expect(back.handover).toEqual({ ...draft, step: 'contacts' });
  });

  test('holds which messages were read: none of them is new again once it is unlocked', () => {
    const mail = ['m1', 'm2', 'm3'].map((id) => ({ id, accountId: 'a' }));
    const mailRead = new Set(['m1', 'm2']);
    const back = stateOfDrawer(drawerSchema.parse(drawerOf(busy({ mailRead }), '#/mail')));
    const count = (read: ReadonlySet<string>) => countUnread(mail, read, null);
    expect(count(mailRead)).toBe(1);
    expect(count(back.mailRead ?? new Set())).toBe(1);
  });

  test('leaves out what is too large, and nothing else', () => {
    const drawer = drawerOf(busy({ handover: { ...draft, table: 'x'.repeat(2_000_001) } }), '#/services');
    expect(drawer.draft).toBeNull();
    expect(drawer.selected).toHaveLength(2);
    expect(drawer.tray).not.toBeNull();
  });

  test('what was chosen for codes comes back as it was, also while their ten seconds ran: nothing of it is sent', () => {
    const job: State['decisions']['jobs'][string] = {
      items: [],
      phase: 'waiting',
      sendsAt: 0,
      single: false,
      done: 0,
      outcomes: {},
      stopping: false,
      failure: null,
    };
    const decisions = { ...initialState().decisions, jobs: { job } };
    const drawer = drawerOf(busy({ codes: { ...codes, job: 'job' }, decisions }), '');
    expect(drawer.sending).toBe(false);
    expect(stateOfDrawer(drawer).codes).toEqual(codes);
    const sending = { ...decisions, jobs: { job: { ...job, phase: 'sending' as const } } };
    expect(drawerOf(busy({ decisions: sending }), '').sending).toBe(true);
  });

  test('what was being sent is not begun a second time, but told', () => {
    const job = {
      id: 'j',
      asked: { serviceKeys: [], target: {} },
      keys: [],
      done: 0,
      outcomes: {},
      running: true,
      stopping: false,
    };
    const drawer = drawerOf(busy({ handover: { ...draft, job } }), '');
    expect(drawer).toMatchObject({ draft: null, sending: true });
    expect(drawerOf(busy({ handover: { ...draft, job: { ...job, running: false } } }), '')).toMatchObject({
      draft: null,
      sending: false,
    });
  });
});

test('no command makes sense while it is locked', () => {
  const state = { ...initialState(), accounts: [account('ac21874-ovh')] };
  expect(availableCommands(state).length).toBeGreaterThan(5);
  expect(availableCommands({ ...state, lock: { ...NO_LOCK, state: 'locked' } })).toEqual([]);
});

describe('activity', () => {
  const target = new EventTarget();
  let asked: string[];
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', target);
    asked = [];
    setBridge({
      invoke: async (channel) => {
        asked.push(channel);
        return { ok: true, value: {} };
      },
      on: () => () => {},
    });
    useStore.setState({ lock: { ...NO_LOCK, state: 'open', minutes: 5 } });
    stop = tellActivity();
  });
  afterEach(() => {
    stop();
    useStore.setState(initialState(), true);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const use = (kind: string) => target.dispatchEvent(new Event(kind));

  test('is told at once, then every 15 seconds at most, and the last of it too', () => {
    use('keydown');
    expect(asked).toEqual(['lock:active']);
    for (let second = 0; second < 14; second += 1) {
      vi.advanceTimersByTime(1000);
      use('pointermove');
    }
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(asked).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(2);
    use('wheel');
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['no lock is set', NO_LOCK],
    ['it never locks by itself', { ...NO_LOCK, state: 'open', minutes: null }],
    ['it is locked', { ...NO_LOCK, state: 'locked', minutes: 5 }],
  ] as const)('is not told where %s', (_where, lock) => {
    useStore.setState({ lock });
    use('keydown');
    use('pointerdown');
    expect(asked).toEqual([]);
  });
});
