/** A check box with its name; `mixed` where only some of what it stands for is chosen. The browser's own: long lists have many. */

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
    <input
      type="checkbox"
      className="check"
      aria-label={label}
      checked={checked === true}
      ref={checked === 'mixed' ? asMixed : asPlain}
      disabled={disabled}
      tabIndex={tabIndex}
      onChange={(event) => {
        const { nativeEvent } = event;
        onChange(event.currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
      }}
    />
  );
}

/** Has no attribute. Two functions for good: a new one at each draw would be called at each draw. */
function asMixed(input: HTMLInputElement | null): void {
  if (input !== null) input.indeterminate = true;
}

function asPlain(input: HTMLInputElement | null): void {
  if (input !== null) input.indeterminate = false;
}
