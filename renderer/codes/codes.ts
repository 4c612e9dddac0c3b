/**
 * Codes that were found: handles and verdicts, never a code. Finds them in a paste, in OVHcloud's kept e-mails or in
 * a link that opened the program; decides nothing.
 */
import i18next from 'i18next';
import { ok, type Result } from '../../shared/failure.ts';
import { mergeRecognitions, type Recognition } from '../../shared/found-code.ts';
import { groupOfRequests } from '../handover/handover-records.ts';
import { openRequest } from '../requests/open-request.ts';
import { call, on } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { type GivenFile, recogniseFiles } from './code-files.ts';
import {
  type CodesOrigin,
  type CodesSlice,
  type CutShort,
  type FileNotes,
  type FoundCodes,
} from './codes-slice.ts';
import { type Candidate, startingPicks } from './found-codes-rows.ts';

const LONGEST_TEXT = 8_000_000;

function set(change: Partial<CodesSlice['codes']>): void {
  useStore.setState((state) => ({ codes: { ...state.codes, ...change } }));
}

function setFound(change: Partial<FoundCodes>): void {
  useStore.setState((state) =>
    state.codes.found === null
      ? {}
      : { codes: { ...state.codes, found: { ...state.codes.found, ...change } } },
  );
}

/** Counts the looks, so that a slow answer never replaces the one of a later question. */
let look = 0;

async function show(
  origin: CodesOrigin,
  ask: (isWanted: () => boolean) => Promise<Result<Recognition & Partial<FileNotes>>>,
  cutShort: CutShort = null,
): Promise<void> {
  look += 1;
  const mine = look;
  const before = foundHandles();
  set({ looking: origin, failure: null, found: null });
  const answer = await ask(() => mine === look);
  const current = mine === look;
  if (current && answer.ok) present(origin, answer.value, cutShort);
  else if (current && !answer.ok) set({ looking: null, failure: { origin, failure: answer.error } });
  else if (answer.ok) forgetHandles(answer.value.codes.map((code) => code.handle));
  // Only now: the desk gives the same code the same handle, so it may be in use again.
  forgetHandles(before);
}

function present(
  origin: CodesOrigin,
  recognition: Recognition & Partial<FileNotes>,
  cutShort: CutShort = null,
): void {
  const { unreadable, nothingIn, cut } = recognition;
  const { waiting } = useStore.getState().codes;
  const all = waiting === null ? recognition : mergeRecognitions([recognition, waiting]);
  const files =
    unreadable === undefined || nothingIn === undefined || cut === undefined
      ? null
      : { unreadable, nothingIn, cut };
  set({
    looking: null,
    asking: false,
    failure: null,
    waiting: null,
    found: {
      origin,
      recognition: all,
      files,
      cutShort,
      picked: new Set(startingPicks(all)),
      chosen: {},
      job: null,
    },
  });
  const [only] = all.codes;
  // One code that fits: its request is opened behind the dialog, so that the whole story is in sight before deciding.
  if (all.codes.length === 1 && only?.verdict === 'fits' && only.requestKey !== null)
    openRequest(only.requestKey);
}

/** SECURITY: the text goes over the bridge once and is kept nowhere here. */
export function pasteCodes(text: string): void {
  if (text.trim() === '') {
    askForPaste();
    return;
  }
  void show('paste', () => call('codes:recognise', { text: text.slice(0, LONGEST_TEXT) }), cutOf(text));
}

function cutOf(...texts: string[]): CutShort {
  return texts.some((text) => text.length > LONGEST_TEXT) ? 'text' : null;
}

/** Text dragged into the window. `html` may hold links that its words do not show; it is read where they bring no code. */
export function dropCodes(text: string, html = ''): void {
  void show(
    'dragged',
    async () => {
      const [words, page] = [text, html].map((each) => each.slice(0, LONGEST_TEXT));
      const answer = await call('codes:recognise', { text: words ?? '' });
      if (!answer.ok || answer.value.codes.length > 0 || page === undefined || page === '') return answer;
      return call('codes:recognise', { text: page });
    },
    cutOf(text, html),
  );
}

/** Files dropped on the window or chosen in the dialog; `areMore`: than these. An empty folder is told as holding nothing. */
export function openCodeFiles(files: readonly GivenFile[], areMore = false): void {
  const look = async (isWanted: () => boolean) => {
    const { answer, handles } = await recogniseFiles(files, isWanted);
    // What the calls before the failed one brought is not shown, and so not kept.
    if (!answer.ok) forgetHandles(handles);
    return answer;
  };
  void show('files', look, areMore ? 'files' : null);
}

export function askForPaste(): void {
  const before = foundHandles();
  set({ asking: true, found: null, failure: null });
  forgetHandles(before);
}

/** Reads the clipboard where that is allowed; else asks for the text. */
export async function pasteFromClipboard(): Promise<void> {
  let text = '';
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // Not allowed, or no clipboard in this window: the person pastes it himself.
    askForPaste();
    return;
  }
  pasteCodes(text);
}

/** All accounts where none is named. */
export function findCodesInMail(accountId?: string): void {
  void show('mail', () => call('codes:findInMail', accountId === undefined ? {} : { accountId }));
}

/** Those for these requests alone, of all accounts. */
export function findCodesOf(requestKeys: ReadonlySet<string>): void {
  void show('mail', async () => {
    const answer = await call('codes:findInMail', {});
    if (!answer.ok) return answer;
    const isWanted = ({ requestKey }: { requestKey: string | null }) =>
      requestKey !== null && requestKeys.has(requestKey);
    forgetHandles(answer.value.codes.filter((code) => !isWanted(code)).map((code) => code.handle));
    return ok({ ...answer.value, codes: answer.value.codes.filter(isWanted) });
  });
}

export function closeCodes(): void {
  look += 1;
  const before = foundHandles();
  const { waiting } = useStore.getState().codes;
  set({ found: null, asking: false, looking: null, failure: null, waiting: null });
  if (waiting !== null) present('arrived', waiting);
  forgetHandles(before);
}

export function togglePick(handle: string): void {
  const found = useStore.getState().codes.found;
  if (found === null || found.job !== null) return;
  const picked = new Set(found.picked);
  if (!picked.delete(handle)) picked.add(handle);
  setFound({ picked });
}

export function chooseRequest(handle: string, candidate: Candidate | null): void {
  const found = useStore.getState().codes.found;
  if (found === null || found.job !== null) return;
  const chosen = { ...found.chosen };
  const picked = new Set(found.picked);
  if (candidate === null) {
    delete chosen[handle];
    picked.delete(handle);
  } else {
    chosen[handle] = candidate;
    picked.add(handle);
  }
  setFound({ chosen, picked });
}

export function setCodesJob(job: string): void {
  setFound({ job });
}

/** Has the desk let codes go (it would after an hour anyway), except those that are in use elsewhere on the screen. */
export function forgetHandles(handles: readonly string[]): void {
  const { codes, decisions } = useStore.getState();
  const used = new Set(
    [codes.found?.recognition, codes.waiting].flatMap((one) => one?.codes.map((code) => code.handle) ?? []),
  );
  if (decisions.ready !== null) used.add(decisions.ready.handle);
  for (const job of Object.values(decisions.jobs))
    if (job.running) for (const item of job.items) used.add(item.handle);
  const unused = handles.filter((handle) => !used.has(handle));
  if (unused.length > 0) void call('codes:forget', { handles: unused });
}

function foundHandles(): string[] {
  return useStore.getState().codes.found?.recognition.codes.map((code) => code.handle) ?? [];
}

/** Shows codes that came from outside the window. Returns the way to stop. */
export function listenForCodes(): () => void {
  return on('codes:arrived', (recognition) => {
    const { found, asking, looking, failure, waiting } = useStore.getState().codes;
    if (found !== null && found.job === null) {
      addTo(found, recognition);
      return;
    }
    // What is typed, read, told or decided on is not replaced by a link, which any page may open.
    if (found !== null || asking || looking !== null || failure !== null) {
      if (recognition.codes.length === 0) return tellNoCode();
      set({ waiting: mergeRecognitions([...(waiting === null ? [] : [waiting]), recognition]) });
      return;
    }
    // The dialog stands over the requests the codes belong to, or over the hand-over they are all of.
    const { activity, route } = useStore.getState();
    const keys = recognition.codes.map((code) => code.requestKey ?? '');
    const group = groupOfRequests(activity ?? [], keys);
    if (group !== null && keys.length > 1) go({ screen: 'activity', key: group });
    else if (route.screen !== 'requests') go({ screen: 'requests' });
    present('arrived', recognition);
  });
}

/** What stands there stays; that the link brought nothing is said beside it. */
function tellNoCode(): void {
  toast(i18next.t('codes:nothing.arrived'), { tone: 'bad' });
}

/** Beside what is shown: its ticks and choices stay as they are. */
function addTo(found: FoundCodes, arrived: Recognition): void {
  if (arrived.codes.length === 0) return tellNoCode();
  const known = new Set(found.recognition.codes.map((code) => code.handle));
  const recognition = mergeRecognitions([found.recognition, arrived]);
  const added = startingPicks(recognition).filter((handle) => !known.has(handle));
  setFound({
    origin: known.size === 0 ? 'arrived' : found.origin,
    recognition,
    picked: new Set([...found.picked, ...added]),
  });
}
