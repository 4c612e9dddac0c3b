/** A link may open the program at any time, and any page may open one: it adds its code to what is there and takes nothing away. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  askForPaste,
  chooseRequest,
  closeCodes,
  listenForCodes,
  pasteCodes,
  setCodesJob,
  togglePick,
} from '../../../renderer/codes/codes.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok, type Result } from '../../../shared/failure.ts';
import type { Recognition } from '../../../shared/found-code.ts';
import { found, ME, recognition } from '../requests/samples.ts';

const accountId = `${ME}@sandbox`;
const one = found({ handle: 'one' });
const other = found({ handle: 'other', requestKey: 'sandbox/2', requestId: 2 });
const choose = found({
  handle: 'choose',
  verdict: 'choose',
  requestKey: null,
  accountId: null,
  requestId: null,
  candidates: [{ requestKey: 'sandbox/3', accountId }],
});
const settled = () => new Promise((resolve) => setImmediate(resolve));
const codes = () => useStore.getState().codes;
const handles = () => codes().found?.recognition.codes.map(({ handle }) => handle) ?? null;

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
    expect(codes().found?.origin).toBe('arrived');
    expect(useStore.getState().route.screen).toBe('requests');
  });

  it('stand beside those that were found, with their ticks and choices as they were', async () => {
    const given = desk();
    await paste(given, one, choose);
    togglePick('one');
    chooseRequest('choose', { requestKey: 'sandbox/3', accountId });
    const before = useStore.getState().route;
    given.arrive(other);
    expect(handles()).toEqual(['one', 'choose', 'other']);
    expect([...(codes().found?.picked ?? [])]).toEqual(['choose', 'other']);
    expect(codes().found).toMatchObject({ origin: 'paste', chosen: { choose: { requestKey: 'sandbox/3' } } });
    expect(useStore.getState().route).toEqual(before);
    expect(given.forgotten).toEqual([]);
  });

  it('are not ticked beside another code for the same side', async () => {
    const given = desk();
    await paste(given, one);
    given.arrive(found({ handle: 'rival' }));
    expect([...(codes().found?.picked ?? [])]).toEqual(['one']);
  });

  it('wait while some are decided on, and are shown after it', async () => {
    const given = desk();
    await paste(given, one);
    setCodesJob('job');
    given.arrive(other);
    expect(handles()).toEqual(['one']);
    closeCodes();
    expect(handles()).toEqual(['other']);
    expect(given.forgotten).toEqual(['one']);
  });

  it('wait while text is asked for, and come with what it brings', async () => {
    const given = desk();
    askForPaste();
    given.arrive(other);
    expect(codes()).toMatchObject({ asking: true, found: null });
    await paste(given, one);
    expect(handles()).toEqual(['one', 'other']);
    expect(codes().waiting).toBeNull();
  });

  it('do not call off what is being read, nor are they lost with it', async () => {
    const given = desk();
    pasteCodes('some e-mail');
    await settled();
    given.arrive(other);
    await given.answer(fail('internal', 'report'));
    expect(codes()).toMatchObject({ found: null, failure: { origin: 'paste' } });
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
    expect(codes()).toMatchObject({ asking: true, waiting: null });
  });
});
