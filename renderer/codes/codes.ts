/**
 * Looks for codes in a paste, in files, in OVHcloud's kept e-mails or in a link that opened the program, and lays them in the
 * tray; decides nothing. SECURITY: what was given goes over the bridge once and is kept nowhere here.
 */
import i18next from 'i18next';
import { ok, type Result } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import { groupOfRequests } from '../handover/handover-records.ts';
import { openRequest } from '../requests/open-request.ts';
import { call, on } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { type GivenFile, recogniseFiles } from './code-files.ts';
import type { CodesOrigin, CodesSlice, CutShort, FileNotes } from './codes-slice.ts';
import { addFound, forgetHandles, openTray, showJob } from './tray.ts';

const LONGEST_TEXT = 8_000_000;

function set(change: Partial<CodesSlice['codes']>): void {
  useStore.setState((state) => ({ codes: { ...state.codes, ...change } }));
}

/** Counts the looks, so that a slow answer never replaces what is told of a later one. */
let look = 0;
/** Counts how often they were called off. */
let calledOff = 0;

async function show(
  origin: CodesOrigin,
  ask: (isWanted: () => boolean) => Promise<Result<Recognition & Partial<FileNotes>>>,
  cutShort: CutShort = null,
): Promise<void> {
  look += 1;
  const [mine, since] = [look, calledOff];
  set({ looking: origin, failure: null, nothing: null });
  const answer = await ask(() => since === calledOff);
  if (since !== calledOff) {
    if (answer.ok) forgetHandles(answer.value.codes.map((code) => code.handle));
  } else if (mine !== look) {
    // Whoever looks twice wants both.
    if (answer.ok) addFound(answer.value, { origin, files: null, cutShort: null });
  } else if (answer.ok) present(origin, answer.value, cutShort);
  else set({ looking: null, failure: { origin, failure: answer.error } });
}

function present(
  origin: CodesOrigin,
  recognition: Recognition & Partial<FileNotes>,
  cutShort: CutShort = null,
): void {
  const { unreadable, nothingIn, cut } = recognition;
  const files =
    unreadable === undefined || nothingIn === undefined || cut === undefined
      ? null
      : { unreadable, nothingIn, cut };
  const what = { origin, files, cutShort };
  set({ looking: null, asking: false, failure: null });
  if (recognition.codes.length === 0) {
    set({ nothing: what });
    return;
  }
  // What came of the last decisions makes way for what there is to decide; those that wait or are on their way do not.
  const { codes, decisions } = useStore.getState();
  if (codes.job !== null && decisions.jobs[codes.job]?.phase === 'over') showJob(null);
  addFound(recognition, what);
  openTray();
  const [only] = recognition.codes;
  // One code that fits: its request is opened behind the tray, so that the whole story is in sight afterwards.
  if (recognition.codes.length === 1 && only?.verdict === 'fits' && only.requestKey !== null)
    openRequest(only.requestKey);
}

export function pasteCodes(text: string, origin: 'paste' | 'message' = 'paste'): void {
  if (text.trim() === '') {
    askForPaste();
    return;
  }
  void show(origin, () => call('codes:recognise', { text: text.slice(0, LONGEST_TEXT) }), cutOf(text));
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
  const read = async (isWanted: () => boolean) => {
    const { answer, handles } = await recogniseFiles(files, isWanted);
    // What the calls before the failed one brought is not shown, and so not kept.
    if (!answer.ok) forgetHandles(handles);
    return answer;
  };
  void show('files', read, areMore ? 'files' : null);
}

export function askForPaste(): void {
  set({ asking: true, failure: null, nothing: null });
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

/** Closes what asks, looks, failed or found nothing. */
export function closeCodes(): void {
  calledOff += 1;
  set({ asking: false, looking: null, failure: null, nothing: null });
}

/** Shows codes that came from outside the window. Returns the way to stop. */
/** As if they had been dropped on the window. */
export function listenForOpenedFiles(): () => void {
  return on('files:opened', (files) => {
    openCodeFiles(
      files.map(({ name, content }) => {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        return new File([bytes], name);
      }),
    );
  });
}

export function listenForCodes(): () => void {
  return on('codes:arrived', (recognition) => {
    if (recognition.codes.length === 0) {
      toast(i18next.t('codes:nothing.arrived'), { tone: 'bad' });
      return;
    }
    const { open, asking, looking, failure, nothing, job } = useStore.getState().codes;
    const isBusy = open || asking || looking !== null || failure !== null || nothing !== null;
    // What is typed, read, told or decided on is not replaced by a link, which any page may open: it only joins the tray.
    if (isBusy || job !== null) {
      addFound(recognition, { origin: 'arrived', files: null, cutShort: null });
      if (!open || job !== null) toast(i18next.t('codes:tray.arrived', { count: recognition.codes.length }));
      return;
    }
    // The tray stands over the requests the codes belong to, or over the hand-over they are all of.
    const { activity, route } = useStore.getState();
    const keys = recognition.codes.map((code) => code.requestKey ?? '');
    const group = groupOfRequests(activity ?? [], keys);
    if (group !== null && keys.length > 1) go({ screen: 'handovers', key: group });
    else if (route.screen !== 'requests') go({ screen: 'requests' });
    present('arrived', recognition);
  });
}
