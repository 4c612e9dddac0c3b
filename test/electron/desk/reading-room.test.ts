/** One file costs one file: whatever it does to its reader, it is named, the others are read, and the program answers meanwhile. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { recogniseFiles } from '../../../electron/desk/file-codes.ts';
import { openReadingRoom, type ReadingRoom } from '../../../electron/desk/reading-room.ts';
import { copied } from '../../shared/mails.ts';

const BAD = new URL('../../fakes/bad-reader.ts', import.meta.url);
const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const file = (name: string, text = 'x') => ({ name, content: Buffer.from(text).toString('base64') });
const toRead = (name: string) => ({ kind: 'file' as const, name, bytes: new Uint8Array(4) });
const nothing = { codes: [], emails: 0, links: 0, bare: 0 };

const rooms: ReadingRoom[] = [];
function room(...given: Parameters<typeof openReadingRoom>): ReadingRoom {
  const opened = openReadingRoom(...given);
  rooms.push(opened);
  return opened;
}
afterEach(async () => {
  for (const opened of rooms.splice(0)) await opened.close();
});

describe('a file that breaks its reader', { timeout: 60_000 }, () => {
  it('is named with its reason, and those before and behind it are read', async () => {
    const hasty = room(BAD, { ms: 500, msPerMegabyte: 0 });
    const patient = room(BAD, { ms: 60_000, megabytes: 30 });
    const look = async ({ read }: ReadingRoom, ...names: string[]) => {
      const files = names.map((name) => file(name));
      const { unreadable, nothingIn } = await recogniseFiles(files, read, () => nothing);
      return { unreadable, nothingIn };
    };
    expect(await look(hasty, 'a.msg', 'endless.msg', 'b.msg')).toEqual({
      unreadable: [{ name: 'endless.msg', why: 'slow' }],
      nothingIn: ['a.msg', 'b.msg'],
    });
    expect(await look(patient, 'a.msg', 'greedy.msg', 'b.msg', 'crash.msg', 'exit.msg', 'c.msg')).toEqual({
      unreadable: [
        { name: 'greedy.msg', why: 'memory' },
        { name: 'crash.msg', why: 'broken' },
        { name: 'exit.msg', why: 'broken' },
      ],
      nothingIn: ['a.msg', 'b.msg', 'c.msg'],
    });
  });

  it('keeps nothing else waiting while it is read', async () => {
    const { read } = room(BAD, { ms: 1500, msPerMegabyte: 0 });
    await read(toRead('a.msg'));
    let isReading = true;
    const reading = read(toRead('endless.msg')).then((answer) => {
      isReading = false;
      return answer;
    });
    // A request of the web shell waits for the same turn. The best of a few: a busy computer only ever adds.
    let best = Number.POSITIVE_INFINITY;
    for (let time = 0; time < 20; time += 1) {
      const asked = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      expect(isReading).toBe(true);
      best = Math.min(best, performance.now() - asked);
    }
    expect(best).toBeLessThan(100);
    expect(await reading).toEqual({ why: 'slow' });
  });

  it('tells nobody what is in it', async () => {
    const script = `
      const { openReadingRoom } = await import(${JSON.stringify(join(import.meta.dirname, '../../../electron/desk/reading-room.ts'))});
      const room = openReadingRoom(new URL(${JSON.stringify(BAD.href)}));
      for (const name of ['talkative.msg', 'crash.msg', 'talkative.msg']) {
        const answer = await room.read({ kind: 'file', name, bytes: new Uint8Array(1) });
        if ('environment' in answer) console.log(answer.environment.length);
      }`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ]);
    expect(stdout).toBe('0\n0\n');
    expect(stderr).not.toContain('secret');
  });
});

describe('the room', { timeout: 60_000 }, () => {
  it('reads whatever comes, one after the other, and answers each with its own', async () => {
    const { read } = room();
    const readings = await Promise.all([
      read({ kind: 'text', text: copied(SAMPLE, 'es') }),
      read({ kind: 'file', name: 'a.pdf', bytes: new Uint8Array(4) }),
      read({ kind: 'file', name: 'b.eml', bytes: new TextEncoder().encode(copied(SAMPLE, 'fr')) }),
    ]);
    const codes = readings.map((reading) =>
      'why' in reading ? reading.why : reading.found.flatMap((found) => found.codes.map(({ code }) => code)),
    );
    expect(codes).toEqual([[SAMPLE.code], 'type', [SAMPLE.code]]);
  });

  it('is opened anew after it was let go, and keeps no program alive', async () => {
    const script = `
      const { openReadingRoom } = await import(${JSON.stringify(join(import.meta.dirname, '../../../electron/desk/reading-room.ts'))});
      const room = openReadingRoom(undefined, { idleMs: 1 });
      const read = () => room.read({ kind: 'text', text: ${JSON.stringify(SAMPLE.code)} });
      console.log((await read()).found.length);
      await new Promise((resolve) => setTimeout(resolve, 50));
      console.log((await read()).found.length);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect(stdout).toBe('1\n1\n');
  });

  it('blames no file where it cannot be opened, and reads nothing once it is closed', async () => {
    const { read } = room(new URL('../../fakes/no-such-reader.ts', import.meta.url));
    await expect(read(toRead('a.msg'))).rejects.toThrow('does not open');
    const closed = room(BAD);
    await closed.close();
    await expect(closed.read(toRead('a.msg'))).rejects.toThrow('closed');
  });

  it('that is closed ends what is being read', async () => {
    const closed = room(BAD);
    await closed.read(toRead('a.msg'));
    const reading = closed.read(toRead('endless.msg'));
    await new Promise((resolve) => setImmediate(resolve));
    await closed.close();
    expect(await reading).toEqual({ why: 'broken' });
  });
});
