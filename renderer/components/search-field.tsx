/** The search field of a screen. `/` brings the focus here (commands.ts finds it by `data-search`). */
import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Shortcut } from './shortcut.tsx';

type SearchFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Shown while the field is empty. */
  shortcut?: string;
};

export function SearchField({ label, placeholder, value, onChange, shortcut }: SearchFieldProps) {
  const { t } = useTranslation('common');
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className="search">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="search-input"
        data-search=""
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            // On to what was found.
            const grid = event.currentTarget.closest('main')?.querySelector<HTMLElement>('[role="grid"]');
            if (grid) event.preventDefault();
            grid?.focus();
            return;
          }
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (value === '') event.currentTarget.blur();
          else onChange('');
        }}
      />
      {value === '' ? (
        shortcut ? (
          <Shortcut keys={shortcut} />
        ) : null
      ) : (
        <IconButton
          label={t('clearSearch')}
          icon={<X aria-hidden="true" />}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
