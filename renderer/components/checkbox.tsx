/** A check box with its name; `mixed` where only some of what it stands for is chosen. */
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';

type CheckboxProps = {
  label: string;
  checked: boolean | 'mixed';
  /** `shift` tells whether the Shift key was held, for ranges. */
  onChange: (checked: boolean, shift: boolean) => void;
  disabled?: boolean;
  tabIndex?: number;
};

export function Checkbox({ label, checked, onChange, disabled, tabIndex }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      className="check"
      aria-label={label}
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      disabled={disabled}
      tabIndex={tabIndex}
      onCheckedChange={(next, details) => {
        const { event } = details;
        onChange(next, 'shiftKey' in event && event.shiftKey === true);
      }}
    >
      <BaseCheckbox.Indicator>
        {checked === 'mixed' ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
