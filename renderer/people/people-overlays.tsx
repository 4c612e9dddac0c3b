/** What a NIC handle leads to wherever it is clicked: everything it is contact of, by role, and a name for it. Changes nothing at OVHcloud. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { ArrowLeftRight, Copy, Pencil, Server, UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { firstNameOf, LONGEST_NAME } from '../../shared/people.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { showServicesOf } from '../services/services-query.ts';
import { useServices } from '../services/services-state.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { copyText } from '../words/clipboard.ts';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { useMine } from './mine.ts';
import { companyOf, useName } from './names.ts';
import { askName, namePerson, openPerson, showPerson } from './people-state.ts';
import './people.css';
import { openHandoverOf } from '../handover/handover-state.ts';
import { useTranslation } from '../words/translation.ts';
import { useHolders } from './use-people.ts';

export function PersonOverlays() {
  const person = useStore((state) => state.person);
  const naming = useStore((state) => state.naming);
  return (
    <>
      {person === null ? null : <PersonMenu key={person.nichandle} {...person} />}
      {naming === null ? null : <NameDialog key={naming} nichandle={naming} />}
    </>
  );
}

const NOTHING: Record<ContactType, number> = { contactAdmin: 0, contactTech: 0, contactBilling: 0 };

function PersonMenu({ nichandle, anchor }: { nichandle: string; anchor: HTMLElement }) {
  const { t } = useTranslation('people');
  const number = useNumber();
  const name = useName(nichandle);
  const people = useStore((state) => state.people);
  const company = companyOf(nichandle, people, useAccounts());
  const mine = useMine().has(nichandle.toLowerCase());
  const services = useServices();
  const own = useHolders(services)?.get(nichandle.toLowerCase());
  const roles = own?.roles ?? NOTHING;
  const leaves = useRef(false);
  const screen = useStore((state) => state.route.screen);
  const [openedOn] = useState(screen);
  /** Of which place it was closed. Taken away at once, its backdrop would miss the press that closed it, and the focus be lost. */
  const [closed, setClosed] = useState<HTMLElement | null>(null);
  // Back takes away what the menu hangs on.
  useEffect(() => {
    if (screen !== openedOn) showPerson(null);
  }, [screen, openedOn]);
  const leave = (to: () => void) => () => {
    leaves.current = true;
    to();
  };
  return (
    <BaseMenu.Root
      open={closed !== anchor}
      onOpenChange={(now) => setClosed(now ? null : anchor)}
      onOpenChangeComplete={(now) => {
        if (!now) showPerson(null);
      }}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" anchor={anchor} sideOffset={4} align="start">
          <BaseMenu.Popup
            className="menu person-menu"
            aria-label={t('menu.label', { who: name ?? nichandle })}
            finalFocus={() => (leaves.current ? false : anchor)}
          >
            <BaseMenu.Group>
              <BaseMenu.GroupLabel className="person-menu-head">
                {name === null ? null : <span className="person-menu-label">{name}</span>}
                <span className={mine ? 'handle handle-mine' : 'handle'}>{nichandle}</span>
                {company === null || company === name ? null : (
                  <span className="person-menu-note">{company}</span>
                )}
                {mine ? <span className="person-menu-note">{t('menu.mine')}</span> : null}
              </BaseMenu.GroupLabel>
              <BaseMenu.Item
                className="menu-item"
                disabled={own === undefined}
                onClick={leave(() => showServicesOf(nichandle, null))}
              >
                <Server aria-hidden="true" />
                <span className="menu-item-label">{t('menu.everything')}</span>
                <span className="menu-item-count">{number(own?.services ?? 0)}</span>
              </BaseMenu.Item>
              {CONTACT_TYPES.map((type) => (
                <BaseMenu.Item
                  key={type}
                  className="menu-item menu-item-deeper"
                  disabled={roles[type] === 0}
                  onClick={leave(() => showServicesOf(nichandle, type))}
                >
                  <span className="menu-item-label">{t(`menu.${type}`)}</span>
                  <span className="menu-item-count">{number(roles[type])}</span>
                </BaseMenu.Item>
              ))}
            </BaseMenu.Group>
            <BaseMenu.Separator className="menu-line" />
            <BaseMenu.Item
              className="menu-item"
              disabled={own === undefined}
              onClick={leave(() => openHandoverOf(nichandle))}
            >
              <ArrowLeftRight aria-hidden="true" />
              <span className="menu-item-label">
                {t('handOver', { who: firstNameOf(name ?? '') || nichandle })}
              </span>
            </BaseMenu.Item>
            <BaseMenu.Item className="menu-item" onClick={leave(() => openPerson(nichandle))}>
              <UserRound aria-hidden="true" />
              <span className="menu-item-label">{t('menu.about')}</span>
            </BaseMenu.Item>
            <BaseMenu.Item className="menu-item" onClick={leave(() => askName(nichandle))}>
              <Pencil aria-hidden="true" />
              <span className="menu-item-label">{name === null ? t('menu.name') : t('menu.rename')}</span>
            </BaseMenu.Item>
            <BaseMenu.Item className="menu-item" onClick={() => void copyText(nichandle, t('menu.copied'))}>
              <Copy aria-hidden="true" />
              <span className="menu-item-label">{t('menu.copy')}</span>
            </BaseMenu.Item>
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function NameDialog({ nichandle }: { nichandle: string }) {
  const { t } = useTranslation(['people', 'common']);
  const known = useStore((state) => state.people.get(nichandle.toLowerCase())?.name ?? '');
  const [text, setText] = useState(known);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function keep(name: string) {
    setBusy(true);
    const failed = await namePerson(nichandle, name);
    setBusy(false);
    setFailure(failed);
    if (failed === null) askName(null);
  }

  return (
    <Dialog
      open
      size="s"
      onClose={() => askName(null)}
      title={t('people:name.title', { nichandle })}
      description={t('people:name.text')}
      initialFocus={field}
      footer={
        <>
          {known === '' ? null : (
            <Button variant="quiet" onClick={() => void keep('')}>
              {t('people:name.remove')}
            </Button>
          )}
          <Button onClick={() => askName(null)}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={busy} type="submit" form="person-name">
            {t('people:name.save')}
          </Button>
        </>
      }
    >
      <form
        id="person-name"
        onSubmit={(event) => {
          event.preventDefault();
          void keep(text);
        }}
      >
        <TextField
          ref={field}
          label={t('people:name.field')}
          hint={t('people:name.hint')}
          value={text}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {failure === null ? null : <FailureNote failure={failure} compact />}
      </form>
    </Dialog>
  );
}
