/**
 * The place where one side of a request gives its code and decides. Never acts without a fitting code and never by
 * itself. SECURITY: a typed code lives in this field alone and is cleared once it was used; the store holds its handle.
 */
import { LoaderCircle } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import { type ContactRequest, type Decision, sideKey } from '../../shared/request.ts';
import type { Side } from '../../shared/turn.ts';
import { CodeTrail } from '../facts/code-trail.tsx';
import { KeepWhy, KeptHere } from '../outbox/outbox-here.tsx';
import { useCalled } from '../people/names.ts';
import { ElsewhereWord } from '../requests/elsewhere-word.tsx';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { CheckNote, SentTo, Uncertain } from './code-notes.tsx';
import { CodeOutcome } from './code-outcome.tsx';
import { decideHere, isKeptForLater } from './decide-here.ts';
import { clearOutcome, setReady } from './decisions.ts';
import { ResendCode } from './resend-code.tsx';
import { sidesUnderWay } from './tray.ts';
import type { Candidate } from './tray-rows.ts';
import { useCodeCheck } from './use-code-check.ts';
import { useCodeAtHand } from './use-tray.ts';

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
  const called = useCalled();
  const id = useId();
  const here = { requestKey: request.key, accountId: account.id };
  const outcome = useStore((state) => state.decisions.last[sideKey(here)]);
  const underWay = useStore((state) => sidesUnderWay(state.decisions.jobs).has(sideKey(here)));
  return (
    <section className="code-panel" aria-labelledby={`${id}-title`} data-account={account.id}>
      <h3 className="code-panel-title" id={`${id}-title`}>
        {underWay
          ? t('underWay')
          : side.code === 'uncertain'
            ? t('uncertain')
            : named
              ? t('neededFor', { nichandle: called(side.nichandle) })
              : t('needed')}
      </h3>
      {underWay ? (
        <p className="code-sent">{t('underWayWhat')}</p>
      ) : (
        <>
          {side.code === 'uncertain' && outcome === undefined ? (
            <Uncertain request={request} side={side} account={account} />
          ) : null}
          <SentTo account={account} />
          <KeptHere {...here} />
          {outcome === undefined ? null : <CodeOutcome said={outcome} cancels={cancels} account={account} />}
          <CodeForm
            request={request}
            account={account}
            label={named ? t('fieldFor', { nichandle: called(side.nichandle) }) : t('field')}
            cancels={cancels}
          />
        </>
      )}
    </section>
  );
}

/** What is known of a code: of one that was only typed no more than its form, for it names no request. */
function markOf(typed: FoundCode | null): 'atHand' | 'wellFormed' | 'fits' {
  if (typed === null) return 'atHand';
  return typed.source === 'bare' ? 'wellFormed' : 'fits';
}

type CodeFormProps = { request: ContactRequest; account: Account; label: string; cancels: boolean };

function CodeForm({ request, account, label, cancels }: CodeFormProps) {
  const { t } = useTranslation('codes');
  const id = useId();
  const here: Candidate = { requestKey: request.key, accountId: account.id };
  const key = sideKey(here);
  const [text, setText] = useState('');
  const [finding, setFinding] = useState(false);
  const { check, ask, reset, adopt } = useCodeCheck(request, account.id);
  const atHand = useCodeAtHand(here);
  const typed = check.kind === 'fits' ? check.code : null;
  const code = typed ?? (check.kind === 'empty' ? atHand : null);
  useReady(here, typed === null ? code : null);
  const later = useStore((state) => isKeptForLater(state, here));
  const [failure, setFailure] = useState<Failure | null>(null);
  const find = async () => {
    setFinding(true);
    clearOutcome(key);
    const answer = await call('codes:findInMail', { accountId: account.id });
    setFinding(false);
    adopt(answer.ok ? { recognition: answer.value } : { failure: answer.error }, true);
  };
  const act = async (decision: Decision) => {
    if (code !== null) setFailure(await decideHere(here, code, decision));
  };
  const [accept, refuse] = later
    ? [t('outbox:keep.accept'), t(cancels ? 'outbox:keep.cancel' : 'outbox:keep.refuse')]
    : [t('accept'), t(cancels ? 'cancelRequest' : 'refuse')];
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <form
        className="code-form"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <div className="code-field" data-check={check.kind}>
          <input
            className="code-input"
            data-at-hand={atHand === null || text !== '' ? undefined : ''}
            id={`${id}-code`}
            aria-label={label}
            aria-invalid={
              check.kind === 'wrong' || check.kind === 'other' || check.kind === 'other-side' || undefined
            }
            aria-describedby={`${id}-said`}
            placeholder={atHand === null ? t('placeholder') : atHand.masked}
            value={text}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
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
            {code === null ? null : `✓ ${t(markOf(typed))}`}
            {check.kind === 'checking' ? <LoaderCircle className="code-wheel" /> : null}
          </span>
        </div>
        <div className="code-said" id={`${id}-said`} aria-live="polite">
          {check.kind === 'empty' ? (
            typed === null && atHand !== null ? (
              <span className="visually-hidden">{t('atHandWhat', { code: atHand.masked })}</span>
            ) : null
          ) : (
            <CheckNote check={check} />
          )}
        </div>
        <div className="code-actions">
          <Button
            variant="primary"
            disabled={code === null}
            aria-describedby={`${id}-what`}
            onClick={() => void act('accept')}
          >
            {accept}
          </Button>
          <Button
            variant="danger"
            disabled={code === null}
            aria-describedby={`${id}-what`}
            onClick={() => void act('refuse')}
          >
            {refuse}
          </Button>
        </div>
        <p className="code-what" id={`${id}-what`}>
          {later ? <KeepWhy /> : null} {t('acceptWhat')} {cancels ? t('cancelWhat') : t('refuseWhat')}
        </p>
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
      <CodeTrail request={request} account={account} />
      <span className="visually-hidden" role="status">
        {finding ? t('common:working') : ''}
      </span>
    </>
  );
}

/** The keys A and R mean the code at hand as well as a typed one. */
function useReady({ requestKey, accountId }: Candidate, code: FoundCode | null): void {
  useEffect(() => {
    if (code === null) return;
    setReady({ requestKey, accountId, code });
    return () => {
      if (useStore.getState().decisions.ready?.code.handle === code.handle) setReady(null);
    };
  }, [requestKey, accountId, code]);
}
