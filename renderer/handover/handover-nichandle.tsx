/** The field for a new contact: somebody by name, company or handle; warns about unusual handles, refuses only what can be none. */
import { PersonField } from '../people/person-field.tsx';
import { useTranslation } from '../words/translation.ts';
import { checkNichandle } from './handover-plan.ts';

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
  /** The services are in Canada or Asia-Pacific: OVHcloud takes an e-mail address as well. */
  takesEmail?: boolean;
  noteOf?: (nichandle: string) => string;
  onHighlight?: (nichandle: string | null) => void;
};

export function NichandleField({
  label,
  value,
  onChange,
  known,
  demanded,
  deadEnd,
  takesEmail = false,
  ...more
}: NichandleFieldProps) {
  const { t } = useTranslation(['handover', 'people']);
  const check = checkNichandle(value);
  const isKnown = known.includes(value.trim().toLowerCase());
  const error = !demanded
    ? undefined
    : check === 'impossible'
      ? t('people:field.nobody')
      : check === 'missing'
        ? t('handover:nichandle.missing')
        : undefined;
  const warning = deadEnd ?? (check === 'unusual' && !isKnown ? t('handover:nichandle.unusual') : undefined);
  return (
    <PersonField
      label={label}
      value={value}
      onChange={onChange}
      known={known}
      error={error}
      warning={warning}
      hint={takesEmail ? t('handover:nichandle.orEmail') : undefined}
      {...more}
    />
  );
}
