/** The list the screens hold follows the desk's: whole once, then service by service. */
import { beforeEach, expect, it } from 'vitest';
import { listServices, servicesChanged } from '../../../renderer/services/services-state.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { useStore } from '../../../renderer/store/store.ts';
import { encodeServices } from '../../../shared/service-chunk.ts';
import { type FakeBridge, fakeBridge } from '../../fakes/bridge.ts';
import { service, smallWorld } from '../../fakes/world.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const first = service(1, 'a.eu', '/vps');
const second = service(2, 'b.eu', '/vps');
const anew = { ...first, state: 'suspended' };
let bridge: FakeBridge;

beforeEach(async () => {
  bridge = fakeBridge({ now: NOW, world: { ...smallWorld(NOW), services: [first, second] } });
  setBridge(bridge);
  useStore.setState({ services: null });
  await listServices();
});

const asked = () => bridge.asked.filter(({ channel }) => channel === 'services:list').length;
const change = (since: number) => ({ count: 2, since, revision: 2, changed: encodeServices([anew]) });

it('fetches what it has not', () => {
  expect(useStore.getState().services).toEqual([first, second]);
});

it('puts what changed in its place and keeps the others as they are, without asking again', () => {
  const before = useStore.getState().services?.[1];
  servicesChanged(change(1));
  expect(useStore.getState().services).toEqual([anew, second]);
  expect(useStore.getState().services?.[1]).toBe(before);
  expect(asked()).toBe(1);
});

it('asks again where it missed a change, or is only told that there was one', async () => {
  servicesChanged(change(7));
  servicesChanged({ count: 3 });
  expect(useStore.getState().serviceCount).toBe(3);
  await listServices();
  expect(asked()).toBe(3);
  expect(useStore.getState().services).toEqual([first, second]);
});

it('shows the first chunk at once, and begins anew where the list changed on the way', async () => {
  const chunk = (revision: number, from: number, next: number | null, services: (typeof first)[]) => ({
    ok: true,
    value: { revision, from, next, total: 2, services: encodeServices(services) },
  });
  const shown: number[] = [];
  const answers = [chunk(1, 0, 1, [second]), chunk(2, 0, 1, [first]), chunk(2, 1, null, [second])];
  useStore.setState({ services: null });
  const stop = useStore.subscribe(({ services }) => shown.push(services?.length ?? 0));
  setBridge({ ...bridge, invoke: async () => answers.shift() });
  await listServices();
  stop();
  expect(shown).toEqual([1, 2]);
  expect(useStore.getState().services).toEqual([first, second]);
});
