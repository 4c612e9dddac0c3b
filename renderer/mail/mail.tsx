/** Sandbox mail: the mailboxes of my sandbox accounts, one message in full beside the list. Sends nothing. */
import { Mail, MailOpen, RefreshCw, SearchX } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { SandboxMessage } from '../../shared/sandbox-message.ts';
import { fold, splitQuery } from '../../shared/search.ts';
import { hasSandbox, useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { openKey, useQuery, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { When } from '../words/moment.tsx';
import { listMail, markRead } from './mail-state.ts';
import './mail.css';
import { useTranslation } from '../words/translation.ts';
import { MailMessage } from './mail-message.tsx';

export function MailScreen() {
  const { t } = useTranslation('mail');
  const { key } = useRoute();
  const [query, setQuery] = useQuery('q');
  const mail = useStore((state) => state.mail);
  const failure = useStore((state) => state.mailFailure);
  const shown = useShown(query);
  const opened = useMemo(() => (mail ?? []).find((message) => message.id === key) ?? null, [mail, key]);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void listMail();
  }, []);
  useEffect(() => {
    if (opened !== null) markRead(opened.id);
  }, [opened]);
  const close = () => openKey(null);
  return (
    <Screen
      title={t('title')}
      actions={
        <IconButton
          label={t('refresh')}
          icon={<RefreshCw aria-hidden="true" />}
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            await listMail();
            setBusy(false);
          }}
        />
      }
      filters={<p className="mail-lead">{t('lead')}</p>}
      search={
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={query}
          onChange={setQuery}
          shortcut="/"
        />
      }
      pane={opened === null ? null : <MailMessage key={opened.id} message={opened} onClose={close} />}
      paneLabel={t('reading')}
      onPaneClose={close}
    >
      <div className="mail">
        {failure === null ? null : <FailureNote failure={failure} onNext={() => void listMail()} />}
        {shown.length > 0 ? <MailList messages={shown} openedId={key} onClose={close} /> : null}
        {mail !== null && shown.length === 0 && failure === null ? (
          <Nothing any={mail.length > 0} onAll={() => setQuery('')} />
        ) : null}
      </div>
    </Screen>
  );
}

function useShown(query: string): SandboxMessage[] {
  const mail = useStore((state) => state.mail);
  const chosen = useChosenAccount()?.id ?? null;
  return useMemo(() => {
    const own = (mail ?? []).filter((message) => chosen === null || message.accountId === chosen);
    const words = splitQuery(query);
    if (words.length === 0) return own;
    return own.filter((message) => {
      const text = fold(`${message.subject}\n${message.to}\n${message.text}`);
      return words.every((word) => text.includes(word));
    });
  }, [mail, chosen, query]);
}

/** A list of buttons: arrows move between them, Enter opens. */
function MailList({
  messages,
  openedId,
  onClose,
}: {
  messages: readonly SandboxMessage[];
  openedId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('mail');
  const read = useStore((state) => state.mailRead);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: moves the focus among the buttons inside.
    <ul
      className="mail-list"
      aria-label={t('list')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && openedId !== null) {
          event.preventDefault();
          onClose();
          return;
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined) return;
        const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.mail-item')];
        const at = buttons.findIndex((button) => button === document.activeElement);
        buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
        event.preventDefault();
      }}
    >
      {messages.map((message) => (
        <li key={message.id}>
          <button
            type="button"
            className="mail-item"
            aria-current={message.id === openedId ? 'true' : undefined}
            data-unread={read.has(message.id) ? undefined : ''}
            onClick={() => openKey(message.id)}
          >
            <span className="mail-mark" aria-hidden="true" />
            <span className="mail-text">
              <span className="mail-subject ellipsis">
                {read.has(message.id) ? null : <span className="visually-hidden">{t('unread')}: </span>}
                {message.subject}
              </span>
              <span className="mail-to ellipsis">{t('to', { address: message.to })}</span>
            </span>
            <span className="mail-at">
              <When at={message.date} style="short" />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ any, onAll }: { any: boolean; onAll: () => void }) {
  const { t } = useTranslation('mail');
  const accounts = useAccounts();
  const [query] = useQuery('q');
  if (!hasSandbox(accounts))
    return (
      <Empty icon={<Mail aria-hidden="true" />} title={t('noSandbox.title')} text={t('noSandbox.text')} />
    );
  if (any && query !== '')
    return (
      <Empty
        icon={<SearchX aria-hidden="true" />}
        title={t('nothing.title')}
        text={t('nothing.text')}
        action={<Button onClick={onAll}>{t('nothingAction')}</Button>}
      />
    );
  return <Empty icon={<MailOpen aria-hidden="true" />} title={t('empty.title')} text={t('empty.text')} />;
}
