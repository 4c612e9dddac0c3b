/** One contact that changed: what became of whom, and what can be done about it. Decides nothing. */
import type { MouseEvent } from 'react';
import type { ContactChange } from '../../shared/contact-change.ts';
import { isMine } from '../../shared/mine.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { canPutBack, keepChanges, putBack } from './changes-state.ts';

/** `Technical: Cobalto → Pedro Sol`. */
export function WhoBecame({ change }: { change: ContactChange }) {
  const { t } = useTranslation('changes');
  const mine = useMineOf()(change.api);
  const { type, from, to } = change;
  return (
    <span className="change-who">
      {t(`role.${type}`)}: <Handle nichandle={from} mine={isMine(from, mine)} />{' '}
      <span aria-hidden="true">→</span> <span className="visually-hidden">{t('becomes')}</span>{' '}
      {to === null ? t('gone') : <Handle nichandle={to} mine={isMine(to, mine)} />}
    </span>
  );
}

/** What becomes of the focus when its line goes: the next line has it, else the one before, else the title of the screen. */
function leaveLine(button: HTMLElement): void {
  const line = button.closest('li');
  const next = line?.nextElementSibling ?? line?.previousElementSibling;
  const place = next?.querySelector<HTMLElement>('[data-keep]') ?? document.querySelector<HTMLElement>('h1');
  place?.focus();
}

export function ChangeWays({ change }: { change: ContactChange }) {
  const { t } = useTranslation('changes');
  const named = <span className="visually-hidden"> {change.serviceName}</span>;
  return (
    <span className="change-ways">
      <Button
        variant="link"
        data-keep=""
        title={t('keepHint')}
        onClick={(event: MouseEvent<HTMLElement>) => {
          leaveLine(event.currentTarget);
          void keepChanges([change]);
        }}
      >
        {t('keep')}
        {named}
      </Button>
      {canPutBack(change) ? (
        <Button variant="link" onClick={() => putBack(change)}>
          {t('back')}
          {named}
        </Button>
      ) : null}
    </span>
  );
}
