/** The field for somebody's NIC handle: completes from known ones, warns about unusual ones, refuses only what cannot be one. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { useId, useState } from 'react';
import { Field } from '../ui/field.tsx';
import { useTranslation } from '../words/translation.ts';
import { checkNichandle, completeNichandle } from './handover-plan.ts';

type NichandleFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Most used first. */
  known: readonly string[];
  /** Say that it is missing: the person tried to go on. */
  demanded: boolean;
  /** What is known to stand against it. */
  deadEnd?: string | undefined;
};

export function NichandleField({ label, value, onChange, known, demanded, deadEnd }: NichandleFieldProps) {
  const { t } = useTranslation('handover');
  const id = useId();
  // In the dialog, not beside it: what lies outside a modal dialog does not exist for assistive technology.
  const [dialog, setDialog] = useState<HTMLElement | null>(null);
  const check = checkNichandle(value);
  const isKnown = known.includes(value.trim().toLowerCase());
  const error =
    check === 'impossible'
      ? t('nichandle.impossible')
      : check === 'missing' && demanded
        ? t('nichandle.missing')
        : undefined;
  const warning = deadEnd ?? (check === 'unusual' && !isKnown ? t('nichandle.unusual') : undefined);
  const items = completeNichandle(value, known);
  return (
    <Field label={label} error={error} warning={warning} htmlFor={id}>
      <Autocomplete.Root items={items} value={value} onValueChange={onChange} mode="none" openOnInputClick>
        <Autocomplete.Input
          id={id}
          ref={(input) => setDialog(input?.closest<HTMLElement>('[role="dialog"]') ?? null)}
          className="input input-code"
          // The open list hides the label from assistive technology.
          aria-label={label}
          placeholder={t('nichandle.placeholder')}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-said`}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
        />
        <Autocomplete.Portal container={dialog}>
          <Autocomplete.Positioner
            className="menu-positioner"
            positionMethod="fixed"
            sideOffset={4}
            align="start"
          >
            <Autocomplete.Popup className="menu handover-known" hidden={items.length === 0}>
              <Autocomplete.List>
                {(handle: string) => (
                  <Autocomplete.Item key={handle} value={handle} className="menu-item">
                    <span className="handle">{handle}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </Field>
  );
}
