/** A link may open the program at any time, and any page may open one: it adds its code to what is there and takes nothing away. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askForPaste, closeCodes, listenForCodes, pasteCodes } from '../../../renderer/codes/codes.ts';
import { choose, chooseRequest, showJob } from '../../../renderer/codes/tray.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok, type Result } from '../../../shared/failure.ts';
import type { Recognition } from '../../../shared/found-code.ts';
import { account } from '../../fakes/world.ts';
import { found, ME, NOW, recognition, request } from '../requests/samples.ts';

const accountId = `${ME}@sandbox`;
const one = found({ handle: 'one' });
const other = found({ handle: 'other', requestKey: 'sandbox/2', requestId: 2 });
const several = found({
  handle: 'choose',
  verdict: 'choose',
  requestKey: null,
  accountId: null,
  requestId: null,
  candidates: [{ requestKey: 'sandbox/3', accountId }],
});
const settled = () => new Promise((resolve) => setImmediate(resolve));
const codes = () => useStore.getState().codes;
const handles = () => codes().found.map(({ handle }) => handle);

/** The desk: answers texts as the test says, and tells of links. */
function desk() {
  const answers: ((answer: Result<Recognition>) => void)[] = [];
  const forgotten: string[] = [];
  let tell: (payload: never) => void = () => {};
  setBridge({
    invoke: async (channel, input) => {
      if (channel === 'codes:recognise') return new Promise((resolve) => answers.push(resolve));
      if (channel === 'codes:forget') forgotten.push(...(input as { handles: string[] }).handles);
      return ok({});
    },
    on: (_event, listener) => {
      tell = listener as typeof tell;
      return () => {};
    },
  });
  listenForCodes();
  return {
    forgotten,
    arrive: (...arrived: Parameters<typeof recognition>) => tell(recognition(...arrived) as never),
    answer: async (answer: Result<Recognition>) => {
      answers.shift()?.(answer);
      await settled();
    },
  };
}
async function paste(
  given: ReturnType<typeof desk>,
  ...pasted: Parameters<typeof recognition>
): Promise<void> {
  pasteCodes('some e-mail');
  await settled();
  await given.answer(ok(recognition(...pasted)));
}

beforeEach(() => {
  const location = { hash: '' };
  const write = (_state: null, _title: string, hash: string) => {
    location.hash = hash;
  };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', { pushState: write, replaceState: write });
  useStore.setState(initialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

describe('codes that arrive by a link', () => {
  it('are shown where nothing is there', () => {
    desk().arrive(one);
    expect(handles()).toEqual(['one']);
    expect(codes()).toMatchObject({ open: true, origins: ['arrived'] });
    expect(useStore.getState().route.screen).toBe('requests');
  });

  it('lie beside those that were found, with what was chosen as it was', async () => {
    const given = desk();
    useStore.setState({
      requests: [1, 2, 3].map((id) => request({ id })),
      accounts: [account(ME)],
      now: NOW,
    });
    await paste(given, one, several);
    choose(['one'], 'refuse');
    chooseRequest('choose', { requestKey: 'sandbox/3', accountId });
    const before = useStore.getState().route;
    given.arrive(other);
    expect(handles()).toEqual(['one', 'choose', 'other']);
    expect(codes()).toMatchObject({
      choices: { one: 'refuse' },
      chosen: { choose: { requestKey: 'sandbox/3' } },
      origins: ['paste', 'arrived'],
    });
    expect(useStore.getState().route).toEqual(before);
    expect(given.forgotten).toEqual([]);
  });

  it('wait in the tray while decisions are on their way, and open nothing', async () => {
    const given = desk();
    await paste(given, one);
    showJob('job');
    given.arrive(other);
    expect(handles()).toEqual(['one', 'other']);
    expect(codes().job).toBe('job');
  });

  it('join what is typed or read without calling it off', async () => {
    const given = desk();
    askForPaste();
    given.arrive(other);
    expect(codes()).toMatchObject({ asking: true, open: false });
    await paste(given, one);
    expect(handles()).toEqual(['other', 'one']);
    expect(codes()).toMatchObject({ asking: false, open: true });
  });

  it('are not lost where what is being read fails', async () => {
    const given = desk();
    pasteCodes('some e-mail');
    await settled();
    given.arrive(other);
    await given.answer(fail('internal', 'report'));
    expect(codes()).toMatchObject({ failure: { origin: 'paste' } });
    closeCodes();
    expect(handles()).toEqual(['other']);
  });

  it('that bring none take nothing away', async () => {
    const given = desk();
    await paste(given, one);
    given.arrive();
    expect(handles()).toEqual(['one']);
    askForPaste();
    given.arrive();
    expect(codes().asking).toBe(true);
  });
});
