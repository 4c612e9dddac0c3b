/** The search field of a screen, with what may come next where its screen knows it. `/` brings the focus here (commands.ts finds it by `data-search`). */
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { Shortcut } from './shortcut.tsx';
import { useUiWords } from './ui-words.ts';

/** Puts `insert` in the place of `text.slice(from, to)`. */
export type Suggestion = {
  from: number;
  to: number;
  insert: string;
  text: string;
  /** A second, quieter word: whose handle it is. */
  note: string | null;
  /** In the code face. */
  code: boolean;
};

type SearchFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Shown while the field is empty. */
  shortcut?: string;
  /** What may stand where the caret is. */
  suggest?: (text: string, caret: number) => readonly Suggestion[];
};

export function SearchField({ label, placeholder, value, onChange, shortcut, suggest }: SearchFieldProps) {
  const words = useUiWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [marked, setMarked] = useState(-1);
  const suggestions = suggest === undefined || caret === null ? [] : suggest(value, caret);
  const chosen = suggestions[marked];

  // The caret goes where the rest is typed, once the new text stands in the field.
  const caretTo = useRef<number | null>(null);
  useEffect(() => {
    if (caretTo.current === null) return;
    input.current?.setSelectionRange(caretTo.current, caretTo.current);
    caretTo.current = null;
  });

  function close() {
    setCaret(null);
    setMarked(-1);
  }
  function take({ from, to, insert }: Suggestion) {
    const rest = value.slice(to);
    // One space is enough.
    const put = insert.endsWith(' ') && rest.startsWith(' ') ? insert.slice(0, -1) : insert;
    const next = from + insert.length;
    caretTo.current = next;
    setMarked(-1);
    // A field's name asks for its value next; after a value the list would only be in the way.
    setCaret(insert.endsWith(':') ? next : null);
    onChange(value.slice(0, from) + put + rest);
    input.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { length } = suggestions;
    if (length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setMarked((marked + by + length + (marked < 0 && by < 0 ? 1 : 0)) % length);
      return;
    }
    if (chosen !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(chosen);
      return;
    }
    const grid = event.currentTarget.closest('main')?.querySelector<HTMLElement>('[role="grid"]');
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      close();
      // On to what was found.
      if (grid) event.preventDefault();
      grid?.focus();
      return;
    }
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (length > 0) close();
    // Out of the field, and on to the list: on the page nobody would know where the keyboard is.
    else if (value === '') grid?.focus();
    else onChange('');
  }

  return (
    <search className="search">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="search-input"
        data-search=""
        aria-label={label}
        aria-autocomplete={suggest === undefined ? undefined : 'list'}
        aria-controls={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${marked}`}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setMarked(-1);
          setCaret(event.currentTarget.selectionStart);
          onChange(event.currentTarget.value);
        }}
        // What may be asked for is told before anything is typed.
        onFocus={(event) => setCaret(event.currentTarget.value === '' ? 0 : null)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {value === '' ? (
        shortcut ? (
          <Shortcut keys={shortcut} />
        ) : null
      ) : (
        <IconButton
          label={words.clearSearch}
          icon={<X aria-hidden="true" />}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
        />
      )}
      {suggestions.length > 0 ? (
        <div className="search-list" role="listbox" id={`${id}-list`} aria-label={words.suggestions}>
          {suggestions.map((suggestion, index) => (
            <div
              key={suggestion.insert}
              id={`${id}-${index}`}
              className="menu-item"
              role="option"
              aria-selected={index === marked}
              data-highlighted={index === marked ? '' : undefined}
              // Before the field loses the focus, and with it the list.
              onPointerDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
            >
              <span className={suggestion.code ? 'handle' : undefined}>{suggestion.text}</span>
              {suggestion.note === null ? null : (
                <span className="menu-item-count ellipsis">{suggestion.note}</span>
              )}
            </div>
          ))}
        </div>
      ) : null}
    </search>
  );
}
