/** How the requests open: with what waits at first, with what was looked at last from then on, and with what an address says. */
import { beforeEach, expect, it } from 'vitest';
import { changeLook, lookIn } from '../../../renderer/requests/requests-look.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fakeBridge } from '../../fakes/bridge.ts';

const FIRST = { segment: 'yours' };

beforeEach(() => {
  setBridge(fakeBridge({ now: 0 }));
  const location = { hash: '#/requests' };
  const history = { replaceState: () => {}, pushState: () => {} };
  Object.assign(globalThis, { location, history });
  useStore.setState({ ...initialState(), route: { screen: 'requests', key: null, query: {} } });
});

it('opens with what waits for me until something else was looked at', () => {
  expect(lookIn({}, {})).toEqual(FIRST);
  expect(lookIn({ q: 'clinica' }, {})).toEqual({ ...FIRST, q: 'clinica' });
  expect(lookIn({}, { segment: 'waiting', role: 'contactTech' })).toEqual({
    segment: 'waiting',
    role: 'contactTech',
  });
});

it('takes an address that says anything for the whole', () => {
  const last = { segment: 'waiting', role: 'contactTech' };
  expect(lookIn({ segment: 'all' }, last)).toEqual({ segment: 'all' });
  expect(lookIn({ handover: 'g' }, last)).toEqual({ handover: 'g' });
});

it('remembers segment, filters and order, and never a search or a hand-over', async () => {
  changeLook({ segment: 'closed' });
  changeLook({ q: 'mp40311-ovh', role: 'contactTech' });
  changeLook({ handover: 'g', sort: '-state' });
  await Promise.resolve();
  expect(useStore.getState().settings.requestsLook).toEqual({
    segment: 'closed',
    role: 'contactTech',
    sort: '-state',
  });
  expect(useStore.getState().route.query).toMatchObject({ q: 'mp40311-ovh', handover: 'g' });
});

it('keeps "all" as a choice of its own', () => {
  changeLook({ segment: 'all' });
  expect(lookIn({}, useStore.getState().settings.requestsLook)).toEqual({ segment: 'all' });
});
