/**
 * The place where one side of a request gives its code and decides. Never acts without a fitting code and never by
 * itself. SECURITY: the code lives in this field alone and is cleared once it was used; the store holds its handle.
 */
import { LoaderCircle } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Side } from '../../shared/turn.ts';
import { hasControlPanel } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { ReadAgain } from '../accounts/read-again.tsx';
import { KeepWhy, KeptHere } from '../outbox/outbox-here.tsx';
import { keepForLater, useIsOffline } from '../outbox/outbox-state.ts';
import { useCalled } from '../people/names.ts';
import { Sentence } from '../people/sentence.tsx';
import { ElsewhereWord } from '../requests/elsewhere-word.tsx';
import { openRequest } from '../requests/open-request.ts';
import { call } from '../store/bridge.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { type CodeCheck, checkOf, isWorthAsking, spareHandles } from './code-check.ts';
import { CodeOutcome } from './code-outcome.tsx';
import { forgetHandles } from './codes.ts';
import { askDecision, clearOutcome, decide, setReady, sideKey } from './decisions.ts';
import { ResendCode } from './resend-code.tsx';

const DEBOUNCE_MS = 250;
/** In the panel's own sentences no handle stands out: all of them are this side's. */
const MINE_NONE: ReadonlySet<string> = new Set();

type Check =
  | { kind: 'empty' }
  | { kind: 'short' }
  | { kind: 'checking' }
  | { kind: 'failed'; failure: Failure }
  | CodeCheck;

type CodePanelProps = {
  request: ContactRequest;
  side: Side;
  account: Account;
  /** The other side is mine as well: this one is called by its name. */
  named: boolean;
  /** I asked for it: refusing is called cancelling. */
  cancels: boolean;
};

export function CodePanel({ request, side, account, named, cancels }: CodePanelProps) {
  const { t } = useTranslation('codes');
  const { t: tc } = useTranslation('common');
  const id = useId();
  const here = { requestKey: request.key, accountId: account.id };
  const key = sideKey(here);
  const outcome = useStore((state) => state.decisions.last[key]);
  const asked = useStore((state) =>
    state.decisions.ready !== null && sideKey(state.decisions.ready) === key ? state.decisions.asked : null,
  );
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<Decision | null>(null);
  const [finding, setFinding] = useState(false);
  const { check, ask, reset, adopt } = useCodeCheck(request, account.id);
  const handle = check.kind === 'fits' ? check.handle : null;
  const offline = useIsOffline(account.id);
  // Without a connection, or where it was just found missing: the decision can only be kept.
  const later = offline || outcome?.outcome.failure?.code === 'offline';
  const [notKept, setNotKept] = useState<Failure | null>(null);

  const act = async (decision: Decision) => {
    if (handle === null || busy !== null) return;
    setBusy(decision);
    setNotKept(null);
    if (later) {
      const kept = await keepForLater({ decisions: [{ ...here, handle, decision }] });
      setBusy(null);
      askDecision(null);
      if (!kept.ok) {
        setNotKept(kept.error);
        return;
      }
      clearOutcome(key);
      setText('');
      reset();
      return;
    }
    const [told] = await decide([{ ...here, handle, decision }]);
    setBusy(null);
    if (told?.outcome === 'accepted' || told?.outcome === 'refused') {
      setText('');
      reset();
    } else if (told?.outcome === 'wrong-code' || told?.failure?.code === 'code-forgotten') {
      // The field no longer promises that it fits; what was typed stays, to be compared and mended.
      reset();
    }
  };

  const find = async () => {
    setFinding(true);
    clearOutcome(key);
    const answer = await call('codes:findInMail', { accountId: account.id });
    setFinding(false);
    adopt(answer.ok ? { recognition: answer.value } : { failure: answer.error }, true);
  };

  const acceptWord = later ? t('outbox:keep.accept') : t('accept');
  const refuseWord = later
    ? t(cancels ? 'outbox:keep.cancel' : 'outbox:keep.refuse')
    : cancels
      ? t('cancelRequest')
      : t('refuse');
  const said = check.kind === 'empty' ? null : <CheckNote check={check} />;
  const called = useCalled();
  return (
    <section className="code-panel" aria-labelledby={`${id}-title`} data-account={account.id}>
      <h3 className="code-panel-title" id={`${id}-title`}>
        {side.code === 'uncertain'
          ? t('uncertain')
          : named
            ? t('neededFor', { nichandle: called(side.nichandle) })
            : t('needed')}
      </h3>
      {side.code === 'uncertain' && outcome === undefined ? (
        <Uncertain request={request} side={side} account={account} />
      ) : null}
      <SentTo account={account} />
      <KeptHere {...here} />
      {notKept === null ? null : <FailureNote failure={notKept} compact />}
      {outcome === undefined ? null : <CodeOutcome said={outcome} cancels={cancels} account={account} />}
      <form
        className="code-form"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <div className="code-field" data-check={check.kind}>
          <input
            className="code-input"
            id={`${id}-code`}
            aria-label={named ? t('fieldFor', { nichandle: called(side.nichandle) }) : t('field')}
            aria-invalid={
              check.kind === 'wrong' || check.kind === 'other' || check.kind === 'other-side' || undefined
            }
            aria-describedby={`${id}-said`}
            placeholder={t('placeholder')}
            value={text}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            disabled={busy !== null}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setText(next);
              clearOutcome(key);
              ask(next);
            }}
            onPaste={(event) => {
              // A whole e-mail loses its lines in a one-line field, and with them the code that stands alone on one.
              const pasted = event.clipboardData.getData('text/plain');
              if (!pasted.trim().includes('\n')) return;
              event.preventDefault();
              setText('');
              clearOutcome(key);
              ask(pasted, 0);
            }}
          />
          <span className="code-mark" aria-hidden="true">
            {check.kind === 'fits' ? `✓ ${t('fits')}` : null}
            {check.kind === 'checking' ? <LoaderCircle className="code-wheel" /> : null}
          </span>
        </div>
        <div className="code-said" id={`${id}-said`} aria-live="polite">
          {said}
        </div>
        {asked !== null && handle !== null ? (
          <Sure
            what={asked === 'refuse' && cancels ? 'cancel' : asked}
            word={asked === 'accept' ? acceptWord : refuseWord}
            later={later}
            busy={busy !== null}
            onYes={() => act(asked)}
          />
        ) : (
          <>
            <div className="code-actions">
              <Button
                variant="primary"
                disabled={handle === null || busy === 'refuse'}
                busy={busy === 'accept'}
                aria-describedby={`${id}-what`}
                onClick={() => act('accept')}
              >
                {acceptWord}
              </Button>
              <Button
                variant="danger"
                disabled={handle === null || busy === 'accept'}
                busy={busy === 'refuse'}
                aria-describedby={`${id}-what`}
                onClick={() => act('refuse')}
              >
                {refuseWord}
              </Button>
            </div>
            <p className="code-what" id={`${id}-what`}>
              {later ? <KeepWhy /> : null} {t('acceptWhat')} {cancels ? t('cancelWhat') : t('refuseWhat')}
            </p>
          </>
        )}
      </form>
      <div className="code-links">
        <Button variant="link" busy={finding} onClick={find}>
          {t('find')}
        </Button>
        <ResendCode
          request={request}
          account={account}
          onSent={() => {
            setText('');
            reset();
          }}
        />
        <ElsewhereWord {...here} confirmed />
      </div>
      <span className="visually-hidden" role="status">
        {busy === null ? '' : t(`deciding.${busy === 'refuse' && cancels ? 'cancel' : busy}`)}
        {finding ? tc('working') : ''}
      </span>
    </section>
  );
}

/** Asks the desk about what was typed, the newest question winning; keeps handles no longer than they are shown. */
function useCodeCheck(request: ContactRequest, accountId: string) {
  const [check, setCheck] = useState<Check>({ kind: 'empty' });
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef<string | null>(null);
  const { key: requestKey, id: requestId } = request;

  const letGo = useCallback((next: string | null) => {
    const old = held.current;
    held.current = next;
    const { ready } = useStore.getState().decisions;
    if (old !== null && ready?.handle === old && next !== old) setReady(null);
    if (old !== null && old !== next) forgetHandles([old]);
  }, []);

  const adopt = useCallback(
    (answer: { recognition: Recognition } | { failure: Failure }, searched = false) => {
      if ('failure' in answer) {
        letGo(null);
        setCheck({ kind: 'failed', failure: answer.failure });
        return;
      }
      const found = checkOf(answer.recognition, { requestKey, requestId, accountId });
      const next: Check = searched && found.kind !== 'fits' ? { kind: 'wrong', why: 'not-in-mail' } : found;
      letGo(next.kind === 'fits' ? next.handle : null);
      if (next.kind === 'fits') setReady({ requestKey, accountId, handle: next.handle });
      forgetHandles(spareHandles(answer.recognition, held.current));
      setCheck(next);
    },
    [letGo, requestKey, requestId, accountId],
  );

  const reset = useCallback(() => {
    turn.current += 1;
    clearTimeout(timer.current);
    letGo(null);
    setCheck({ kind: 'empty' });
  }, [letGo]);

  const ask = useCallback(
    (text: string, delay = DEBOUNCE_MS) => {
      reset();
      if (text.trim() === '') return;
      const mine = turn.current;
      // Half-typed codes are not complained about at once; the field waits for the hand to rest.
      timer.current = setTimeout(async () => {
        if (!isWorthAsking(text)) {
          setCheck({ kind: 'short' });
          return;
        }
        setCheck({ kind: 'checking' });
        const answer = await call('codes:recognise', { text, requestKey, accountId });
        if (mine !== turn.current) {
          if (answer.ok) forgetHandles(spareHandles(answer.value, null));
          return;
        }
        adopt(answer.ok ? { recognition: answer.value } : { failure: answer.error });
      }, delay);
    },
    [reset, adopt, requestKey, accountId],
  );

  useEffect(
    () => () => {
      turn.current += 1;
      clearTimeout(timer.current);
      letGo(null);
    },
    [letGo],
  );
  return { check, ask, reset, adopt };
}

function CheckNote({ check }: { check: Check }) {
  const { t } = useTranslation('codes');
  const accounts = useStore((state) => state.accounts);
  switch (check.kind) {
    case 'empty':
      return null;
    case 'checking':
      return <span className="visually-hidden">{t('checking')}</span>;
    case 'fits':
      return <span className="visually-hidden">{t('fits')}</span>;
    case 'short':
      return <p className="code-wrong">{t('wrong.shape')}</p>;
    case 'failed':
      return <FailureNote failure={check.failure} compact />;
    case 'wrong':
      return <p className="code-wrong">{t(`wrong.${check.why}`)}</p>;
    case 'other-side': {
      const other = accounts.find((account) => account.id === check.accountId);
      return (
        <p className="code-wrong">
          {t('wrong.otherSide', { nichandle: other?.nichandle ?? check.accountId })}
        </p>
      );
    }
    case 'other': {
      const { requestKey, id } = check;
      if (requestKey === null) return <p className="code-wrong">{t('wrong.otherUnknown', { id })}</p>;
      return (
        <p className="code-wrong">
          {t('wrong.other', { id })}{' '}
          <Button variant="link" onClick={() => openRequest(requestKey)}>
            {t('openOther', { id })}
          </Button>
        </p>
      );
    }
  }
}

/** Asks once more after a key was pressed. The focus comes to the question, not to the button. */
function Sure({
  what,
  word,
  later,
  busy,
  onYes,
}: {
  what: 'accept' | 'refuse' | 'cancel';
  word: string;
  later: boolean;
  busy: boolean;
  onYes: () => void;
}): ReactNode {
  const { t } = useTranslation('codes');
  const box = useRef<HTMLDivElement>(null);
  const shortcut = what === 'accept' ? 'a' : 'r';
  useEffect(() => {
    const before = document.activeElement;
    const panel = box.current?.closest('.code-panel');
    box.current?.focus();
    return () => {
      if (document.activeElement !== document.body) return;
      // Back to where the key was pressed. Was it a button of this panel, it had left the page by then: the field stands for it.
      const gone = before === null || before === document.body || !before.isConnected;
      const back = gone ? panel?.querySelector('.code-input') : before;
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div
      className="code-sure"
      role="group"
      aria-label={later ? t('outbox:keep.sure') : t(`sure.${what}`)}
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          askDecision(null);
        } else if (
          event.key.toLowerCase() === shortcut &&
          !event.ctrlKey &&
          !event.metaKey &&
          !event.altKey
        ) {
          event.preventDefault();
          event.stopPropagation();
          if (!event.repeat) onYes();
        }
      }}
    >
      <p>{later ? t('outbox:keep.sure') : t(`sure.${what}`)}</p>
      <p className="code-what">{t('sure.again', { key: shortcut.toUpperCase() })}</p>
      <div className="code-actions">
        <Button variant={what === 'accept' ? 'primary' : 'danger'} busy={busy} onClick={onYes}>
          {word}
        </Button>
        <Button onClick={() => askDecision(null)}>{t('sure.back')}</Button>
      </div>
    </div>
  );
}

/** A decision of this side was sent and its answer lost; the ledger remembers that beyond this window. */
function Uncertain({ request, side, account }: { request: ContactRequest; side: Side; account: Account }) {
  const formats = useFormats();
  const now = useNow();
  const lost = request.confirmations.findLast((each) => sameNichandle(each.nichandle, side.nichandle));
  return (
    <div className="code-outcome">
      <p>
        <Sentence
          of="codes:uncertainBy"
          handles={{ nichandle: side.nichandle }}
          values={{ when: lost === undefined ? '' : formats.short(Date.parse(lost.at), now) }}
          mine={MINE_NONE}
        />
      </p>
      <ReadAgain accountId={account.id} />
    </div>
  );
}

/** Where the code was mailed: masked until asked for. */
function SentTo({ account }: { account: Account }) {
  const { t } = useTranslation('codes');
  const [email, setEmail] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const shown = email ?? account.emailMasked;
  if (shown === null)
    return <p className="code-sent">{t('sentToAccount', { nichandle: account.nichandle })}</p>;
  return (
    <p className="code-sent">
      {t('sentTo', { email: shown })}{' '}
      {email !== null || failed ? null : (
        <Button
          variant="link"
          onClick={async () => {
            const answer = await call('accounts:revealEmail', { accountId: account.id });
            if (answer.ok && answer.value.email !== null) setEmail(answer.value.email);
            else setFailed(true);
          }}
        >
          {t('reveal')}
        </Button>
      )}
      {/* Where the code goes is set in the profile: the way there, once the address is seen to be the wrong one. */}
      {email !== null && hasControlPanel(account) ? (
        <Button variant="link" onClick={() => openLink({ to: 'panel-profile', accountId: account.id })}>
          {t('changeAddress')}
        </Button>
      ) : null}
    </p>
  );
}
