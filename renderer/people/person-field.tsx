/** The field for somebody: finds by name, company and handle, takes a whole NIC handle of anybody else. Refuses only what cannot be one. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { UserRoundPlus } from 'lucide-react';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { initialsOf } from '../../shared/people.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useTranslation } from '../words/translation.ts';
import { companyOf, useNames } from './names.ts';
import { type Candidate, countMatches, markOf, matchPeople } from './person-match.ts';
import './person-field.css';

type PersonFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Handles in lower case, the likeliest first. */
  known: readonly string[];
  error?: string | undefined;
  warning?: string | undefined;
  hint?: string | undefined;
  /** What is said of somebody at the end of their line. */
  noteOf?: (nichandle: string) => string;
  /** Whom the arrows or the pointer are on; `null` for nobody. */
  onHighlight?: (nichandle: string | null) => void;
  /** Added to what is said of somebody who is chosen. */
  more?: string | undefined;
};

/** Who can be chosen: these handles with what is known of them. */
export function useCandidates(handles: readonly string[]): Candidate[] {
  const names = useNames();
  const people = useStore((state) => state.people);
  const accounts = useStore((state) => state.accounts);
  return useMemo(
    () =>
      [...new Set([...handles, ...people.keys()])].map((nichandle) => ({
        nichandle,
        name: names.get(nichandle) ?? null,
        company: companyOf(nichandle, people, accounts),
      })),
    [handles, names, people, accounts],
  );
}

export function PersonField({
  label,
  value,
  onChange,
  known,
  error,
  warning,
  hint,
  noteOf,
  onHighlight,
  more,
}: PersonFieldProps) {
  const { t } = useTranslation('people');
  const id = useId();
  // In the dialog, not beside it: what lies outside a modal dialog does not exist for assistive technology. `null` would have the
  // list wait for a place, so that outside of dialogs there was none.
  const [dialog, setDialog] = useState<HTMLElement | null>(null);
  const [typing, setTyping] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const other = useRef<HTMLButtonElement>(null);
  /** The focus goes where the one who had it goes on. */
  const focusNext = useRef<'field' | 'other' | null>(null);
  const candidates = useCandidates(known);
  const handle = value.trim().toLowerCase();
  const chosen = typing ? undefined : candidates.find((one) => one.nichandle === handle && one.name !== null);
  const items = useMemo(() => matchPeople(value, candidates), [value, candidates]);
  const found = useMemo(() => countMatches(value, candidates), [value, candidates]);
  useEffect(() => {
    const target =
      focusNext.current === 'field' ? field.current : focusNext.current === 'other' ? other.current : null;
    focusNext.current = null;
    target?.focus();
  });
  if (chosen !== undefined) {
    return (
      <div className="field" role="group" aria-label={label}>
        <span className="field-label" aria-hidden="true">
          {label}
        </span>
        <div className="person-chosen">
          <Initials of={chosen} />
          <span className="person-option-text">
            <b>{chosen.name}</b>
            <Under of={chosen} typed="" more={more} />
          </span>
          <Button
            variant="link"
            ref={other}
            onClick={() => {
              focusNext.current = 'field';
              setTyping(true);
              onChange('');
            }}
          >
            {t('field.other')}
          </Button>
        </div>
        {warning === undefined && error === undefined ? null : (
          <p className={error === undefined ? 'field-warning' : 'field-error'} role="status">
            {error ?? warning}
          </p>
        )}
      </div>
    );
  }
  return (
    <Field label={label} error={error} warning={warning} hint={hint} htmlFor={id}>
      <Autocomplete.Root
        items={items}
        value={value}
        itemToStringValue={(one: Candidate) => one.nichandle}
        onValueChange={(next, { reason }) => {
          const isChosen = reason === 'item-press';
          setTyping(!isChosen);
          if (isChosen) focusNext.current = 'other';
          onChange(next);
        }}
        onItemHighlighted={(one) => onHighlight?.(one?.nichandle ?? null)}
        autoHighlight={value.trim() !== ''}
        mode="none"
        openOnInputClick
      >
        <div className="person-field">
          <Autocomplete.Input
            id={id}
            ref={(input) => {
              field.current = input;
              setDialog(input?.closest<HTMLElement>('[role="dialog"]') ?? null);
            }}
            className="input"
            // The open list hides the label from assistive technology.
            aria-label={label}
            placeholder={t('field.placeholder')}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={`${id}-said`}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onFocus={() => setTyping(true)}
            onBlur={() => {
              setTyping(false);
              onHighlight?.(null);
            }}
          />
          {typing && value.trim() !== '' ? (
            <span className="person-field-count" aria-hidden="true">
              {t('field.match', { count: found })}
            </span>
          ) : null}
        </div>
        <Autocomplete.Portal container={dialog ?? undefined}>
          <Autocomplete.Positioner
            className="menu-positioner"
            positionMethod="fixed"
            sideOffset={4}
            align="start"
          >
            <Autocomplete.Popup className="menu person-options" hidden={items.length === 0}>
              <Autocomplete.List>
                {(one: Candidate) => (
                  <Autocomplete.Item key={one.nichandle} value={one} className="menu-item person-option">
                    <Initials of={one} />
                    <span className="person-option-text">
                      {one.name === null ? (
                        <span className="handle">
                          <Marked text={one.nichandle} typed={value} />
                        </span>
                      ) : (
                        <b>
                          <Marked text={one.name} typed={value} />
                        </b>
                      )}
                      <Under of={one} typed={value} />
                    </span>
                    {noteOf === undefined ? null : (
                      <span className="person-option-note">{noteOf(one.nichandle)}</span>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
              <p className="person-options-new">
                <UserRoundPlus aria-hidden="true" />
                {t('field.new')}
              </p>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </Field>
  );
}

export function Initials({ of }: { of: Candidate }) {
  return (
    <span className="person-initials" aria-hidden="true">
      {initialsOf(of.name ?? '')}
    </span>
  );
}

/** The line below a name: company and handle. */
function Under({ of, typed, more }: { of: Candidate; typed: string; more?: string | undefined }) {
  const { t } = useTranslation('people');
  const company = of.company === of.name ? null : of.company;
  return (
    <span className="person-option-under">
      {of.name === null ? t('field.noName') : null}
      {of.name === null || company === null ? null : (
        <>
          <Marked text={company} typed={typed} /> ·{' '}
        </>
      )}
      {of.name === null ? null : (
        <span className="handle">
          <Marked text={of.nichandle} typed={typed} />
        </span>
      )}
      {more === undefined ? null : ` · ${more}`}
    </span>
  );
}

/** A text with what was typed standing out in it. */
export function Marked({ text, typed }: { text: string; typed: string }): ReactNode {
  const mark = markOf(text, typed);
  if (mark === null) return text;
  const [from, to] = mark;
  return (
    <>
      {text.slice(0, from)}
      <mark className="person-mark">{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
