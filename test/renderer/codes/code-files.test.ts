/** Files on their way to the desk: nothing too large in one call, nothing lost, nothing kept that is not shown. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { batchesOf, recogniseFiles, refusalOf } from '../../../renderer/codes/code-files.ts';
import { closeCodes, openCodeFiles } from '../../../renderer/codes/codes.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok } from '../../../shared/failure.ts';
import { LARGEST_FILE, LONGEST_CONTENT, MOST_FILES } from '../../../shared/mail-file.ts';
import { found, recognition } from '../requests/samples.ts';

const file = (name: string, text = 'x', size = text.length) => ({
  name,
  size,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});
type Sent = { files: { name: string; content: string }[] };

/** A bridge whose answers a test gives. */
function bridge(answer: (channel: string, input: Sent) => unknown) {
  const asked: { channel: string; input: Sent }[] = [];
  setBridge({
    invoke: async (channel, input) => {
      asked.push({ channel, input: input as Sent });
      return answer(channel, input as Sent);
    },
    on: () => () => {},
  });
  return asked;
}
const nothing = { ...recognition(), unreadable: [], nothingIn: [], cut: [] };

beforeEach(() => useStore.setState(initialState(), true));

describe('files on their way', () => {
  it('go in calls that the shell takes, in their order, each once', () => {
    const sizes = fc.array(fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: LARGEST_FILE })), {
      maxLength: 1200,
    });
    fc.assert(
      fc.property(sizes, (all) => {
        const files = all.map((size, index) => ({ name: `${index}.eml`, size }));
        const batches = batchesOf(files);
        expect(batches.flat()).toEqual(files);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(MOST_FILES);
          const length = batch.reduce((sum, { size }) => sum + Math.ceil(size / 3) * 4, 0);
          expect(length).toBeLessThanOrEqual(LONGEST_CONTENT);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are not sent where their name or size says that they are not read', () => {
    expect(refusalOf({ name: 'a.pdf', size: 1 })).toBe('type');
    expect(refusalOf({ name: 'a.eml', size: LARGEST_FILE + 1 })).toBe('size');
    expect(refusalOf({ name: 'a.eml', size: LARGEST_FILE })).toBeNull();
  });

  it('arrive byte for byte, whatever they hold', async () => {
    const asked = bridge(() => ok(nothing));
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const given = { name: 'a.msg', size: bytes.length, arrayBuffer: async () => bytes.buffer };
    await recogniseFiles([given], () => true);
    expect(Buffer.from(asked[0]?.input.files[0]?.content ?? '', 'base64').equals(bytes)).toBe(true);
  });

  it('that cannot be read are told beside those the desk could not read', async () => {
    const told = { unreadable: [{ name: 'b.msg', why: 'slow' }], nothingIn: ['c.txt'], cut: ['d.msg'] };
    bridge(() => ok({ ...nothing, ...told }));
    const folder = { name: 'Mail', size: 4096, arrayBuffer: () => Promise.reject(new Error('a folder')) };
    const { answer } = await recogniseFiles(
      [file('a.pdf'), folder, file('b.msg'), file('c.txt')],
      () => true,
    );
    expect(answer).toMatchObject({
      ok: true,
      value: {
        unreadable: [
          { name: 'a.pdf', why: 'type' },
          { name: 'Mail', why: 'broken' },
          { name: 'b.msg', why: 'slow' },
        ],
        nothingIn: ['c.txt'],
        cut: ['d.msg'],
      },
    });
  });

  it('in several calls are shown as one, the same code once', async () => {
    bridge((_, { files }) =>
      ok({
        ...recognition(found({ handle: 'same' }), found({ handle: files[0]?.name ?? '' })),
        unreadable: [],
        nothingIn: [],
        cut: [],
      }),
    );
    const large = LARGEST_FILE - 10;
    const { answer } = await recogniseFiles(
      [file('a.eml', 'x', large), file('b.eml', 'x', large)],
      () => true,
    );
    expect(answer.ok && answer.value.codes.map(({ handle }) => handle)).toEqual(['same', 'a.eml', 'b.eml']);
  });

  it('are not sent on once the dialog was closed', async () => {
    const asked = bridge((channel) =>
      ok(channel === 'codes:forget' ? {} : { ...nothing, ...recognition(found({ handle: 'a' })) }),
    );
    const large = LARGEST_FILE - 10;
    openCodeFiles([file('a.eml', 'x', large), file('b.eml', 'x', large)]);
    closeCodes();
    // What the first call still found is forgotten: only then is it over.
    await vi.waitFor(() => expect(asked.at(-1)?.channel).toBe('codes:forget'));
    expect(asked.filter(({ channel }) => channel === 'codes:recogniseFiles')).toHaveLength(1);
    expect(useStore.getState().codes.found).toEqual([]);
  });

  it('whose later call failed leave no code behind', async () => {
    let calls = 0;
    const asked = bridge((channel) => {
      if (channel === 'codes:forget') return ok({});
      calls += 1;
      return calls === 1
        ? ok({ ...nothing, ...recognition(found({ handle: 'a' })) })
        : fail('internal', 'retry');
    });
    const large = LARGEST_FILE - 10;
    openCodeFiles([file('a.eml', 'x', large), file('b.eml', 'x', large)]);
    await vi.waitFor(() => expect(useStore.getState().codes.failure?.failure.code).toBe('internal'));
    expect(asked.filter(({ channel }) => channel === 'codes:forget').map(({ input }) => input)).toEqual([
      { handles: ['a'] },
    ]);
  });
});
