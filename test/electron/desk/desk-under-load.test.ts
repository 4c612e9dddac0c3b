/** While other people's bytes are read, however many and however hostile, the desk answers whatever else it is asked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import type { Desk } from '../../../electron/desk/ports.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { fakePorts } from '../../fakes/ports.ts';

const fill = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const hostile =
  '<p>To: a@b.es\nhttps://www.ovh.com/contacts/1?token=\n<div style="x"><a href="https://ovh">ovh token</a>';
const content = Buffer.from(fill(hostile, 3_000_000)).toString('base64');

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(fakePorts(await temporaryFolder()));
});
afterEach(() => desk.close());

/** The quickest of a few answers to something else: a busy computer only ever adds to them. */
async function quickestBeside(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 20; time += 1) {
    const asked = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    const answer = await desk.handlers['requests:list']({});
    best = Math.min(best, performance.now() - asked);
    expect(answer.ok).toBe(true);
    expect(isDone, 'it is still read').toBe(false);
  }
  return best;
}

describe('the desk answers within 100 ms', { timeout: 60_000 }, () => {
  it('while files are read', async () => {
    const files = ['a.html', 'b.eml'].map((name) => ({ name, content }));
    const work = desk.handlers['codes:recogniseFiles']({ files });
    expect(await quickestBeside(work)).toBeLessThan(100);
    expect(await work).toMatchObject({ ok: true });
  });
  it('while a long paste is read', async () => {
    const work = desk.handlers['codes:recognise']({ text: fill(hostile, 3_000_000) });
    expect(await quickestBeside(work)).toBeLessThan(100);
    expect(await work).toMatchObject({ ok: true });
  });
});
