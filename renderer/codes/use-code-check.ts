/** Asks the desk about the code typed for one side of a request, and holds the one that fits by its handle. Decides nothing. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type CodeCheck, checkOf, isWorthAsking, spareHandles } from './code-check.ts';
import { setReady } from './decisions.ts';
import { forgetHandles } from './tray.ts';

const DEBOUNCE_MS = 250;

export type Check =
  | { kind: 'empty' }
  | { kind: 'short' }
  | { kind: 'checking' }
  | { kind: 'failed'; failure: Failure }
  | CodeCheck;

/** Asks the desk about what was typed, the newest question winning; keeps handles no longer than they are shown. */
export function useCodeCheck(request: ContactRequest, accountId: string) {
  const [check, setCheck] = useState<Check>({ kind: 'empty' });
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef<string | null>(null);
  const { key: requestKey, id: requestId } = request;

  /** What was typed before is let go; what is decided with, or lies in the tray, stays. */
  const letGo = useCallback((next: string | null) => {
    const old = held.current;
    held.current = next;
    const { ready } = useStore.getState().decisions;
    if (old !== null && ready?.code.handle === old && next !== old) setReady(null);
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
      letGo(next.kind === 'fits' ? next.code.handle : null);
      if (next.kind === 'fits') setReady({ requestKey, accountId, code: next.code });
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
