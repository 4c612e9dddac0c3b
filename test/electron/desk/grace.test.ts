/** The ten seconds before decisions are sent: nothing goes in them, they can be taken back, and what is cut off is told of. */
import { beforeEach, describe, expect, it } from 'vitest';
import { GRACE_MS, type Grace, openGrace } from '../../../electron/desk/grace.ts';
import { openUnsentNote } from '../../../electron/storage/unsent.ts';
import type { Waiting } from '../../../shared/waiting.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const items = (...ids: number[]): Waiting['items'] =>
  ids.map((id) => ({ requestKey: `ovh-eu/${id}`, accountId: 'a', handle: `h${id}`, decision: 'accept' }));

let folder: string;
let clock: ReturnType<typeof manualClock>;
beforeEach(async () => {
  folder = await temporaryFolder();
  clock = manualClock();
});

async function open(begun: string[] = []) {
  const told: Waiting[][] = [];
  const cut: string[] = [];
  const grace = openGrace({
    clock,
    note: await openUnsentNote(placeIn(folder), () => {}),
    begunSince: (key) => begun.includes(key),
    log: () => {},
    changed: (waiting) => told.push(waiting),
    cut: (unsent) => cut.push(unsent.why),
  });
  return { grace, told, cut };
}
/** Whether it went, once that is known. */
function watch(grace: Grace, job: string, ...ids: number[]) {
  const seen: { went: boolean | null } = { went: null };
  const done = grace.wait(job, items(...ids)).then((went) => {
    seen.went = went;
  });
  return { seen, done };
}
/** As the next start finds it: what the disk says. */
const left = async (begun: string[] = []) => (await open(begun)).grace.unsent();
const written = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('ten seconds', () => {
  it('have to pass before anything goes, and what waits is told with the time that is left', async () => {
    const { grace, told } = await open();
    const { seen, done } = watch(grace, 'job', 1, 2);
    clock.advance(GRACE_MS - 1);
    await written();
    expect(seen.went).toBeNull();
    expect(grace.list()).toMatchObject([
      { job: 'job', leftMs: 1, items: [{ handle: 'h1' }, { handle: 'h2' }] },
    ]);
    clock.advance(1);
    await done;
    expect(seen.went).toBe(true);
    expect(told).toMatchObject([[{ job: 'job', leftMs: GRACE_MS }], []]);
  });

  it('are ended by the person, who may also take back; too late is told as such', async () => {
    const { grace } = await open();
    const now = watch(grace, 'now', 1);
    const back = watch(grace, 'back', 2);
    expect(grace.undo('back')).toBe(true);
    grace.sendNow('now');
    await Promise.all([now.done, back.done]);
    expect([now.seen.went, back.seen.went]).toEqual([true, false]);
    expect(grace.undo('now')).toBe(false);
    expect(grace.unsent()).toBeNull();
    expect(await left()).toBeNull();
  });

  it('of one job are not ended by another', async () => {
    const { grace } = await open();
    const one = watch(grace, 'one', 1);
    clock.advance(4_000);
    watch(grace, 'two', 2);
    clock.advance(6_000);
    await one.done;
    expect(grace.list()).toMatchObject([{ job: 'two', leftMs: 4_000 }]);
  });
});

describe('what is cut off', () => {
  it('by a lock is never sent, and is told until it was read', async () => {
    const { grace } = await open();
    const { seen, done } = watch(grace, 'job', 1, 2);
    grace.lock();
    await done;
    clock.advance(GRACE_MS);
    expect(seen.went).toBe(false);
    expect(grace.unsent()).toMatchObject({ why: 'locked', requestKeys: ['ovh-eu/1', 'ovh-eu/2'] });
    expect(await left()).toMatchObject({ why: 'locked' });
    await grace.noted();
    expect(grace.unsent()).toBeNull();
    expect(await left()).toBeNull();
  });

  it('by the sleep of the computer is never sent, however long it sleeps, and told at once', async () => {
    const { grace, cut } = await open();
    const { seen, done } = watch(grace, 'job', 1);
    clock.advance(GRACE_MS / 2);
    grace.sleep();
    await done;
    clock.advance(8 * 3_600_000);
    expect(seen.went).toBe(false);
    expect(cut).toEqual(['slept']);
    expect(grace.unsent()).toMatchObject({ why: 'slept', requestKeys: ['ovh-eu/1'] });
    // With nothing that waits there is nothing to tell.
    grace.sleep();
    expect(cut).toEqual(['slept']);
  });

  it('by the end of the program is told at the next start; what comes later waits for nothing', async () => {
    const { grace } = await open();
    const { seen, done } = watch(grace, 'job', 1);
    await grace.close();
    await done;
    expect(seen.went).toBe(false);
    expect(await grace.wait('later', items(2))).toBe(false);
    expect(await left()).toMatchObject({ why: 'ended', requestKeys: ['ovh-eu/1'] });
  });

  it('by a crash is told at the next start', async () => {
    const { grace } = await open();
    watch(grace, 'job', 1);
    await written();
    expect(await left()).toMatchObject({ why: 'ended', requestKeys: ['ovh-eu/1'] });
  });

  it('is not told of what was begun after all, nor of what was decided anew', async () => {
    const { grace } = await open();
    watch(grace, 'job', 1, 2);
    await written();
    expect(await left(['ovh-eu/1'])).toMatchObject({ requestKeys: ['ovh-eu/2'] });
    expect(await left(['ovh-eu/1', 'ovh-eu/2'])).toBeNull();
    const next = await open();
    const again = watch(next.grace, 'again', 1, 2);
    next.grace.sendNow('again');
    await again.done;
    expect(next.grace.unsent()).toBeNull();
    expect(await left()).toBeNull();
  });

  it('while a job ran on, says which were not begun', async () => {
    const { grace } = await open();
    await grace.left(['ovh-eu/7']);
    expect(await left()).toMatchObject({ why: 'ended', requestKeys: ['ovh-eu/7'] });
  });
});
